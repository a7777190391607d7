package id.pcc.importer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.importer.internal.ImportDesk.Preview;
import id.pcc.importer.internal.ImportDesk.Refused;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.State;
import id.pcc.mapping.Kind;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Suggestion;
import id.pcc.mapping.format.Reading;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Ingest;
import id.pcc.storage.Trial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDeskTest {
  private static final DatasetId AIR = new DatasetId("dlh", "air");
  private static final String TABLE = "Kode;Nilai\nA;1,5\nB;2,5\n";
  private static final Dataset DECLARED =
      Dataset.named("air")
          .title("Udara", "Air")
          .key("kode", "Kode", "Code")
          .measure("nilai", "", "Nilai", "Value")
          .build();

  @TempDir Path folder;
  private final Store store = new Store();
  private final List<String> audit = Collections.synchronizedList(new ArrayList<>());
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private ImportDesk desk;

  /** Takes batches; refuses as many as it is told, and holds what comes while it is shut. */
  private static final class Store implements Ingest, Trial {
    final List<RecordBatch> batches = Collections.synchronizedList(new ArrayList<>());
    volatile int busy;
    volatile CountDownLatch open = new CountDownLatch(0);
    volatile Reason refusing;

    @Override
    public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
      if (refusing != null) {
        throw new DeliveryException(refusing, "no such dataset", Duration.ZERO);
      }
      if (busy-- > 0) {
        return CompletableFuture.failedFuture(
            new DeliveryException(Reason.BUSY, "the queue is full", Duration.ofMillis(1)));
      }
      try {
        assertTrue(open.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      batches.add(batch);
      return CompletableFuture.completedFuture(
          new Receipt(batch.records().size(), 0, 0, List.of()));
    }

    @Override
    public void quarantine(String d, String s, String source, byte[] raw, Fault fault) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String refusal(String department, Dataset dataset) {
      return "";
    }

    @Override
    public List<Tried> check(String d, Dataset dataset, List<Map<String, Object>> records) {
      return records.stream()
          .map(
              record ->
                  record.get("nilai") instanceof Double
                      ? Tried.stored(record)
                      : new Tried(record, "nilai", Fault.said("not a number")))
          .toList();
    }
  }

  @BeforeEach
  void open() throws IOException {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    desk =
        new ImportDesk(
            store,
            store,
            (actor, action, object, details) -> audit.add(actor + " " + action + " " + details),
            clock,
            folder,
            1 << 20,
            3,
            Duration.ofDays(7));
  }

  @AfterEach
  void close() throws InterruptedException {
    store.open.countDown();
    desk.stop();
  }

  private Import take(String content) throws IOException {
    return desk.take(
        "udara.csv",
        "person:ani",
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private Mapping guessed(Import of) throws Exception {
    return new Mapping(Suggestion.ofNew(desk.sample(of).columns()));
  }

  private Import until(Import of, Predicate<State> state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline) {
      Import now = desk.get(of.id()).orElseThrow();
      if (now.load() != null && state.test(now.load().state())) {
        return now;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("not in time: " + desk.get(of.id()));
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "K" + i + ";" + i + ",5")
        .collect(Collectors.joining("\n", "Kode;Nilai\n", "\n"));
  }

  @Test
  void a_file_is_looked_at_and_loaded_in_batches() throws Exception {
    Import taken = take(rows(2_500));
    assertEquals(
        List.of(Kind.TEXT, Kind.DECIMAL),
        desk.sample(taken).columns().stream().map(c -> c.kind()).toList());
    desk.load(taken, AIR, guessed(taken), "person:ani");
    Import done = until(taken, s -> s == State.DONE);
    assertEquals(2_500, done.load().accepted());
    assertEquals(1, done.load().read());
    assertEquals(
        List.of(1_000, 1_000, 500), store.batches.stream().map(b -> b.records().size()).toList());
    assertEquals(Map.of("kode", "K7", "nilai", 7.5), store.batches.get(0).records().get(7));
    assertTrue(audit.get(0).startsWith("person:ani import ended {dataset=dlh/air, state=DONE"));
  }

  @Test
  void a_full_queue_is_waited_for() throws Exception {
    store.busy = 3;
    Import taken = take(TABLE);
    desk.load(taken, AIR, guessed(taken), "person:ani");
    assertEquals(2, until(taken, s -> s == State.DONE).load().accepted());
    assertEquals(1, store.batches.size());
  }

  @Test
  void a_refusal_that_time_does_not_mend_ends_the_load_and_says_why() throws Exception {
    store.refusing = Reason.UNKNOWN_DATASET;
    Import taken = take(TABLE);
    desk.load(taken, AIR, guessed(taken), "person:ani");
    assertEquals("no such dataset", until(taken, s -> s == State.FAILED).load().trouble());
  }

  @Test
  void a_load_is_cancelled_after_the_batch_under_way() throws Exception {
    store.open = new CountDownLatch(1);
    Import taken = take(rows(3_000));
    desk.load(taken, AIR, guessed(taken), "person:ani");
    until(taken, State::active);
    assertThrows(Refused.class, () -> desk.remove(desk.get(taken.id()).orElseThrow()));
    desk.cancel(taken);
    store.open.countDown();
    Import cancelled = until(taken, s -> !s.active());
    assertEquals(State.CANCELLED, cancelled.load().state());
    assertTrue(cancelled.load().rows() < 3_000);
  }

  @Test
  void a_load_that_a_stop_interrupted_is_shown_so_and_can_be_loaded_again() throws Exception {
    store.open = new CountDownLatch(1);
    Import taken = take(rows(3_000));
    desk.load(taken, AIR, guessed(taken), "person:ani");
    until(taken, State::active);
    // As after a kill: what the folder says while the load goes on.
    ImportFolder after = new ImportFolder(folder, now.toEpochMilli());
    Import found = after.get(taken.id()).orElseThrow();
    assertEquals(State.INTERRUPTED, found.load().state());
    assertEquals(taken.name(), found.name());
    store.open.countDown();
    until(taken, s -> s == State.DONE);
    close();
    open();
    Import again = desk.get(taken.id()).orElseThrow();
    desk.load(again, AIR, again.load().mapping(), "person:ani");
    assertEquals(3_000, until(again, s -> s == State.DONE).load().rows());
  }

  @Test
  void a_preview_stores_nothing_and_shows_what_would_be_refused() throws Exception {
    Import taken = take("Kode;Nilai\n" + "A;1,5\n".repeat(30) + "B;rusak\n");
    Preview preview = desk.preview(taken, "dlh", DECLARED, guessed(taken), 5);
    assertEquals(31, preview.looked());
    assertEquals(1, preview.refused());
    assertEquals(29, preview.repeated());
    assertTrue(preview.whole());
    assertEquals(6, preview.rows().size());
    assertEquals(32, preview.rows().get(5).row());
    assertTrue(store.batches.isEmpty());
  }

  @Test
  void what_holds_no_table_or_is_too_large_leaves_nothing_behind() throws Exception {
    assertEquals(422, assertThrows(Refused.class, () -> take("%PDF-1.7")).status());
    assertEquals(413, assertThrows(Refused.class, () -> take("a\n".repeat(600_000))).status());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void only_so_many_files_wait() throws Exception {
    take(TABLE);
    take(TABLE);
    Import third = take(TABLE);
    assertEquals(429, assertThrows(Refused.class, () -> take(TABLE)).status());
    desk.remove(third);
    assertNotNull(take(TABLE));
  }

  @Test
  void old_files_are_removed() throws Exception {
    Import taken = take(TABLE);
    now = now.plus(Duration.ofDays(6));
    desk.tidy();
    assertTrue(desk.get(taken.id()).isPresent());
    now = now.plus(Duration.ofDays(2));
    desk.tidy();
    assertFalse(desk.get(taken.id()).isPresent());
    assertFalse(Files.exists(folder.resolve(taken.id())));
  }

  @Test
  void a_file_is_read_in_another_way_when_asked() throws Exception {
    Import taken = take("x;y\nKode;Nilai\nA;1\n");
    desk.read(taken, new Reading(null, 2L));
    assertEquals(
        List.of("Kode", "Nilai"),
        desk.sample(taken).columns().stream().map(c -> c.name()).toList());
  }
}
