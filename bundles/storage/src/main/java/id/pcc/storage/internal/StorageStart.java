package id.pcc.storage.internal;

import id.pcc.api.HealthPart;
import id.pcc.storage.internal.spool.Spool;
import id.pcc.storage.internal.sql.SqlDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database, however long it takes to come, and says meanwhile what is missing. Everything
 * else of the slice begins when it is open.
 */
@Component(service = HealthPart.class, configurationPid = "id.pcc.storage", immediate = true)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"id.pcc.storage.internal.Store\"")
public final class StorageStart implements HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(StorageStart.class);
  private static final long PAUSE_SECONDS = 2;

  /** The configuration {@code etc/id.pcc.storage.cfg}. */
  public @interface Settings {
    /** Deliveries of a department that may wait. */
    int waiting_deliveries() default 1_000;

    /** Megabytes of a department that may wait. */
    int waiting_megabytes() default 64;

    /** Events of the live feed that are kept. */
    int live_events() default 100_000;

    /** Hours for which they are kept. */
    int live_hours() default 24;

    /** Refused records that are kept for each dataset. */
    int quarantine_records() default 10_000;

    /** The folder where deliveries wait while the database is away. */
    String spool_folder();

    /** Megabytes that may wait there. */
    int spool_megabytes() default 1_024;

    /** Days for which a repeated idempotency key is recognised. */
    int receipt_days() default 30;

    /** Days for which it is known at least where a record came from. */
    int lineage_days() default 90;
  }

  private final BundleContext context;
  private final DataSource source;
  private final Store.Limits limits;
  private final Settings settings;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread opening = new Thread(this::open, "pcc storage start");
  private volatile Health health =
      new Health(State.STARTING, "the database is being opened; wait a moment");
  private volatile Store store;
  private ServiceRegistration<Store> registration;

  /** Begins to open the database. */
  @Activate
  public StorageStart(
      BundleContext context,
      @Reference(target = "(dataSourceName=pcc)") DataSource source,
      Settings settings) {
    this.context = context;
    this.source = source;
    this.settings = settings;
    this.limits =
        new Store.Limits(
            settings.waiting_deliveries(),
            (long) settings.waiting_megabytes() << 20,
            settings.live_events(),
            settings.live_hours(),
            settings.quarantine_records(),
            settings.receipt_days(),
            settings.lineage_days());
    opening.setDaemon(true);
    opening.start();
  }

  private void open() {
    try {
      while (stopped.getCount() > 0 && !tried()) {
        stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is nothing left to try. */
  private boolean tried() {
    try {
      // The database first: a spool that is open is not to be opened again.
      new SqlDatabase(source, Clock.systemUTC());
      Spool spool =
          new Spool(Path.of(settings.spool_folder()), (long) settings.spool_megabytes() << 20);
      Store opened = open(spool);
      if (!offer(opened)) {
        opened.close();
      }
      return true;
    } catch (SQLException | IOException | RuntimeException e) {
      // what is wrong with the schema says itself what to do
      String advice =
          e instanceof IllegalStateException
              ? ""
              : "; check etc/org.ops4j.datasource-pcc.cfg and the database";
      String reason = e.getMessage() + advice;
      if (!health.reason().equals(reason)) {
        LOG.warn("The database cannot be opened, trying again: {}", e.getMessage());
        LOG.debug("The database cannot be opened", e);
      }
      health = new Health(State.FAILED, reason);
      return false;
    }
  }

  private Store open(Spool spool) throws SQLException {
    try {
      return new Store(source, Clock.systemUTC(), limits, spool);
    } catch (SQLException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private synchronized boolean offer(Store opened) {
    if (stopped.getCount() == 0) {
      return false;
    }
    store = opened;
    health = Health.READY;
    registration = context.registerService(Store.class, opened, null);
    return true;
  }

  @Deactivate
  void stop() throws InterruptedException {
    stopped.countDown();
    synchronized (this) {
      if (registration != null) {
        registration.unregister();
      }
    }
    // not interrupted: Derby takes that for a fault of its files
    opening.join(TimeUnit.SECONDS.toMillis(5));
    if (store != null) {
      store.close();
    }
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public Health health() {
    Store open = store;
    return open == null ? health : open.health();
  }
}
