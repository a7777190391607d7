package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart.State;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Tally.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes while the database is away waits on the disk and loses nothing. */
public interface SpoolContract {
  /** The workbench. */
  Bench bench();

  /** Takes the database away, and lets the store notice. */
  private void away(DatasetId id) {
    bench().source.away(true);
    assertThrows(DeliveryException.class, () -> bench().deliver(id, Bench.reading("-", 0, 0)));
  }

  private void settled() {
    Bench.until("nothing waits", () -> bench().store().health().state() == State.READY);
  }

  private List<Map<String, Object>> records(DatasetId id) {
    return bench()
        .store()
        .records()
        .find(new Query(id, List.of(), null, null, null, false, false, 100, null))
        .records();
  }

  private Path file(Path folder, DatasetId id) {
    return folder.resolve(id.department() + ".spool");
  }

  @Test
  default void while_the_database_is_away_deliveries_wait_and_are_stored_in_their_order(
      @TempDir Path folder) {
    DatasetId id = bench().declareAir();
    bench().reopen(folder);
    try {
      away(id);
      bench().clock.forward(Duration.ofMinutes(1));
      Map<String, Object> bad = Map.of("station", "b");
      Receipt first = bench().deliver(id, Bench.reading("a", 0, 1), bad);
      assertEquals(Receipt.queued(2), first);
      assertEquals(Receipt.queued(1), bench().deliver(id, Bench.reading("a", 0, 2)));
      assertEquals(3, bench().store().counts().get(id.department()).queued());
      assertEquals(State.FAILED, bench().store().health().state());
      assertTrue(bench().store().health().reason().contains("3 records wait"));
      long came = bench().clock.millis();
      bench().clock.forward(Duration.ofMinutes(5));
      bench().awaitDatabase();
      settled();
      assertEquals(2.0, records(id).get(0).get("pm25"));
      assertEquals(came, ((Instant) records(id).get(0).get("_received")).toEpochMilli());
      Counts counts = bench().store().counts().get(id.department());
      assertEquals(new Counts(4, 2, 0, 1, 1, 0), counts);
      assertEquals(1, bench().store().refused().list(id, 0, 10).size());
      assertFalse(Files.exists(file(folder, id)));
      assertEquals(1, bench().deliver(id, Bench.reading("a", 0, 3)).accepted());
      assertEquals(3.0, records(id).get(0).get("pm25"));
    } finally {
      bench().clock.forward(Duration.ofMinutes(-6));
      bench().awaitDatabase();
      bench().reopen();
    }
  }

  @Test
  default void what_waits_outlives_the_process_and_is_stored_once(@TempDir Path folder)
      throws IOException {
    DatasetId id = bench().declareAir();
    bench().reopen(folder);
    try {
      away(id);
      bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 0, 1));
      bench().deliver(id, Bench.reading("a", 0, 2));
      byte[] waiting = Files.readAllBytes(file(folder, id));
      bench().source.away(false);
      bench().reopen(folder);
      settled();
      assertEquals(2, records(id).size());
      // As if the process had ended after the commit, before the file was deleted.
      bench().store().close();
      Files.write(file(folder, id), waiting);
      bench().reopen(folder);
      settled();
      assertEquals(new Counts(3, 0, 3, 0, 0, 0), bench().store().counts().get(id.department()));
      assertEquals(2.0, records(id).get(0).get("pm25"));
    } finally {
      bench().awaitDatabase();
      bench().reopen();
    }
  }

  @Test
  default void a_delivery_that_is_refused_later_is_kept_as_it_came(@TempDir Path folder) {
    DatasetId id = bench().declareAir();
    bench().reopen(folder);
    try {
      bench().deliver(id, new RecordBatch("air", List.of(Bench.reading("a", 0, 1)), "one", "test"));
      away(id);
      Receipt queued =
          bench()
              .deliver(
                  id, new RecordBatch("air", List.of(Bench.reading("a", 1, 2)), "one", "test"));
      assertEquals(1, queued.queued());
      bench().awaitDatabase();
      settled();
      assertTrue(
          bench().store().refused().list(id, 0, 10).get(0).reason().contains("\"one\""),
          bench().store().refused().list(id, 0, 10).toString());
      assertEquals(new Counts(3, 1, 0, 0, 2, 0), bench().store().counts().get(id.department()));
    } finally {
      bench().awaitDatabase();
      bench().reopen();
    }
  }

  @Test
  default void a_full_spool_and_an_unknown_dataset_are_said_at_once(@TempDir Path folder) {
    DatasetId id = bench().declareAir();
    bench().reopen(folder);
    try {
      away(id);
      DeliveryException unknown =
          assertThrows(
              DeliveryException.class,
              () -> bench().deliver(id, RecordBatch.of("water", List.of(Map.of()), "test")));
      assertEquals(Reason.UNKNOWN_DATASET, unknown.reason());
      Map<String, Object> large = Bench.reading("a", 0, 1);
      large.put("note", "x".repeat(900_000));
      List<Map<String, Object>> many = Collections.nCopies(5, large);
      bench().deliver(id, many);
      bench().deliver(id, many);
      DeliveryException full =
          assertThrows(DeliveryException.class, () -> bench().deliver(id, many));
      assertEquals(Reason.STORE_DOWN, full.reason());
      assertTrue(full.retryAfter().toSeconds() > 0);
    } finally {
      bench().awaitDatabase();
      settled();
      bench().reopen();
    }
  }
}
