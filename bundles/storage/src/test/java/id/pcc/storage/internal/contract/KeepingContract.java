package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping.Selection;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.Quarantine;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.storage.internal.domain.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How long records are kept, and their deletion. */
public interface KeepingContract {
  /** Where the tests work. */
  Bench bench();

  private DatasetId tenDays() {
    DatasetId id = bench().declareAir();
    long start = Duration.between(Bench.at(0), bench().clock.instant()).toMinutes();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int hour = 0; hour < 240; hour++) {
      records.add(Bench.reading("a", start - hour * 60L, hour));
      records.add(Bench.reading("b", start - hour * 60L - 30, 1_000));
    }
    bench().deliver(id, records);
    return id;
  }

  private double sum(DatasetId id) {
    return bench()
        .store()
        .records()
        .series(
            new Series(
                id,
                "pm25",
                null,
                List.of(),
                bench().clock.instant().minus(Duration.ofDays(20)),
                bench().clock.instant().plus(Duration.ofDays(1)),
                Duration.ofHours(1),
                Aggregate.SUM))
        .stream()
        .mapToDouble(point -> point.value())
        .sum();
  }

  private Map<String, Object> newest(DatasetId id, String station) {
    return bench().store().records().find(Query.latest(id, 10)).records().stream()
        .filter(record -> record.get("station").equals(station))
        .findFirst()
        .orElse(null);
  }

  private static Selection all(DatasetId id) {
    return new Selection(id, List.of(), null, null);
  }

  @Test
  default void old_records_go_and_their_hourly_values_stay() {
    DatasetId id = tenDays();
    double before = sum(id);
    Retention days = new Retention(Duration.ofDays(3), null, null);
    assertEquals("person:ani", bench().store().keeping().keep(id, days, "person:ani").setBy());
    bench().store().rollups().work(true);
    bench().store().tidy();
    assertEquals(before, sum(id), 1e-6);
    long left = bench().store().catalogue().volume(id).rows();
    assertTrue(left >= 2 * 72 && left <= 2 * 75, left + " are left");
    assertEquals(left, bench().store().keeping().count(all(id)));
    bench().reopen();
    assertEquals(before, sum(id), 1e-6);
    assertEquals(days, bench().store().keeping().rule(id).retention());
  }

  @Test
  default void a_record_from_before_what_is_kept_is_refused_with_the_reason() {
    DatasetId id = tenDays();
    bench().store().keeping().keep(id, new Retention(Duration.ofDays(3), null, null), "me");
    long start = Duration.between(Bench.at(0), bench().clock.instant()).toMinutes();
    Receipt receipt =
        bench()
            .deliver(
                id,
                Bench.reading("a", start - 4 * 24 * 60 + 7, 1),
                Bench.reading("a", start - 7, 1));
    assertEquals(1, receipt.accepted());
    assertEquals(1, receipt.quarantined());
    assertEquals("time", receipt.errors().get(0).field());
    assertTrue(receipt.errors().get(0).detail().contains("keeps records from"));
  }

  @Test
  default void an_hour_that_waits_to_be_worked_out_is_not_dropped() {
    DatasetId id = tenDays();
    bench().store().keeping().keep(id, new Retention(Duration.ofDays(3), null, null), "me");
    bench().store().keeping().enforce();
    assertEquals(480, bench().store().keeping().count(all(id)));
  }

  @Test
  default void a_deletion_takes_only_what_was_selected_and_everything_follows() {
    DatasetId id = tenDays();
    bench().store().rollups().work(true);
    double of = sum(id);
    List<Event> heard = new CopyOnWriteArrayList<>();
    var listening = bench().store().live().subscribe(List.of("dataset:" + id), heard::add);
    Selection wrong =
        new Selection(
            id,
            List.of(new Filter("station", Comparison.EQ, "b")),
            bench().clock.instant().minus(Duration.ofHours(10)),
            null);
    assertEquals(10, bench().store().keeping().count(wrong));
    assertEquals(10, bench().store().keeping().delete(wrong));
    assertEquals(0, bench().store().keeping().count(wrong));
    assertEquals(470, bench().store().catalogue().volume(id).rows());
    assertEquals(of - 10_000, sum(id), 1e-6);
    bench().store().rollups().work(true);
    assertEquals(of - 10_000, sum(id), 1e-6);
    Instant left = bench().clock.instant().minus(Duration.ofMinutes(10 * 60 + 30));
    assertEquals(left.toEpochMilli(), ((Instant) newest(id, "b").get("time")).toEpochMilli());
    Bench.until("listeners hear", () -> heard.stream().anyMatch(e -> e.kind().equals("deleted")));
    listening.close();
  }

  @Test
  default void a_deletion_takes_the_rows_along_that_its_records_were_repaired_from() {
    DatasetId id = bench().declareAir();
    for (String station : List.of("a", "b")) {
      Map<String, Object> row = new HashMap<>(Bench.reading(station, 0, 1));
      row.put("pm25", "1.250,5");
      bench().deliver(id, row);
    }
    bench()
        .store()
        .refused()
        .apply(
            Quarantine.Selection.all(id),
            Repair.of(List.of(Map.of("do", "number", "field", "pm25", "form", "id"))),
            "rahma");
    bench().deliver(id, Bench.reading("a", 0, 7));
    Selection one =
        new Selection(id, List.of(new Filter("station", Comparison.EQ, "a")), null, null);
    assertEquals(1, bench().store().keeping().delete(one));
    assertEquals(
        List.of(List.of("1")),
        bench()
            .sql(
                "SELECT COUNT(*) FROM STORAGE.ORIGINAL WHERE DEPARTMENT = '"
                    + id.department()
                    + "'"));
    assertTrue(bench().store().lineage().original(id, newest(id, "b")).isPresent());
  }

  @Test
  default void a_dataset_can_be_emptied() {
    DatasetId id = tenDays();
    assertEquals(480, bench().store().keeping().delete(all(id)));
    assertNull(newest(id, "a"));
    assertNull(bench().store().catalogue().volume(id).newest());
    assertEquals(0.0, sum(id));
    assertEquals(1, bench().deliver(id, Bench.reading("a", 0, 5)).accepted());
  }

  @Test
  default void what_has_no_time_is_kept_by_its_receipt() {
    Dataset things =
        Dataset.named("things").title("Benda", "Things").key("name", "Nama", "Name").build();
    DatasetId id = bench().declare(things);
    bench().deliver(id, Map.of("name", "old"));
    bench().clock.forward(Duration.ofDays(2));
    bench().deliver(id, Map.of("name", "new"));
    bench().store().keeping().keep(id, new Retention(Duration.ofDays(1), null, null), "me");
    bench().store().keeping().enforce();
    assertEquals(1, bench().store().keeping().count(all(id)));
    assertEquals(
        1,
        bench()
            .store()
            .keeping()
            .delete(
                new Selection(id, List.of(new Filter("name", Comparison.EQ, "new")), null, null)));
  }
}
