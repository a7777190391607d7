package id.pcc.storage.internal.safekeeping;

import id.pcc.api.HealthPart;
import id.pcc.storage.internal.Store;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a backup every night, and says when the last one failed or is overdue. */
@Component(
    service = {SafekeepingDesk.class, HealthPart.class},
    configurationPid = "id.pcc.storage.safekeeping",
    immediate = true)
public final class SafekeepingDesk implements HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(SafekeepingDesk.class);
  private static final Duration OVERDUE = Duration.ofHours(26);

  /** The configuration {@code etc/id.pcc.storage.safekeeping.cfg}. */
  public @interface Settings {
    /** Where the backups are. */
    String folder() default "backups";

    /** When, on the clocks of Pontianak, as 02:30; empty for never. */
    String at() default "02:30";

    /** How many of the newest stay. */
    int keep() default 7;
  }

  private final Store store;
  private final Safekeeping keeping;
  private final LocalTime at;
  private final int keep;
  private final Instant started = Instant.now();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "pcc storage safekeeping");
            thread.setDaemon(true);
            return thread;
          });
  private volatile String failure = "";
  private volatile Instant newest;

  /** Begins to wait for the night. */
  @Activate
  public SafekeepingDesk(@Reference Store store, Settings settings) {
    this.store = store;
    this.keep = settings.keep();
    this.at = settings.at().isBlank() ? null : LocalTime.parse(settings.at().strip());
    keeping = new Safekeeping(store.database(), Path.of(settings.folder()), Clock.systemUTC());
    newest = keeping.list().stream().map(Backup::made).findFirst().orElse(null);
    plan();
  }

  private void plan() {
    if (at != null && !clockwork.isShutdown()) {
      ZonedDateTime now = ZonedDateTime.now(Json.ZONE);
      ZonedDateTime next = now.with(at);
      if (!next.isAfter(now)) {
        next = next.plusDays(1);
      }
      clockwork.schedule(
          this::nightly, Duration.between(now, next).toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private void nightly() {
    try {
      Backup backup = backup(LOG::debug);
      LOG.info("Made and checked the backup {}: {} rows", backup.name(), backup.rows());
    } catch (RuntimeException e) {
      LOG.error("The nightly backup failed", e);
    } finally {
      plan();
    }
  }

  @Deactivate
  void stop() {
    // never interrupted: Derby takes that for a fault of its files
    clockwork.shutdown();
  }

  /** Makes a backup and checks it. */
  public Backup backup(Consumer<String> progress) {
    try {
      Backup backup = keeping.backup(keep, progress);
      newest = backup.made();
      failure = "";
      return backup;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  /** The backups, the newest first. */
  public List<Backup> backups() {
    return keeping.list();
  }

  /** Asks for a backup to be put in place before the next start. */
  public Backup restore(String name) {
    Backup backup = keeping.stage(name);
    LOG.warn("The backup {} will be restored at the next start", name);
    return backup;
  }

  /** Writes everything into a new folder. */
  public long export(Path target, Consumer<String> progress) {
    return keeping.export(target, progress);
  }

  /** Loads an export; nothing is stored meanwhile, nor afterwards until the next start. */
  public long load(Path source, Consumer<String> progress) {
    store.hold("nothing is stored: an export is being imported; wait until it is done");
    try {
      long rows = keeping.load(source, progress);
      store.hold("nothing is stored: an export was imported; start the command center again");
      LOG.warn("Imported {} rows of {}; start the command center again", rows, source);
      return rows;
    } catch (RuntimeException e) {
      store.hold("");
      throw e;
    }
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public Health health() {
    if (!failure.isEmpty()) {
      return new Health(
          State.DEGRADED, "the last backup failed: " + failure + "; mend that and run pcc:backup");
    }
    Instant since = newest == null ? started : newest.isAfter(started) ? newest : started;
    return at != null && since.plus(OVERDUE).isBefore(Instant.now())
        ? new Health(
            State.DEGRADED,
            "there is no backup of the last day; look in the log why, and run pcc:backup")
        : Health.READY;
  }
}
