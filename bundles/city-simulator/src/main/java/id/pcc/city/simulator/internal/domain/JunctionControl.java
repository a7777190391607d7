package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the transport agency's junctions were told: the last announcement and the phase plan of
 * each. An order that comes again is answered with its first receipt and done once.
 */
public final class JunctionControl {
  private static final int MOST_RECEIPTS = 1_000;
  private static final int LONGEST_TEXT = 200;
  private static final Set<String> PLANS = Set.of("OTOMATIS", "PAGI", "SORE", "MALAM");

  private final Stage stage;
  private final Script script;
  private final ZoneId zone;
  private final Map<String, Map<String, Object>> receipts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
          return size() > MOST_RECEIPTS;
        }
      };
  private int number;
  private final Map<String, Map<String, Object>> announcements = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> plans = new LinkedHashMap<>();

  public JunctionControl(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.script = script;
    this.zone = zone;
  }

  /**
   * Announces a text at a junction.
   *
   * @param order {@code id, simpang, teks, volume}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public synchronized Map<String, Object> announce(Map<String, Object> order) {
    String text = text(order, "teks");
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("teks: paling banyak " + LONGEST_TEXT + " huruf.");
    }
    int volume = whole(order, "volume", 10, 100);
    return once(order, announcements, Map.of("teks", text, "volume", volume));
  }

  /**
   * Changes the phase plan of a junction.
   *
   * @param order {@code id, simpang, rencana} and, perhaps, {@code menit}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public synchronized Map<String, Object> plan(Map<String, Object> order) {
    String plan = text(order, "rencana");
    if (!PLANS.contains(plan)) {
      throw new IllegalArgumentException("rencana: salah satu dari " + PLANS + ".");
    }
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("rencana", plan);
    if (order.get("menit") != null) {
      done.put("menit", whole(order, "menit", 5, 240));
    }
    return once(order, plans, done);
  }

  private Map<String, Object> once(
      Map<String, Object> order, Map<String, Map<String, Object>> told, Map<String, Object> what) {
    String id = text(order, "id");
    Map<String, Object> before = receipts.get(id);
    if (before != null) {
      return before;
    }
    String junction = text(order, "simpang");
    if (script.traffic().junctions().stream().noneMatch(j -> j.code().equals(junction))) {
      throw new IllegalArgumentException("simpang: " + junction + " tidak dikenal.");
    }
    Instant now = stage.now().truncatedTo(ChronoUnit.SECONDS);
    String time = OffsetDateTime.ofInstant(now, zone).toString();
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("simpang", junction);
    done.putAll(what);
    done.put("waktu", time);
    told.put(junction, done);
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("tanda_terima", "ATCS-%06d".formatted(++number));
    receipt.put("id", id);
    receipt.put("simpang", junction);
    receipt.put("waktu", time);
    receipts.put(id, receipt);
    return receipt;
  }

  /** The last announcement of each junction that made one. */
  public synchronized List<Map<String, Object>> announcements() {
    return List.copyOf(announcements.values());
  }

  /** The phase plan of each junction that was told one. */
  public synchronized List<Map<String, Object>> plans() {
    return List.copyOf(plans.values());
  }

  private static String text(Map<String, Object> order, String name) {
    if (order.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(name + ": teks diperlukan.");
  }

  private static int whole(Map<String, Object> order, String name, int least, int most) {
    if (order.get(name) instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    throw new IllegalArgumentException(name + ": bilangan " + least + "–" + most + " diperlukan.");
  }
}
