package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage.Delivered;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.storage.Records.Query;
import id.pcc.storage.internal.domain.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where records came from. */
public interface LineageContract {
  /** Where the tests work. */
  Bench bench();

  private List<Delivered> deliveries(DatasetId id) {
    return bench().store().lineage().deliveries(id, Long.MAX_VALUE, 100);
  }

  private List<Map<String, Object>> records(DatasetId id) {
    return bench()
        .store()
        .records()
        .find(new Query(id, List.of(), null, null, null, false, false, 10_000, null))
        .records();
  }

  @Test
  default void a_record_tells_its_source_route_and_delivery() {
    DatasetId id = bench().declareAir();
    Instant came = bench().clock.instant();
    List<Map<String, Object>> batch = List.of(Bench.reading("a", 0, 1), Map.of("station", "b"));
    bench().deliver(id, new RecordBatch("air", batch, "k-1", "http://ispu", "ispu-hourly"));
    long seq = (Long) records(id).get(0).get("_seq");
    Delivered one = bench().store().lineage().delivery(id, seq).orElseThrow();
    assertEquals(
        new Delivered(seq, "http://ispu", "ispu-hourly", "k-1", 1, came, came, 1, 0, 1, null), one);
    assertEquals(List.of(one), deliveries(id));
    assertTrue(bench().store().lineage().original(id, records(id).get(0)).isEmpty());
  }

