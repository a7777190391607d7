package id.pcc.storage.bench;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.internal.Store;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same rows, durable: through the storage (checked, hashed, idempotent, with newest-per-series,
 * volume and live event in the same transaction), and by hand with JDBC batches.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 5, time = 4)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xmx1g",
      "-Dderby.storage.pageCacheSize=40000",
      "-Dderby.storage.logBufferSize=524288",
      "-Dderby.storage.logSwitchInterval=134217728",
      "-Dderby.storage.checkpointInterval=134217728",
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    })
public class IngestBenchmark {
  static final int ROWS = 10_000;
  private static final int BATCH = 1_000;

  /** Which database. */
  @Param({"DERBY", "POSTGRESQL"})
  public String engine;

  private final Readings readings = new Readings();
  private Engine database;
  private Store store;
  private RawTable plain;
  private RawTable indexed;
  private RawTable idempotent;
  private List<Map<String, Object>> rows;

  /** Makes the database. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    database = Engine.of(engine);
    store = new Store(database.source(), Clock.systemUTC(), Store.Limits.USUAL);
    store.catalogue().declare("dlh", Readings.dataset());
    plain = RawTable.create(database, "plain", false);
    indexed = RawTable.create(database, "indexed", true);
    idempotent = RawTable.create(database, "idempotent", true);
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    store.close();
    database.close();
  }

  /** Rows that are new each time. */
  @Setup(Level.Invocation)
  public void read() {
    rows = readings.next(ROWS);
  }

  /** Through the storage. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long ingest() {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int from = 0; from < ROWS; from += BATCH) {
      RecordBatch batch = RecordBatch.of("air", rows.subList(from, from + BATCH), "bench");
      receipts.add(store.deliver("dlh", batch).toCompletableFuture());
    }
    long accepted = 0;
    for (CompletableFuture<Receipt> receipt : receipts) {
      accepted += receipt.join().accepted();
    }
    if (accepted != ROWS) {
      throw new IllegalStateException("only " + accepted + " were stored");
    }
    return accepted;
  }

  /** By hand, into a table with a primary key only. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void rawInsert() throws SQLException {
    plain.insert(rows, BATCH);
  }

  /** By hand, into a table with the indexes that a dataset's table has. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void rawInsertIndexed() throws SQLException {
    indexed.insert(rows, BATCH);
  }

  /** By hand, so that a repetition changes nothing, with the indexes of a dataset's table. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void rawIdempotent() throws SQLException {
    idempotent.insertAbsent(rows, BATCH);
  }
}
