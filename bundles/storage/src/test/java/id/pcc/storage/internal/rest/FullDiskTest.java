package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart.State;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Query;
import id.pcc.storage.StoreException;
import id.pcc.storage.internal.DiskSpace;
import id.pcc.storage.internal.Store;
import id.pcc.storage.internal.spool.Spool;
import id.pcc.storage.internal.sql.SqlDatabase;
import id.pcc.web.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while the disk of the database fills up, and afterwards. */
final class FullDiskTest {
  private static final long GIB = 1L << 30;
  private static final DatasetId THINGS = new DatasetId("uji", "benda");

  @TempDir Path folder;

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within 20 seconds: " + what);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static Receipt deliver(Store store, String name) {
    Deliveries body = new Deliveries(store, THINGS, null, "test");
    body.row(Map.of("nama", name), 20);
    body.finish();
    return body.receipt();
  }

  private static long stored(Store store) {
    Query all = new Query(THINGS, List.of(), null, null, null, false, false, 100, null);
    return store.records().find(all).records().size();
  }

  @Test
  void storing_stops_before_the_disk_is_full_reading_goes_on_and_storing_begins_again()
      throws Exception {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(folder.resolve("city").toString());
    derby.setCreateDatabase("create");
    AtomicLong free = new AtomicLong(50 * GIB);
    Clock clock = Clock.systemUTC();
    try (Store store =
        new Store(
            new SqlDatabase(derby, clock),
            clock,
            Store.Limits.USUAL,
            new Spool(folder.resolve("spool"), 1 << 20),
            new DiskSpace(free::get, () -> 100 * GIB))) {
      store
          .catalogue()
          .declare(
              "uji",
              Dataset.named("benda").title("Benda", "Things").key("nama", "Nama", "Name").build());
      assertEquals(1, deliver(store, "satu").accepted());
      assertEquals(State.READY, store.health().state());

      free.set(9 * GIB);
      until("a warning", () -> store.health().state() == State.DEGRADED);
      assertTrue(store.health().reason().contains("9216 MiB"), store.health().reason());
      assertEquals(1, deliver(store, "dua").accepted());

      free.set(GIB / 2);
      until("it stops", () -> store.health().state() == State.FAILED);
      assertTrue(store.health().reason().contains("512 MiB"), store.health().reason());
      Problem refused = assertThrows(Problem.class, () -> deliver(store, "tiga"));
      assertEquals(507, refused.status());
      assertTrue(refused.retryAfterSeconds() > 0);
      assertThrows(
          StoreException.class,
          () ->
              store.quarantine(
                  "uji",
                  "benda",
                  "test",
                  "x".getBytes(StandardCharsets.UTF_8),
                  Fault.said("no table")));
      assertEquals(0, store.spooled(), "the spool is on a disk too");
      assertEquals(2, stored(store), "reading goes on");

      free.set(50 * GIB);
      until("it stores again", () -> store.health().state() == State.READY);
      assertEquals(1, deliver(store, "tiga").accepted());
      assertEquals(3, stored(store));
    } finally {
      derby.setCreateDatabase(null);
      derby.setShutdownDatabase("shutdown");
      assertThrows(SQLException.class, () -> derby.getConnection().close());
    }
  }
}
