package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart.State;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Tally.Counts;
import id.pcc.storage.Trial;
import id.pcc.storage.Trial.Tried;
import id.pcc.storage.internal.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How records come in. */
public interface IngestContract {
  /** Where the tests work. */
  Bench bench();

  private static void counts(Receipt receipt, long accepted, long unchanged, long quarantined) {
    assertEquals(
        List.of(accepted, unchanged, quarantined),
        List.of(receipt.accepted(), receipt.unchanged(), receipt.quarantined()),
        receipt.toString());
  }

  @Test
  default void records_that_are_tried_are_judged_as_delivered_ones_and_not_stored() {
    DatasetId id = bench().declareAir();
    Dataset air = bench().store().catalogue().entry(id).orElseThrow().dataset();
    Map<String, Object> good = Bench.reading("a", 0, 12.5);
    Map<String, Object> unread = new HashMap<>(good);
    unread.put(
        "pm25",
        Cell.unreadable("12,5", Fault.said("row 7, column \"PM2,5\": a number was expected")));
    Map<String, Object> keyless = new HashMap<>(good);
    keyless.remove("station");
    List<Map<String, Object>> records = List.of(good, unread, keyless);
    List<Tried> tried = bench().store().trial().check(id.department(), air, records);
    assertEquals(List.of(false, true, true), tried.stream().map(Tried::refused).toList());
    assertEquals(12.5, tried.get(0).record().get("pm25"));
    assertEquals("pm25", tried.get(1).field());
    assertEquals("row 7, column \"PM2,5\": a number was expected", tried.get(1).reason());
    assertEquals(0, bench().store().catalogue().volume(id).rows());
    Receipt receipt = bench().deliver(id, records);
    assertEquals(1, receipt.accepted());
    assertEquals(
        tried.stream().filter(Tried::refused).map(Tried::reason).toList(),
        receipt.errors().stream().map(Rejection::detail).toList());
    assertEquals("key.missing", receipt.errors().get(1).code());
    assertTrue(receipt.errors().get(1).text().id().startsWith("kuncinya tidak ada"));
  }

  @Test
  default void a_declaration_that_is_tried_is_not_made() {
    String department = bench().department();
    Trial trial = bench().store().trial();
    assertEquals("", trial.refusal(department, Bench.air().build()));
    assertTrue(bench().store().catalogue().entry(new DatasetId(department, "air")).isEmpty());
    assertFalse(trial.refusal("storage", Bench.air().build()).isEmpty());
    DatasetId id = bench().declareAir();
    assertFalse(trial.refusal(id.department(), Bench.air().keyedBy("station").build()).isEmpty());
  }

