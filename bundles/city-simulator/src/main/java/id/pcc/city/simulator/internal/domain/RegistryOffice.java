package id.pcc.city.simulator.internal.domain;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The civil registry's server: its queues by service and by office. */
public final class RegistryOffice {
  private static final int STEP = 5;

  /** Minutes that one person takes, of all counters together. */
  private static final double EACH = 1.4;

  private final Stage stage;
  private final Registry registry;
  private final ZoneId zone;
  private final Curve registered;
  private final Curve served;
  private final Receipts receipts;
  private final Map<String, Integer> added = new ConcurrentHashMap<>();

  public RegistryOffice(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("DISDUKCAPIL", stage, zone);
    this.stage = stage;
    this.registry = script.registry();
    this.zone = zone;
    this.registered = new Curve(registry.registered());
    this.served = new Curve(registry.served());
  }

  /** The queue of each service, and of each office. */
  public Map<String, Object> queues() {
    double position = Math.floor(stage.position() / STEP) * STEP;
    String time = Written.time(stage.when(position), zone);
    List<Map<String, Object>> services = new ArrayList<>();
    long all = 0;
    for (Map.Entry<String, Integer> quota : registry.quotas().entrySet()) {
      long taken = Math.round(quota.getValue() * Math.min(1, registered.at(position)));
      long done = Math.round(taken * Math.min(1, served.at(position)));
      all += taken - done;
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("layanan", quota.getKey());
      answer.put("waktu", time);
      int more = added.getOrDefault(quota.getKey() + " " + stage.day(), 0);
      answer.put("kuota", quota.getValue() + more);
      answer.put("terdaftar", taken);
      answer.put("dilayani", done);
      answer.put("menunggu", taken - done);
      services.add(answer);
    }
    List<Map<String, Object>> offices = new ArrayList<>();
    for (Script.Place office : registry.offices()) {
      long waiting = Math.round(all * office.factor());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("kantor", office.code());
      answer.put("waktu", time);
      answer.put("nama", office.name());
      answer.put("menunggu", waiting);
      answer.put("tunggu", Written.tenths(waiting * EACH));
      answer.put("lintang", office.latitude());
      answer.put("bujur", office.longitude());
      offices.add(answer);
    }
    return Map.of("layanan", services, "kantor", offices);
  }

  /**
   * Opens an extra quota for the rest of the scripted day.
   *
   * @param order {@code id, layanan, tambahan}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> add(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          String service = Receipts.text(order, "layanan");
          if (!registry.quotas().containsKey(service)) {
            throw Receipts.unknown("layanan", service);
          }
          int more = Receipts.whole(order, "tambahan");
          added.merge(service + " " + stage.day(), more, Integer::sum);
        });
  }
}
