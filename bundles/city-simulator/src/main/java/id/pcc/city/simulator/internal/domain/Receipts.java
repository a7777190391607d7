package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The receipts of a server for what it was told. An order that comes again is answered with its
 * first receipt and done once.
 */
final class Receipts {
  private static final int MOST = 1_000;

  private final String prefix;
  private final Stage stage;
  private final ZoneId zone;
  private final Map<String, Map<String, Object>> receipts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
          return size() > MOST;
        }
      };
  private long given;

  Receipts(String prefix, Stage stage, ZoneId zone) {
    this.prefix = prefix;
    this.stage = stage;
    this.zone = zone;
  }

  /**
   * Does what an order says, unless it was done before.
   *
   * @param order with its {@code id}
   * @param deed throws {@link IllegalArgumentException} when the order is wrong
   */
  synchronized Map<String, Object> once(Map<String, Object> order, Runnable deed) {
    String id = text(order, "id");
    Map<String, Object> before = receipts.get(id);
    if (before != null) {
      return before;
    }
    deed.run();
    Instant now = stage.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("tanda_terima", "%s-%06d".formatted(prefix, ++given));
    receipt.put("id", id);
    receipt.put("waktu", Written.time(now, zone));
    receipts.put(id, receipt);
    return receipt;
  }

  static String text(Map<String, Object> order, String name) {
    if (order.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(name + ": teks diperlukan.");
  }

  static int whole(Map<String, Object> order, String name) {
    if (order.get(name) instanceof Integer number && number > 0) {
      return number;
    }
    throw new IllegalArgumentException(name + ": bilangan lebih dari 0 diperlukan.");
  }

  /** One of the places, by its code or its name. */
  static Script.Place place(Map<String, Object> order, String name, List<Script.Place> places) {
    String wanted = text(order, name);
    return places.stream()
        .filter(p -> p.code().equals(wanted) || p.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(name, wanted));
  }

  static IllegalArgumentException unknown(String name, String value) {
    return new IllegalArgumentException(name + ": " + value + " tidak dikenal.");
  }
}