  @Test
  default void a_repeated_delivery_changes_nothing() {
    DatasetId id = bench().declareAir();
    counts(bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 2)), 2, 0, 0);
    long position = bench().store().live().position();
    counts(bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 2)), 0, 2, 0);
    assertEquals(position, bench().store().live().position());
    assertEquals(2, bench().store().catalogue().volume(id).rows());
  }

  @Test
  default void a_record_of_the_same_key_replaces_the_older_one() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 2));
    counts(
        bench()
            .deliver(
                id, Bench.reading("b", 0, 3), Bench.reading("a", 0, 1), Bench.reading("c", 0, 4)),
        2,
        1,
        0);
    assertEquals(
        List.of(List.of("a", "1.0"), List.of("b", "3.0"), List.of("c", "4.0")),
        texts("SELECT station, pm25 FROM " + id.department() + ".air ORDER BY station"));
  }

  private List<List<String>> texts(String sql) {
    return bench().sql(sql).stream()
        .map(row -> row.stream().map(v -> v.matches("\\d+") ? v + ".0" : v).toList())
        .toList();
  }

  @Test
  default void of_duplicates_in_a_batch_the_last_wins_and_the_counts_reconcile() {
    DatasetId id = bench().declareAir();
    Receipt receipt =
        bench()
            .deliver(
                id,
                Bench.reading("a", 0, 1),
                Bench.reading("a", 0, 1),
                Bench.reading("a", 0, 2),
                Map.of("station", "a"));
    counts(receipt, 2, 1, 1);
    assertEquals(
        2.0, bench().store().records().find(Query.latest(id, 5)).records().get(0).get("pm25"));
  }

  @Test
  default void bad_records_go_to_quarantine_and_the_good_ones_of_the_batch_are_kept() {
    DatasetId id = bench().declareAir();
    Map<String, Object> unknown = Bench.reading("a", 1, 1);
    unknown.put("pm10", 5);
    Map<String, Object> wrong = Bench.reading("a", 2, 1);
    wrong.put("pm25", "1.250,5");
    Map<String, Object> swapped = Bench.reading("a", 3, 1);
    swapped.put("place", Map.of("type", "Point", "coordinates", List.of(-0.02, 109.33)));
    Map<String, Object> keyless = new HashMap<>(Bench.reading("a", 4, 1));
    keyless.put("station", "");
    Receipt receipt =
        bench().deliver(id, unknown, Bench.reading("a", 0, 1), wrong, swapped, keyless);
    counts(receipt, 1, 0, 4);
    assertEquals(List.of(0L, 2L, 3L, 4L), receipt.errors().stream().map(e -> e.index()).toList());
    assertEquals(
        List.of("pm10", "pm25", "place", "station"),
        receipt.errors().stream().map(e -> e.field()).toList());
    assertTrue(receipt.errors().get(2).detail().contains("swapped"), receipt.toString());
    List<Kept> kept = bench().store().refused().list(id, 0, 10);
    assertEquals(4, kept.size());
    assertTrue(kept.get(1).raw().contains("\"pm25\":\"1.250,5\""), kept.get(1).raw());
    assertEquals("test", kept.get(1).source());
  }

  @Test
  default void a_bad_record_that_comes_again_is_counted_and_not_kept_twice() {
    DatasetId id = bench().declareAir();
    for (int i = 0; i < 3; i++) {
      counts(bench().deliver(id, Map.of("station", "a"), Map.of("station", "a")), 0, 0, 2);
    }
    List<Kept> kept = bench().store().refused().list(id, 0, 10);
    assertEquals(1, kept.size());
    assertEquals(6, kept.get(0).times());
  }

  @Test
  default void a_repeated_idempotency_key_is_answered_with_the_first_receipt() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = List.of(Bench.reading("a", 0, 1), Map.of("station", "b"));
    RecordBatch batch = new RecordBatch("air", records, "k1", "test");
    Receipt first = bench().deliver(id, batch);
    counts(first, 1, 0, 1);
    bench().reopen();
    assertEquals(first, bench().deliver(id, batch));
    List<Map<String, Object>> others = List.of(Bench.reading("a", 0, 2));
    DeliveryException reused =
        assertThrows(
            DeliveryException.class,
            () -> bench().deliver(id, new RecordBatch("air", others, "k1", "test")));
    assertEquals(Reason.KEY_REUSED, reused.reason());
    assertEquals(
        1.0, bench().store().records().find(Query.latest(id, 5)).records().get(0).get("pm25"));
  }

  @Test
  default void the_same_key_delivered_at_the_same_time_is_stored_once() {
    DatasetId id = bench().declareAir();
    RecordBatch batch = new RecordBatch("air", List.of(Bench.reading("a", 0, 1)), "k", "test");
    List<CompletableFuture<Receipt>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> bench().store().deliver(id.department(), batch).toCompletableFuture())
            .toList();
    answers.forEach(answer -> counts(answer.join(), 1, 0, 0));
  }

  @Test
  default void a_dataset_that_nobody_declared_is_named() {
    DatasetId id = bench().declareAir();
    DeliveryException unknown =
        assertThrows(
            DeliveryException.class,
            () ->
                bench()
                    .deliver(id, RecordBatch.of("water", List.of(Bench.reading("a", 0, 1)), "t")));
    assertEquals(Reason.UNKNOWN_DATASET, unknown.reason());
    assertTrue(unknown.getMessage().contains(id.department() + "/water"), unknown.getMessage());
  }

  @Test
  default void a_record_that_only_the_database_refuses_does_not_sink_the_others() {
    DatasetId id = bench().declareAir();
    bench()
        .sql(
            "ALTER TABLE "
                + id.department()
                + ".air ADD CONSTRAINT c_"
                + id.department()
                + " CHECK (pm25 < 1000)");
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      records.add(Bench.reading("a", i, i == 17 ? 5_000 : i));
    }
    records.add(Map.of("station", "b"));
    CompletableFuture<Receipt> neighbour =
        bench()
            .store()
            .deliver(id.department(), RecordBatch.of("air", List.of(Bench.reading("n", 0, 1)), "t"))
            .toCompletableFuture();
    counts(bench().deliver(id, records), 39, 0, 2);
    counts(neighbour.join(), 1, 0, 0);
    assertEquals(40, bench().store().catalogue().volume(id).rows());
    assertEquals(2, bench().store().catalogue().volume(id).quarantined());
  }

  @Test
  default void a_large_batch_is_stored_whole() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      records.add(Bench.reading("s" + i % 7, i, i));
    }
    counts(bench().deliver(id, records), 3_000, 0, 0);
    records.set(1_234, Bench.reading("s" + 1_234 % 7, 1_234, -1));
    counts(bench().deliver(id, records), 1, 2_999, 0);
    assertEquals(3_000, bench().store().catalogue().volume(id).rows());
  }

  @Test
  default void replay_stores_what_fits_now_and_says_why_the_rest_does_not() {
    DatasetId id = bench().declareAir();
    Map<String, Object> noted = Bench.reading("a", 0, 1);
    noted.put("note", "x");
    bench().deliver(id, noted, Map.of("station", "b"));
    bench()
        .store()
        .quarantine(
            id.department(),
            "air",
            "file",
            "%PDF".getBytes(StandardCharsets.UTF_8),
            Fault.said("no table"));
    bench()
        .store()
        .catalogue()
        .declare(id.department(), Bench.air().attribute("note", "Catatan", "Note").build());
    var replay = bench().store().refused().replay(id);
    assertEquals(
        List.of(1L, 0L, 2L), List.of(replay.accepted(), replay.unchanged(), replay.quarantined()));
    assertEquals(2, bench().store().refused().list(id, 0, 10).size());
    assertEquals(
        "x", bench().store().records().find(Query.latest(id, 5)).records().get(0).get("note"));
  }

  @Test
  default void a_document_that_could_not_be_read_is_kept_once() {
    String department = bench().department();
    byte[] raw = "<cap \0 <".getBytes(StandardCharsets.UTF_8);
    bench().store().quarantine(department, null, "http://bmkg", raw, Fault.said("line 1: no XML"));
    bench().store().quarantine(department, null, "http://bmkg", raw, Fault.said("line 1: no XML"));
    List<Kept> kept = bench().store().refused().documents(department, 0, 10);
    assertEquals(1, kept.size());
    assertEquals(2, kept.get(0).times());
    assertTrue(kept.get(0).raw().startsWith("<cap"), kept.get(0).raw());
  }

  @Test
  default void while_the_database_is_away_nothing_is_acknowledged_and_afterwards_all_goes_on() {
    DatasetId id = bench().declareAir();
    bench().source.away(true);
    try {
      DeliveryException down =
          assertThrows(
              DeliveryException.class, () -> bench().deliver(id, Bench.reading("a", 0, 1)));
      assertEquals(Reason.STORE_DOWN, down.reason());
      assertTrue(down.retryAfter().toSeconds() > 0);
      assertEquals(State.FAILED, bench().store().health().state());
      assertTrue(bench().store().health().reason().contains("cannot be reached"));
    } finally {
      bench().awaitDatabase();
    }
    assertEquals(State.READY, bench().store().health().state());
    counts(bench().deliver(id, Bench.reading("a", 0, 1)), 1, 0, 0);
  }

  @Test
  default void a_commit_whose_answer_was_lost_is_recognised_and_still_told() {
    DatasetId id = bench().declareAir();
    List<Long> told = new CopyOnWriteArrayList<>();
    try (var listening =
        bench().store().live().subscribe(List.of("dataset:" + id), e -> told.add(e.seq()))) {
      bench().source.loseNextCommit();
      DeliveryException down =
          assertThrows(
              DeliveryException.class, () -> bench().deliver(id, Bench.reading("a", 0, 1)));
      assertEquals(Reason.STORE_DOWN, down.reason());
      bench().awaitDatabase();
      counts(bench().deliver(id, Bench.reading("a", 0, 1)), 0, 1, 0);
      Bench.until("the event of the lost commit", () -> told.size() == 1);
    } finally {
      bench().awaitDatabase();
    }
  }

  @Test
  default void a_full_queue_pushes_back_and_every_record_is_accounted_for() {
    DatasetId id = bench().declareAir();
    Store.Limits usual = Store.Limits.USUAL;
    bench()
        .reopen(
            new Store.Limits(
                10,
                usual.waitingBytes(),
                1_000,
                usual.eventHours(),
                1_000,
                usual.receiptDays(),
                90));
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    bench().source.hold();
    try {
      for (int i = 0; i < 30; i++) {
        List<Map<String, Object>> records =
            List.of(Bench.reading("a", i, i), Bench.reading("b", 0, 0), Map.of("station", "" + i));
        answers.add(
            bench()
                .store()
                .deliver(id.department(), RecordBatch.of("air", records, "test"))
                .toCompletableFuture());
      }
      Counts held = bench().store().counts().get(id.department());
      assertEquals(90, held.received());
      assertTrue(held.queued() >= 30 && held.refused() >= 30, held.toString());
    } finally {
      bench().source.release();
    }
    int busy = 0;
    for (CompletableFuture<Receipt> answer : answers) {
      try {
        answer.join();
      } catch (CompletionException e) {
        DeliveryException refusal = (DeliveryException) e.getCause();
        assertEquals(Reason.BUSY, refusal.reason());
        assertTrue(refusal.retryAfter().toMillis() > 0);
        busy++;
      }
    }
    Counts all = bench().store().counts().get(id.department());
    assertEquals(3 * busy, all.refused());
    assertEquals(30 - busy, all.quarantined());
    assertEquals(30 - busy + 1, all.accepted());
    assertEquals(30 - busy - 1, all.unchanged());
    assertEquals(0, all.queued());
    bench().reopen();
  }

  @Test
  default void a_store_that_closes_answers_everyone_and_leaves_no_thread() {
    DatasetId id = bench().declareAir();
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RecordBatch batch = RecordBatch.of("air", List.of(Bench.reading("a", i, i)), "test");
      answers.add(bench().store().deliver(id.department(), batch).toCompletableFuture());
    }
    bench().close();
    long stored = answers.stream().filter(a -> a.isDone() && !a.isCompletedExceptionally()).count();
    assertTrue(answers.stream().allMatch(CompletableFuture::isDone));
    Bench.until(
        "the threads of the store to end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("pcc ")));
    bench().reopen();
    assertEquals(stored, bench().store().catalogue().volume(id).rows());
  }

  @Test
  default void a_thread_of_the_store_does_not_keep_the_classes_of_whoever_delivers() {
    DatasetId id = bench().declareAir();
    bench().close();
    bench().reopen();
    Thread own = Thread.currentThread();
    ClassLoader before = own.getContextClassLoader();
    ClassLoader passing = new ClassLoader(before) {};
    own.setContextClassLoader(passing);
    try {
      bench().deliver(id, List.of(Bench.reading("a", 0, 1)));
    } finally {
      own.setContextClassLoader(before);
    }
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread != own && thread.getContextClassLoader() == passing)
            .map(Thread::getName)
            .toList());
  }
}
