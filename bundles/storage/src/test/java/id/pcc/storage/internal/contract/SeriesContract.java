package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How measures over time are summed up. */
public interface SeriesContract {
  /** Where the tests work. */
  Bench bench();

  private DatasetId twoStations() {
    DatasetId id = bench().declareAir();
    for (int minute = 0; minute < 120; minute += 10) {
      Map<String, Object> a = Bench.reading("a", minute, minute);
      a.put("people", minute / 10);
      bench().deliver(id, a, Bench.reading("b", minute + 5, 1_000));
    }
    return id;
  }

  private List<Point> points(DatasetId id, String measure, String group, Aggregate aggregate) {
    return bench()
        .store()
        .records()
        .series(
            new Series(
                id,
                measure,
                group,
                List.of(new Filter("station", Comparison.LTE, group == null ? "a" : "z")),
                Bench.at(0),
                Bench.at(120),
                Duration.ofHours(1),
                aggregate));
  }

  private static List<Double> values(List<Point> points) {
    return points.stream().map(Point::value).toList();
  }

  @Test
  default void every_aggregate_is_what_its_name_says() {
    DatasetId id = twoStations();
    assertEquals(List.of(25.0, 85.0), values(points(id, "pm25", null, Aggregate.MEAN)));
    assertEquals(List.of(0.0, 60.0), values(points(id, "pm25", null, Aggregate.MIN)));
    assertEquals(List.of(50.0, 110.0), values(points(id, "pm25", null, Aggregate.MAX)));
    assertEquals(List.of(150.0, 510.0), values(points(id, "pm25", null, Aggregate.SUM)));
    assertEquals(List.of(6.0, 6.0), values(points(id, "pm25", null, Aggregate.COUNT)));
    assertEquals(List.of(50.0, 110.0), values(points(id, "pm25", null, Aggregate.LAST)));
  }

  @Test
  default void the_mean_of_whole_numbers_keeps_its_fraction() {
    assertEquals(List.of(2.5, 8.5), values(points(twoStations(), "people", null, Aggregate.MEAN)));
  }

  @Test
  default void groups_are_series_of_their_own() {
    DatasetId id = twoStations();
    for (Aggregate aggregate : List.of(Aggregate.MAX, Aggregate.LAST)) {
      List<Point> points = points(id, "pm25", "station", aggregate);
      assertEquals(List.of("a", "a", "b", "b"), points.stream().map(Point::group).toList());
      assertEquals(List.of(50.0, 110.0, 1_000.0, 1_000.0), values(points));
    }
  }

  @Test
  default void days_begin_at_midnight_in_pontianak() {
    DatasetId id = bench().declareAir();
    for (String time : List.of("2026-02-15T23:59:59+07:00", "2026-02-16T00:00:00+07:00")) {
      bench().deliver(id, Map.of("station", "a", "time", time, "pm25", 1));
    }
    List<Point> days =
        bench()
            .store()
            .records()
            .series(
                new Series(
                    id,
                    "pm25",
                    null,
                    List.of(),
                    Instant.parse("2026-02-14T05:00:00Z"),
                    Instant.parse("2026-02-17T00:00:00Z"),
                    Duration.ofDays(1),
                    Aggregate.COUNT));
    assertEquals(
        List.of(Instant.parse("2026-02-14T17:00:00Z"), Instant.parse("2026-02-15T17:00:00Z")),
        days.stream().map(Point::at).toList());
  }

  @Test
  default void a_series_that_does_not_fit_names_its_parameter() {
    DatasetId id = bench().declareAir();
    assertFault("parameter measure", () -> points(id, "station", null, Aggregate.MEAN));
    assertFault("parameter group", () -> points(id, "pm25", "people", Aggregate.MEAN));
  }

  private static void assertFault(String named, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(named), message);
  }
}
