package id.pcc.storage.internal;

import id.pcc.api.HealthPart.Health;
import id.pcc.api.HealthPart.State;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Ingest;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.StoreException;
import id.pcc.storage.Tally;
import id.pcc.storage.Trial;
import id.pcc.storage.internal.domain.DiskFullException;
import id.pcc.storage.internal.spool.Spool;
import id.pcc.storage.internal.sql.Deletions;
import id.pcc.storage.internal.sql.Delivery;
import id.pcc.storage.internal.sql.EventLog;
import id.pcc.storage.internal.sql.GroupCommit;
import id.pcc.storage.internal.sql.Intake;
import id.pcc.storage.internal.sql.Marks;
import id.pcc.storage.internal.sql.Retentions;
import id.pcc.storage.internal.sql.Rollups;
import id.pcc.storage.internal.sql.SqlCatalogue;
import id.pcc.storage.internal.sql.SqlDatabase;
import id.pcc.storage.internal.sql.SqlKeeping;
import id.pcc.storage.internal.sql.SqlLineage;
import id.pcc.storage.internal.sql.SqlQuality;
import id.pcc.storage.internal.sql.SqlQuarantine;
import id.pcc.storage.internal.sql.SqlRecords;
import id.pcc.storage.internal.sql.SqlReferences;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single data over one data source: the slice's parts, wired. */
public final class Store implements Ingest, Tally, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /**
   * How much is kept and may wait.
   *
   * @param waitingDeliveries of a department, at most
   * @param waitingBytes of a department, roughly, at most
   * @param events of the live feed that are kept for those who were away
   * @param eventHours for how long
   * @param refused records that are kept in quarantine, for each dataset
   * @param receiptDays how long a repeated idempotency key is recognised
   * @param lineageDays how long it is known at least where a record came from
   */
  public record Limits(
      int waitingDeliveries,
      long waitingBytes,
      int events,
      int eventHours,
      int refused,
      int receiptDays,
      int lineageDays) {
    /** What is usual. */
    public static final Limits USUAL = new Limits(1_000, 64L << 20, 100_000, 24, 10_000, 30, 90);
  }

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Clock clock;
  private final Limits limits;
  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final SqlReferences references;
  private final SqlRecords records;
  private final SqlQuarantine quarantine;
  private final Intake intake;
  private final EventLog log;
  private final GroupCommit commits;
  private final Rollups rollups;
  private final SqlKeeping keeping;
  private final SqlQuality quality;
  private final SqlLineage lineage;
  private final DiskSpace disk;
  private final SpooledDeliveries spooled;
  private volatile String held = "";
  private volatile boolean sorted;
  private final LiveHub live = new LiveHub();
  private final Map<String, DepartmentWriter> writers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(named("pcc storage"));
  private final ScheduledThreadPoolExecutor background =
      new ScheduledThreadPoolExecutor(1, named("pcc storage background"));

  /**
   * Brings the schema up to date and begins.
   *
   * @throws SQLException when the database cannot be reached
   * @throws IllegalStateException when its schema is newer than this code
   */
  public Store(DataSource source, Clock clock, Limits limits) throws SQLException {
    this(source, clock, limits, null);
  }

  /**
   * Brings the schema up to date and begins.
   *
   * @param spool where deliveries wait while the database is away; {@code null} to refuse them
   * @throws SQLException when the database cannot be reached
   * @throws IllegalStateException when its schema is newer than this code
   */
  public Store(DataSource source, Clock clock, Limits limits, Spool spool) throws SQLException {
    this(new SqlDatabase(source, clock), clock, limits, spool, null);
  }

  /**
   * Brings the schema up to date and begins.
   *
   * @param spool where deliveries wait while the database is away; {@code null} to refuse them
   * @param room on the disk of the database; {@code null} for what its folder has
   * @throws IllegalStateException when its schema is newer than this code
   */
  public Store(SqlDatabase database, Clock clock, Limits limits, Spool spool, DiskSpace room) {
    this.clock = clock;
    this.limits = limits;
    this.database = database;
    database.migrate("storage", Store.class.getClassLoader());
    catalogue = new SqlCatalogue(database, clock);
    references = new SqlReferences(database, catalogue, clock);
    records = new SqlRecords(database, catalogue);
    log = new EventLog(database, catalogue, clock, background, live::take);
    Retentions retentions = new Retentions(database, catalogue, clock);
    Marks marks = new Marks(clock);
    commits = new GroupCommit(database, log, marks, clock);
    rollups = new Rollups(database, catalogue, marks, clock);
    Deletions deletions = new Deletions(database, catalogue, marks, live, clock);
    keeping = new SqlKeeping(database, catalogue, retentions, deletions, clock);
    quality = new SqlQuality(database, clock);
    intake = new Intake(catalogue, retentions, references, clock);
    lineage = new SqlLineage(database, catalogue, retentions, clock);
    quarantine = new SqlQuarantine(database, intake, clock, this::storeNow);
    disk = room == null ? DiskSpace.of(database.folder()) : room;
    spooled =
        spool == null
            ? null
            : new SpooledDeliveries(spool, intake, quarantine, this::writer, clock);
    live.begin(log);
    background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    background.scheduleWithFixedDelay(this::probe, 1, 1, TimeUnit.SECONDS);
    background.scheduleWithFixedDelay(this::tidy, 1, 5, TimeUnit.MINUTES);
    background.scheduleWithFixedDelay(this::rollUp, 10, 10, TimeUnit.SECONDS);
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + " " + count.incrementAndGet());
      thread.setDaemon(true);
      // Not that of whoever delivers: a thread that goes on would keep a department that is gone.
      thread.setContextClassLoader(Store.class.getClassLoader());
      return thread;
    };
  }

  /** The database. */
  public SqlDatabase database() {
    return database;
  }

  /** The datasets. */
  public SqlCatalogue catalogue() {
    return catalogue;
  }

  /** The reference codes. */
  public SqlReferences references() {
    return references;
  }

  /** The way out. */
  public SqlRecords records() {
    return records;
  }

  /** What was refused. */
  public SqlQuarantine refused() {
    return quarantine;
  }

  /** Where records came from. */
  public SqlLineage lineage() {
    return lineage;
  }

  /** What would become of records. */
  public Trial trial() {
    return intake;
  }

  /** What happens. */
  public LiveFeed live() {
    return live;
  }

  @Override
  public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
    boolean spooling = spooled != null && held.isEmpty() && !disk.full();
    String trouble = trouble();
    if (!trouble.isEmpty() && !spooling) {
      DeliveryException refusal = new DeliveryException(Reason.STORE_DOWN, trouble, LATER);
      if (disk.full()) {
        refusal.initCause(new DiskFullException(trouble));
      }
      return CompletableFuture.failedFuture(refusal);
    }
    try {
      Receipt queued =
          spooling ? spooled.keep(department, batch, () -> !trouble().isEmpty()) : null;
      return queued != null
          ? CompletableFuture.completedFuture(queued)
          : writer(department).submit(intake.check(department, batch));
    } catch (DeliveryException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void quarantine(
      String department, String dataset, String source, byte[] raw, Fault fault) {
    String trouble = trouble();
    if (!trouble.isEmpty()) {
      throw new StoreException(trouble, true, null);
    }
    quarantine.keep(department, dataset, source, raw, fault);
  }

  private Receipt storeNow(Delivery delivery) {
    try {
      return writer(delivery.department()).submit(delivery).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DeliveryException refusal
          ? refusal
          : new StoreException("the records could not be stored", true, e.getCause());
    }
  }

  /** On a small heap one department must not fill it. */
  private long waitingBytes() {
    return Math.min(limits.waitingBytes(), Runtime.getRuntime().maxMemory() / 8);
  }

  private DepartmentWriter writer(String department) {
    return writers.computeIfAbsent(
        department,
        name ->
            new DepartmentWriter(
                name, commits, quality, threads, limits.waitingDeliveries(), waitingBytes()));
  }

  /** Why nothing can be stored now; empty while it can. */
  private String trouble() {
    String why = held;
    if (!why.isEmpty()) {
      return why;
    }
    return disk.full()
        ? "nothing is stored: only "
            + disk.freeMebibytes()
            + " MiB are left on the disk of the database; make room"
        : database.trouble();
  }

  /**
   * Takes no deliveries.
   *
   * @param why as a sentence; empty to take them again
   */
  public void hold(String why) {
    held = why;
  }

  /** The way to a commit. */
  public GroupCommit commits() {
    return commits;
  }

  /** The records that wait on the disk until the database is back. */
  public int spooled() {
    return spooled == null ? 0 : spooled.waiting();
  }

  /** How the storage is. */
  public Health health() {
    String trouble = trouble();
    int waiting = spooled();
    if (!trouble.isEmpty()) {
      return new Health(
          State.FAILED,
          waiting == 0 ? trouble : trouble + "; " + waiting + " records wait on the disk");
    }
    if (waiting > 0) {
      return new Health(
          State.DEGRADED, "storing " + waiting + " records that came while the database was away");
    }
    return disk.scarce()
        ? new Health(
            State.DEGRADED,
            "only "
                + disk.freeMebibytes()
                + " MiB are left on the disk of the database; make room soon")
        : Health.READY;
  }

  /** Notices that a database that was away is back. */
  private void probe() {
    if (!database.trouble().isEmpty()) {
      try {
        database.transact(connection -> null);
      } catch (StoreException e) {
        LOG.debug("The database is still away", e);
      }
    }
    if (spooled != null && spooled.waiting() > 0 && trouble().isEmpty()) {
      threads.execute(spooled::work);
    }
  }

  @Override
  public Map<String, Counts> counts() {
    Map<String, Counts> counts = new TreeMap<>();
    writers.forEach((department, writer) -> counts.put(department, writer.counts()));
    return counts;
  }

  @Override
  public Map<String, Queue> queues() {
    Map<String, Queue> queues = new TreeMap<>();
    writers.forEach((department, writer) -> queues.put(department, writer.level()));
    return queues;
  }

  private void rollUp() {
    try {
      quality.flush();
      rollups.work(false);
    } catch (StoreException e) {
      LOG.debug("Hourly values wait until the database is back", e);
    } catch (RuntimeException e) {
      LOG.error("Hourly values could not be worked out", e);
    }
  }

  /** How long datasets are kept. */
  public SqlKeeping keeping() {
    return keeping;
  }

  /** How good the data is. */
  public SqlQuality quality() {
    return quality;
  }

  /** Hourly and daily values. */
  public Rollups rollups() {
    return rollups;
  }

  /** Forgets what is kept long enough; done by itself every five minutes. */
  public void tidy() {
    try {
      long now = clock.millis();
      log.prune(now - Duration.ofHours(limits.eventHours()).toMillis(), limits.events());
      commits.forgetReceipts(now - Duration.ofDays(limits.receiptDays()).toMillis());
      var datasets = catalogue.entries().stream().map(Catalogue.Entry::id).toList();
      int dropped = quarantine.prune(datasets, limits.refused());
      if (dropped > 0) {
        LOG.warn("Dropped the {} oldest records of full quarantines", dropped);
      }
      if (!sorted) {
        quarantine.sort();
        sorted = true;
      }
      keeping.enforce();
      lineage.prune(datasets, Duration.ofDays(limits.lineageDays()));
      lineage.pack(datasets);
      quality.prune();
    } catch (StoreException e) {
      LOG.debug("Tidying waits until the database is back", e);
    }
  }

  @Override
  public void close() {
    if (spooled != null) {
      spooled.close();
    }
    writers.values().forEach(DepartmentWriter::close);
    rollups.stop();
    background.shutdown();
    threads.shutdown();
    try {
      // What is under way ends by itself; Derby takes an interruption for a fault of its files.
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)
          || !background.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A transaction is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      quality.flush();
    } catch (StoreException e) {
      LOG.debug("The last counts of quality are lost", e);
    }
    live.close();
  }
}
