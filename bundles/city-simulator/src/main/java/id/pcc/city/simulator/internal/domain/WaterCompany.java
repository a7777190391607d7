package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Salinity that rises with the tide, outages, and a reserve that can be switched to. */
public final class WaterCompany {
  private static final int STEP = 10;
  private static final double RESERVE_SALINITY = 18;
  private static final int MOST_RECEIPTS = 1_000;

  /**
   * The day.
   *
   * @param salinity of the river over the day in mg/l of chloride
   */
  public record Day(
      double limit, List<Intake> intakes, Map<String, Double> salinity, List<Outage> outages) {}

  /** An intake: how much of the river's salinity it has, and its flow in l/s. */
  public record Intake(
      String code, String name, double latitude, double longitude, double factor, double flow) {}

  /** An outage of a kelurahan. */
  public record Outage(
      String code,
      String kelurahan,
      double latitude,
      double longitude,
      String from,
      String to,
      String cause,
      int customers) {}

  /** A measurement of an intake. */
  public record Measurement(Intake intake, Instant at, double salinity, double flow) {}

  /** An outage that has begun. */
  public record Begun(Outage outage, String number, Instant from, Instant changed, boolean over) {}

  private final Stage stage;
  private final Day day;
  private final ZoneId zone;
  private final Curve salinity;
  private final Map<String, Map<String, Object>> receipts = new LinkedHashMap<>();
  private volatile boolean reserve;

  public WaterCompany(Stage stage, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.zone = zone;
    this.salinity = new Curve(day.salinity());
  }

  /** The number of the interval that was measured last. */
  public long tick() {
    return (long) Math.floor(stage.position() / STEP);
  }

  /** What each intake measures now. */
  public List<Measurement> measurements() {
    double position = stage.position();
    Instant at = stage.when(tick() * (double) STEP);
    return day.intakes().stream()
        .map(
            i ->
                new Measurement(
                    i,
                    at,
                    Math.round(reserve ? RESERVE_SALINITY : i.factor() * salinity.at(position)),
                    i.flow()))
        .toList();
  }

  /** The outages of the day that have begun. */
  public List<Begun> outages() {
    List<Begun> begun = new ArrayList<>();
    for (Outage outage : day.outages()) {
      double from = stage.today(LocalTime.parse(outage.from()));
      double to = stage.today(LocalTime.parse(outage.to()));
      if (from <= stage.position()) {
        boolean over = to <= stage.position();
        String number = outage.code() + "-" + (stage.day() + 1);
        begun.add(new Begun(outage, number, stage.when(from), stage.when(over ? to : from), over));
      }
    }
    return begun;
  }

  /**
   * Switches to the reserve or back; an order that comes again is answered as the first time.
   *
   * @throws IllegalArgumentException when it is no order
   */
  public synchronized Map<String, Object> told(Map<String, Object> order) {
    if (!(order.get("id") instanceof String id) || id.isBlank()) {
      throw new IllegalArgumentException("id: nomor perintah diperlukan.");
    }
    if (!Set.of("PENEPAT", "SUNGAI").contains(order.get("aksi"))) {
      throw new IllegalArgumentException("aksi: PENEPAT atau SUNGAI.");
    }
    Map<String, Object> before = receipts.get(id);
    if (before != null) {
      return before;
    }
    reserve = order.get("aksi").equals("PENEPAT");
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("id", id);
    receipt.put("sumber", reserve ? "Waduk Penepat" : "Sungai Kapuas");
    Instant now = stage.now().truncatedTo(ChronoUnit.SECONDS);
    receipt.put("waktu", OffsetDateTime.ofInstant(now, zone).toString());
    receipts.put(id, receipt);
    if (receipts.size() > MOST_RECEIPTS) {
      receipts.remove(receipts.keySet().iterator().next());
    }
    return receipt;
  }
}
