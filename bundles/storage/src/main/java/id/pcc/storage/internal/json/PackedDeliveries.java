package id.pcc.storage.internal.json;

import id.pcc.storage.Lineage.Delivered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Deliveries of a dataset as one JSON object, column by column. Numbers that grow stand as steps
 * from the one before, sources and routes once, and a column whose values are all the same as that
 * value: a lone record with two sources that take turns takes some ten characters. What is read is
 * equal to what was written; only repairs are not written.
 */
public final class PackedDeliveries {
  private PackedDeliveries() {}

  /** A source and its route, as a number in the list of them. */
  private record Origin(String source, String route) {
    Map<String, Object> view() {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("source", source);
      view.put("route", route);
      return view;
    }
  }

  /**
   * Writes deliveries.
   *
   * @param deliveries at least one, by their numbers, none with a repair
   */
  public static String write(List<Delivered> deliveries) {
    Map<Origin, Long> origins = new LinkedHashMap<>();
    List<Long> origin = new ArrayList<>(deliveries.size());
    List<String> keys = new ArrayList<>(deliveries.size());
    for (Delivered each : deliveries) {
      if (each.repair() != null) {
        throw new IllegalArgumentException("delivery " + each.seq() + " was repaired");
      }
      Origin own = new Origin(each.source(), each.route());
      Long number = origins.putIfAbsent(own, (long) origins.size());
      origin.add(number == null ? origins.get(own) : number);
      keys.add(each.key());
    }
    Map<String, Object> pack = new LinkedHashMap<>();
    pack.put("count", deliveries.size());
    pack.put("origins", origins.keySet().stream().map(Origin::view).toList());
    pack.put("origin", shortest(origin));
    pack.put("seqSteps", steps(deliveries, Delivered::seq));
    pack.put("receivedSteps", steps(deliveries, each -> each.received().toEpochMilli()));
    pack.put(
        "tookMillis",
        column(
            deliveries, each -> each.committed().toEpochMilli() - each.received().toEpochMilli()));
    pack.put("deliveries", column(deliveries, Delivered::deliveries));
    pack.put("accepted", column(deliveries, Delivered::accepted));
    pack.put("unchanged", column(deliveries, Delivered::unchanged));
    pack.put("quarantined", column(deliveries, Delivered::quarantined));
    pack.put("keys", shortest(keys));
    return Json.write(pack);
  }

  private static Object column(List<Delivered> deliveries, ToLongFunction<Delivered> column) {
    return shortest(deliveries.stream().map(column::applyAsLong).toList());
  }

  private static Object steps(List<Delivered> deliveries, ToLongFunction<Delivered> column) {
    List<Long> steps = new ArrayList<>(deliveries.size());
    long before = 0;
    for (Delivered each : deliveries) {
      long value = column.applyAsLong(each);
      steps.add(value - before);
      before = value;
    }
    return steps;
  }

  private static <T> Object shortest(List<T> values) {
    return new HashSet<>(values).size() == 1 ? values.get(0) : values;
  }

  /**
   * Reads deliveries, by their numbers.
   *
   * @throws IllegalArgumentException when this is no pack
   */
  public static List<Delivered> read(String text) {
    Map<String, Object> pack = Json.readObject(text);
    try {
      int count = Math.toIntExact(number(pack.get("count")));
      List<Origin> origins = new ArrayList<>();
      for (Object each : (List<?>) pack.get("origins")) {
        Map<?, ?> origin = (Map<?, ?>) each;
        origins.add(new Origin((String) origin.get("source"), (String) origin.get("route")));
      }
      List<Delivered> deliveries = new ArrayList<>();
      long seq = 0;
      long received = 0;
      for (int i = 0; i < count; i++) {
        seq += number(pack, "seqSteps", i);
        received += number(pack, "receivedSteps", i);
        Origin origin = origins.get(Math.toIntExact(number(pack, "origin", i)));
        deliveries.add(
            new Delivered(
                seq,
                origin.source(),
                origin.route(),
                (String) at(pack, "keys", i),
                Math.toIntExact(number(pack, "deliveries", i)),
                Instant.ofEpochMilli(received),
                Instant.ofEpochMilli(received + number(pack, "tookMillis", i)),
                number(pack, "accepted", i),
                number(pack, "unchanged", i),
                number(pack, "quarantined", i),
                null));
      }
      return deliveries;
    } catch (ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException
        | ArithmeticException e) {
      throw new IllegalArgumentException("these are no packed deliveries", e);
    }
  }

  private static long number(Map<String, Object> pack, String column, int place) {
    return number(at(pack, column, place));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Object at(Map<String, Object> pack, String column, int place) {
    Object values = pack.get(column);
    return values instanceof List<?> list ? list.get(place) : values;
  }
}
