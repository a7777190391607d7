package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hourly and daily values say the same as the records. */
public interface RollupContract {
  /** Four days in minutes. */
  int SPAN = 4 * 24 * 60;

  /** Where the tests work. */
  Bench bench();

  /** What was delivered last under each key: the values by station and minute. */
  final class Model {
    private final Map<String, TreeMap<Long, Double>> values = new TreeMap<>();

    void put(String station, long minute, Double value) {
      values.computeIfAbsent(station, name -> new TreeMap<>()).put(minute, value);
    }

    /** The value of each bucket, worked out plainly. */
    List<String> points(boolean grouped, long from, long to, long width, Aggregate aggregate) {
      Map<String, TreeMap<Long, TreeMap<Long, List<Double>>>> found = new TreeMap<>();
      values.forEach(
          (station, series) ->
              series
                  .subMap(from, to)
                  .forEach(
                      (minute, value) -> {
                        if (value != null) {
                          long local = Bench.at(minute).toEpochMilli() / 60_000 + 7 * 60;
                          found
                              .computeIfAbsent(grouped ? station : "", name -> new TreeMap<>())
                              .computeIfAbsent(
                                  local / width * width - 7 * 60, bucket -> new TreeMap<>())
                              .computeIfAbsent(minute, at -> new ArrayList<>())
                              .add(value);
                        }
                      }));
      List<String> points = new ArrayList<>();
      found.forEach(
          (station, buckets) ->
              buckets.forEach(
                  (bucket, minutes) -> {
                    List<Double> all = minutes.values().stream().flatMap(List::stream).toList();
                    List<Double> last = minutes.lastEntry().getValue();
                    points.add(
                        text(
                            station,
                            Instant.ofEpochMilli(bucket * 60_000),
                            of(aggregate, all, last)));
                  }));
      return points;
    }

    private static double of(Aggregate aggregate, List<Double> all, List<Double> last) {
      DoubleStream values = all.stream().mapToDouble(Double::doubleValue);
      return switch (aggregate) {
        case MEAN -> values.average().orElseThrow();
        case MIN -> values.min().orElseThrow();
        case MAX -> values.max().orElseThrow();
        case SUM -> values.sum();
        case COUNT -> values.count();
        case LAST -> last.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      };
    }

    private static String text(String group, Instant at, double value) {
      return group + " " + at + " " + String.format("%.6f", value);
    }
  }

  private List<String> points(
      DatasetId id, boolean grouped, long from, long to, long width, Aggregate aggregate) {
    Series asked =
        new Series(
            id,
            "pm25",
            grouped ? "station" : null,
            List.of(),
            Bench.at(from),
            Bench.at(to),
            Duration.ofMinutes(width),
            aggregate);
    return bench().store().records().series(asked).stream()
        .map((Point point) -> Model.text(point.group(), point.at(), point.value()))
        .toList();
  }

  private void assertSame(DatasetId id, Model model, Random random) {
    for (int width : new int[] {30, 60, 6 * 60, 24 * 60, 48 * 60}) {
      long from = random.nextInt(SPAN);
      long to = from + 1 + random.nextInt(SPAN);
      for (Aggregate aggregate : Aggregate.values()) {
        boolean grouped = random.nextBoolean();
        assertEquals(
            model.points(grouped, from, to, width, aggregate),
            points(id, grouped, from, to, width, aggregate),
            aggregate + " by " + width + " minutes from " + from + " to " + to);
      }
    }
  }

