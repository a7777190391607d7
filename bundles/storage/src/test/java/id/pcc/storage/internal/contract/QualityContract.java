package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quality.Day;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How good the data is, day by day. */
public interface QualityContract {
  /** The workbench. */
  Bench bench();

  private List<Day> days(DatasetId id) {
    bench().store().quality().flush();
    return bench().store().quality().days(id, LocalDate.of(2026, 1, 1));
  }

  @Test
  default void what_came_in_is_counted_for_the_day_of_the_city() {
    DatasetId id = bench().declare(Bench.air().every(Duration.ofMinutes(10)).build());
    // pm25, people and place can be there or not: of three records with one each, three of nine.
    bench()
        .deliver(
            id,
            Bench.reading("a", 0, 1),
            Bench.reading("b", -20, 1),
            Bench.reading("c", -21, 1),
            Map.of("station", "d"));
    bench().deliver(id, Bench.reading("a", 0, 1));
    LocalDate today = bench().clock.instant().atZone(ZoneId.of("Asia/Pontianak")).toLocalDate();
    Day day = new Day(today, 3, 1, 1, 9, 3, 3, 2);
    assertEquals(List.of(day), days(id));
    assertEquals(1.0 / 3, day.completeness());
    assertEquals(0.8, day.validity());
    assertEquals(2.0 / 3, day.timeliness());
    assertEquals(0.2, day.duplicates());
  }

  @Test
  default void a_day_ends_at_midnight_of_the_city_and_is_kept_over_a_restart() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1));
    Duration toMidnight = Duration.ofHours(14); // it is 10:00 in Pontianak
    bench().clock.forward(toMidnight);
    try {
      bench().deliver(id, Bench.reading("a", 1, 1));
      bench().clock.forward(Duration.ofMillis(-1));
      bench().deliver(id, Bench.reading("a", 2, 1));
      bench().clock.forward(Duration.ofMillis(1));
      bench().reopen();
      List<Day> days = days(id);
      assertEquals(2, days.size(), days.toString());
      assertEquals(2, days.get(0).accepted());
      assertEquals(1, days.get(1).accepted());
      assertEquals(days.get(0).day().plusDays(1), days.get(1).day());
    } finally {
      bench().clock.forward(toMidnight.negated());
    }
  }

  @Test
  default void a_repeated_delivery_is_counted_once() {
    DatasetId id = bench().declareAir();
    RecordBatch batch = new RecordBatch("air", List.of(Bench.reading("a", 0, 1)), "key", "test");
    bench().deliver(id, batch);
    bench().deliver(id, batch);
    assertEquals(1, days(id).get(0).accepted());
    assertEquals(0, days(id).get(0).unchanged());
  }
}
