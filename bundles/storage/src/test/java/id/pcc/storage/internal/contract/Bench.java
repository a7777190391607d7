package id.pcc.storage.internal.contract;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.Store;
import id.pcc.storage.internal.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A workbench: a store over a real database, and what tests do with it again and again. */
public final class Bench implements AutoCloseable {
  private static final AtomicInteger DEPARTMENTS = new AtomicInteger();

  /** The store's clock. */
  public final TestClock clock = new TestClock();

  /** The store's way to its database. */
  public final FaultySource source;

  private Store store;

  /** Opens a store. */
  public Bench(DataSource database) {
    source = new FaultySource(database);
    open(Store.Limits.USUAL);
  }

  private void open(Store.Limits limits) {
    try {
      store = new Store(source, clock, limits);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The store. */
  public Store store() {
    return store;
  }

  /** Closes the store and opens another one over the same database. */
  public void reopen() {
    store.close();
    open(Store.Limits.USUAL);
  }

  /** Closes the store and opens another one with limits. */
  public void reopen(Store.Limits limits) {
    store.close();
    open(limits);
  }

  /** Closes the store and opens another one that keeps deliveries in a folder while away. */
  public void reopen(Path spool) {
    reopen(Store.Limits.USUAL, spool);
  }

  /** The same, with limits. */
  public void reopen(Store.Limits limits, Path spool) {
    store.close();
    try {
      store = new Store(source, clock, limits, new Spool(spool, 10 << 20));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the store has noticed that its database is there. */
  public void awaitDatabase() {
    source.away(false);
    until("the database is back", () -> store.database().trouble().isEmpty());
  }

  /** Closes the store and opens another one that keeps so many events when it tidies. */
  public void reopen(int events) {
    store.close();
    Store.Limits usual = Store.Limits.USUAL;
    open(
        new Store.Limits(
            usual.waitingDeliveries(),
            usual.waitingBytes(),
            events,
            usual.eventHours(),
            usual.refused(),
            usual.receiptDays(),
            usual.lineageDays()));
  }

  /** The name of a department that no other test uses. */
  public String department() {
    return "d" + DEPARTMENTS.incrementAndGet();
  }

  /** Air quality, in the shape that most tests use. */
  public static Dataset.Builder air() {
    return Dataset.named("air")
        .title("Udara", "Air")
        .key("station", "Stasiun", "Station")
        .time("time", "Waktu", "Time")
        .measure("pm25", "µg/m³", "PM2.5", "PM2.5")
        .count("people", "orang", "Orang", "People")
        .geometry("place", FieldType.POINT, "Tempat", "Place")
        .producer("DLH");
  }

  /** Declares {@link #air} for a department of its own. */
  public DatasetId declareAir() {
    return declare(air().build());
  }

  /** Declares a dataset for a department of its own. */
  public DatasetId declare(Dataset dataset) {
    String department = department();
    store.catalogue().declare(department, dataset);
    return new DatasetId(department, dataset.name());
  }

  /** A record of {@link #air}, so many minutes after the start. */
  public static Map<String, Object> reading(String station, long minute, double pm25) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("station", station);
    record.put("time", at(minute));
    record.put("pm25", pm25);
    return record;
  }

  /** An instant so many minutes after the start of the test. */
  public static Instant at(long minute) {
    return TestClock.START.plus(Duration.ofMinutes(minute));
  }

  /** Delivers and waits for the receipt. */
  @SafeVarargs
  public final Receipt deliver(DatasetId id, Map<String, Object>... records) {
    return deliver(id, List.of(records));
  }

  /** Delivers and waits for the receipt. */
  public Receipt deliver(DatasetId id, List<Map<String, Object>> records) {
    return deliver(id, new RecordBatch(id.dataset(), records, null, "test"));
  }

  /** Delivers and waits for the receipt. */
  public Receipt deliver(DatasetId id, RecordBatch batch) {
    try {
      return store.deliver(id.department(), batch).toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeliveryException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a statement, each as its columns' texts. */
  public List<List<String>> sql(String statement) {
    try (Connection connection = source.getConnection();
        Statement run = connection.createStatement()) {
      List<List<String>> rows = new ArrayList<>();
      if (run.execute(statement)) {
        try (ResultSet found = run.getResultSet()) {
          while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
              row.add(found.getString(i));
            }
            rows.add(row);
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** Waits until something holds. */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 20 seconds: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