  private void deliver(DatasetId id, Model model, Random random) {
    List<Map<String, Object>> batch = new ArrayList<>();
    int around = random.nextInt(SPAN);
    for (int i = random.nextInt(80); i >= 0; i--) {
      String station = "s" + random.nextInt(4);
      long minute =
          random.nextInt(5) == 0 ? random.nextInt(SPAN) : Math.min(SPAN - 1, around + i / 2);
      Map<String, Object> record = Bench.reading(station, minute, random.nextInt(1_000));
      Double value = random.nextInt(6) == 0 ? null : (Double) record.get("pm25");
      record.put("pm25", value);
      model.put(station, minute, value);
      batch.add(record);
    }
    bench().deliver(id, batch);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  default void a_series_is_the_same_whatever_was_worked_out_when(long seed) {
    Random random = new Random(seed);
    DatasetId id = bench().declareAir();
    Model model = new Model();
    for (int round = 0; round < 12; round++) {
      for (int i = random.nextInt(6); i >= 0; i--) {
        deliver(id, model, random);
      }
      if (random.nextInt(3) > 0) {
        bench().store().rollups().work(random.nextBoolean());
      }
      if (random.nextInt(6) == 0) {
        bench().reopen();
      }
      assertSame(id, model, random);
    }
  }

  @Test
  default void values_are_ready_when_their_time_has_passed() {
    DatasetId id = bench().declareAir();
    for (int hour = 0; hour < 48; hour++) {
      bench()
          .deliver(id, Bench.reading("a", hour * 60 + 30, hour), Bench.reading("b", hour * 60, 7));
    }
    String marks = "SELECT COUNT(*) FROM STORAGE.ROLLUP_MARK WHERE DEPARTMENT = '%s'";
    bench().store().rollups().work(false);
    assertTrue(Integer.parseInt(count(marks.formatted(id.department()))) >= 48);
    bench().clock.forward(Duration.ofDays(4));
    bench().store().rollups().work(false);
    bench().clock.forward(Duration.ofMinutes(1));
    bench().store().rollups().work(false);
    assertEquals("0", count(marks.formatted(id.department())));
    assertEquals("96", count("SELECT COUNT(*) FROM " + id.department() + ".air_hour"));
    assertTrue(
        Integer.parseInt(count("SELECT COUNT(*) FROM " + id.department() + ".air_day")) >= 4);
    bench().sql("DELETE FROM " + id.department() + ".air");
    assertEquals(96, points(id, true, 0, 48 * 60, 60, Aggregate.MEAN).size());
  }

  private String count(String statement) {
    return bench().sql(statement).get(0).get(0);
  }

  @Test
  default void records_that_come_while_an_hour_is_worked_out_are_not_missed() throws Exception {
    Random random = new Random(5);
    DatasetId id = bench().declareAir();
    Model model = new Model();
    AtomicBoolean delivering = new AtomicBoolean(true);
    CompletableFuture<Void> working =
        CompletableFuture.runAsync(
            () -> {
              while (delivering.get()) {
                bench().store().rollups().work(true);
              }
            });
    for (int i = 0; i < 200; i++) {
      deliver(id, model, random);
    }
    delivering.set(false);
    working.get();
    assertSame(id, model, random);
    bench().store().rollups().work(true);
    assertSame(id, model, random);
  }

  @Test
  default void the_last_record_of_an_hour_is_not_missed() {
    Random random = new Random(7);
    DatasetId id = bench().declareAir();
    Model model = new Model();
    AtomicBoolean delivering = new AtomicBoolean(true);
    CompletableFuture<Void> working =
        CompletableFuture.runAsync(
            () -> {
              while (delivering.get()) {
                bench().store().rollups().work(true);
              }
            });
    for (int hour = 0; hour < SPAN / 60; hour++) {
      for (int i = 0; i < 6; i++) {
        model.put("s" + i, hour * 60L, (double) i);
        bench().deliver(id, Bench.reading("s" + i, hour * 60L, i));
      }
    }
    delivering.set(false);
    working.join();
    for (int i = 0; i < 2; i++) {
      assertEquals(
          model.points(true, 0, SPAN, 60, Aggregate.COUNT),
          points(id, true, 0, SPAN, 60, Aggregate.COUNT));
      bench().store().rollups().work(true);
    }
    assertSame(id, model, random);
  }

  @Test
  default void a_new_measure_has_values_too() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1));
    bench().store().rollups().work(true);
    bench()
        .store()
        .catalogue()
        .declare(id.department(), Bench.air().measure("noise", "dB", "Bising", "Noise").build());
    Map<String, Object> record = Bench.reading("a", 1, 3);
    record.put("noise", 60);
    bench().deliver(id, record);
    bench().store().rollups().work(true);
    assertEquals(
        List.of(List.of("1", "2")),
        bench().sql("SELECT noise_count, pm25_count FROM " + id.department() + ".air_hour"));
  }

  @Test
  default void what_was_stored_before_there_were_hourly_values_gets_them() {
    Random random = new Random(6);
    DatasetId id = bench().declareAir();
    Model model = new Model();
    for (int i = 0; i < 10; i++) {
      deliver(id, model, random);
    }
    for (String table : List.of("air_hour", "air_day", "air_hour_all", "air_day_all")) {
      bench().sql("DROP TABLE " + id.department() + "." + table);
    }
    bench().sql("DELETE FROM STORAGE.ROLLUP WHERE DEPARTMENT = '" + id.department() + "'");
    bench().sql("DELETE FROM STORAGE.ROLLUP_MARK WHERE DEPARTMENT = '" + id.department() + "'");
    bench().reopen();
    assertSame(id, model, random);
    bench().store().rollups().work(true);
    assertSame(id, model, random);
  }

  @Test
  default void what_had_values_of_each_series_only_gets_those_of_all_together() {
    Random random = new Random(7);
    DatasetId id = bench().declareAir();
    Model model = new Model();
    for (int i = 0; i < 10; i++) {
      deliver(id, model, random);
    }
    bench().store().rollups().work(true);
    for (String table : List.of("air_hour_all", "air_day_all")) {
      bench().sql("DROP TABLE " + id.department() + "." + table);
    }
    bench()
        .sql(
            "UPDATE STORAGE.ROLLUP SET OVERALL = FALSE WHERE DEPARTMENT = '"
                + id.department()
                + "'");
    bench().reopen();
    assertSame(id, model, random);
    String hours = "SELECT COUNT(DISTINCT pcc_begin) FROM " + id.department();
    assertEquals(count(hours + ".air_hour"), count(hours + ".air_hour_all"));
  }
}