  @Test
  default void a_repeated_delivery_leaves_no_trace_and_a_correction_does() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 1));
    bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 1));
    assertEquals(1, deliveries(id).size());
    bench().deliver(id, Bench.reading("a", 0, 2), Bench.reading("b", 0, 1));
    Delivered newest = deliveries(id).get(0);
    assertEquals(List.of(1L, 1L), List.of(newest.accepted(), newest.unchanged()));
    assertEquals(newest.seq(), records(id).get(0).get("_seq"));
    assertEquals(
        deliveries(id).subList(1, 2), bench().store().lineage().deliveries(id, newest.seq(), 100));
  }

  @Test
  default void deliveries_that_are_committed_together_keep_their_sources_apart() {
    DatasetId id = bench().declareAir();
    bench().source.hold();
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        String source = "s" + i % 3;
        String key = i == 0 ? "only" : null;
        answers.add(
            bench()
                .store()
                .deliver(
                    id.department(),
                    new RecordBatch("air", List.of(Bench.reading(source, i, i)), key, source, "r"))
                .toCompletableFuture());
      }
    } finally {
      bench().source.release();
    }
    answers.forEach(CompletableFuture::join);
    Map<Object, String> sources = new HashMap<>();
    long accepted = 0;
    int together = 0;
    for (Delivered each : deliveries(id)) {
      assertNull(sources.put(each.seq(), each.source()));
      accepted += each.accepted();
      together += each.deliveries();
      assertTrue(each.deliveries() == 1 || each.key() == null, each.toString());
    }
    assertEquals(60, accepted);
    assertEquals(60, together);
    for (Map<String, Object> record : records(id)) {
      assertEquals(record.get("station"), sources.get(record.get("_seq")));
    }
  }

  @Test
  default void a_large_delivery_is_told_in_parts_of_at_most_500() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      records.add(Bench.reading("a", i, i));
    }
    records.add(Map.of("station", "b"));
    bench().deliver(id, new RecordBatch("air", records, "large", "file.csv"));
    assertEquals(
        List.of("200 0 large", "500 0 large", "500 1 large"),
        deliveries(id).stream()
            .map(each -> each.accepted() + " " + each.quarantined() + " " + each.key())
            .toList());
  }

  /** A lone record from each of so many sources, committed together. */
  private void lone(DatasetId id, int sources, int minute) {
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    bench().source.hold();
    try {
      for (int i = 0; i < sources; i++) {
        String key = i % 7 == 0 ? id.department() + "-" + minute + "-" + i : null;
        RecordBatch batch =
            new RecordBatch(
                "air", List.of(Bench.reading("s" + i, minute, 1)), key, "pole " + i, "r" + i % 3);
        answers.add(bench().store().deliver(id.department(), batch).toCompletableFuture());
      }
    } finally {
      bench().source.release();
    }
    answers.forEach(CompletableFuture::join);
  }

  private List<Delivered> paged(DatasetId id, int limit) {
    List<Delivered> all = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<Delivered> page;
    do {
      page = bench().store().lineage().deliveries(id, before, limit);
      all.addAll(page);
      before = all.get(all.size() - 1).seq();
    } while (!page.isEmpty());
    return all;
  }

  private List<Long> rows(DatasetId id) {
    return Stream.of("DELIVERY", "DELIVERY_PACK")
        .map(
            table ->
                Long.valueOf(
                    bench()
                        .sql(
                            "SELECT COUNT(*) FROM STORAGE."
                                + table
                                + " WHERE DEPARTMENT = '"
                                + id.department()
                                + "'")
                        .get(0)
                        .get(0)))
        .toList();
  }

  @Test
  default void lone_records_that_are_kept_for_ever_take_little_room_and_tell_the_same() {
    DatasetId id = bench().declareAir();
    for (int minute = 0; minute < 6; minute++) {
      lone(id, 350, minute);
      bench().clock.forward(Duration.ofMillis(1_234));
    }
    bench().deliver(id, Bench.reading("s0", 0, 9), Bench.reading("s1", 0, 1));
    bench().deliver(id, new RecordBatch("air", List.of(Map.of("station", "x")), null, "bad"));
    List<Delivered> told = paged(id, 500);
    assertEquals(2_101, told.size());
    bench().store().tidy();
    assertEquals(List.of(2_101L, 0L), rows(id), "not settled yet");
    bench().clock.forward(Duration.ofHours(2));
    try {
      bench().store().tidy();
      assertEquals(List.of(101L, 2L), rows(id));
      bench().store().tidy();
      assertEquals(List.of(101L, 2L), rows(id), "a pack is full");
      assertEquals(told, paged(id, 500));
      assertEquals(told, paged(id, 999));
      assertEquals(told, bench().store().lineage().deliveries(id, Long.MAX_VALUE, 3_000));
      Map<Long, Delivered> bySeq = new HashMap<>();
      told.forEach(each -> bySeq.put(each.seq(), each));
      for (Delivered each : told) {
        Delivered one = bench().store().lineage().delivery(id, each.seq()).orElseThrow();
        assertEquals(each, one);
      }
      for (Map<String, Object> record : records(id)) {
        Delivered from = bySeq.get(record.get("_seq"));
        boolean corrected = record.get("pm25").equals(9.0);
        assertEquals(
            corrected ? "test" : "pole " + ((String) record.get("station")).substring(1),
            from.source());
        assertEquals(record.get("_received"), from.received());
      }
      assertTrue(
          bench().store().lineage().delivery(id, told.get(2_100).seq() - 1).isEmpty(),
          "before the first one");
      long bytes =
          Long.parseLong(
              bench()
                  .sql(
                      "SELECT SUM(LENGTH(CONTENT)) FROM STORAGE.DELIVERY_PACK WHERE DEPARTMENT = '"
                          + id.department()
                          + "'")
                  .get(0)
                  .get(0));
      assertTrue(bytes < 2_000 * 60, bytes + " for 2,000 deliveries of 350 sources");
    } finally {
      bench().clock.forward(Duration.ofHours(-2).minusMillis(6 * 1_234));
    }
  }

  @Test
  default void packed_deliveries_are_forgotten_with_their_records() {
    DatasetId id = bench().declareAir();
    lone(id, 500, 0);
    lone(id, 500, 1);
    lone(id, 10, 60 * 24 * 200);
    bench().clock.forward(Duration.ofDays(150));
    try {
      bench().store().tidy();
      assertEquals(List.of(10L, 1L), rows(id));
      bench().store().rollups().work(true);
      bench().store().keeping().keep(id, new Retention(Duration.ofDays(10), null, null), "rahma");
      bench().store().tidy();
      assertEquals(List.of(10L, 0L), rows(id));
      assertEquals(10, records(id).size());
    } finally {
      bench().clock.forward(Duration.ofDays(-150));
    }
  }

  @Test
  default void a_repaired_delivery_is_told_between_packed_ones() {
    DatasetId id = bench().declareAir();
    lone(id, 500, 0);
    Map<String, Object> row = new HashMap<>(Bench.reading("x", 0, 1));
    row.put("pm25", "1.250,5");
    bench().deliver(id, row);
    bench()
        .store()
        .refused()
        .apply(
            Selection.all(id),
            Repair.of(List.of(Map.of("do", "number", "field", "pm25", "form", "id"))),
            "rahma");
    lone(id, 500, 1);
    List<Delivered> told = paged(id, 100);
    assertEquals(1_001, told.size());
    assertNotNull(told.get(500).repair());
    bench().clock.forward(Duration.ofHours(2));
    try {
      bench().store().tidy();
      assertEquals(List.of(1L, 1L), rows(id));
      assertEquals(told, paged(id, 100));
      assertEquals(
          Optional.of(told.get(500)), bench().store().lineage().delivery(id, told.get(500).seq()));
    } finally {
      bench().clock.forward(Duration.ofHours(-2));
    }
  }

  @Test
  default void a_delivery_is_known_as_long_as_a_record_refers_to_it() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1));
    bench().deliver(id, Bench.reading("a", 60 * 24 * 200, 1));
    bench().clock.forward(Duration.ofDays(150));
    try {
      bench().store().tidy();
      assertEquals(2, deliveries(id).size());
      bench().store().rollups().work(true);
      bench().store().keeping().keep(id, new Retention(Duration.ofDays(10), null, null), "rahma");
      bench().store().tidy();
      assertEquals(1, records(id).size());
      assertEquals(
          List.of(records(id).get(0).get("_seq")),
          deliveries(id).stream().map(each -> (Object) each.seq()).toList());
    } finally {
      bench().clock.forward(Duration.ofDays(-150));
    }
  }
}
