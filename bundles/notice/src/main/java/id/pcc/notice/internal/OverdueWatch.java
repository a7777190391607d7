package id.pcc.notice.internal;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.notice.Notices;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Catalogue.Volume;
import id.pcc.storage.DatasetId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises a notice when a dataset is overdue by its own declared frequency, and settles it when new
 * data has come.
 */
@Component(service = OverdueWatch.class, immediate = true)
public final class OverdueWatch {
  /** The source of these notices. */
  public static final String SOURCE = "data";

  private static final Logger LOG = LoggerFactory.getLogger(OverdueWatch.class);
  private static final int SECONDS = 10;
  private static final ZoneId ZONE = ZoneId.of("Asia/Pontianak");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH.mm 'WIB'", Locale.forLanguageTag("id"))
          .withZone(ZONE);

  private final Catalogue catalogue;
  private final Notices notices;
  private final Clock clock;
  private final Map<DatasetId, Boolean> told = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "pcc-overdue-watch");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public OverdueWatch(@Reference Catalogue catalogue, @Reference Notices notices) {
    this(catalogue, notices, Clock.systemUTC());
    timer.scheduleWithFixedDelay(this::tryToLook, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  OverdueWatch(Catalogue catalogue, Notices notices, Clock clock) {
    this.catalogue = catalogue;
    this.notices = notices;
    this.clock = clock;
  }

  @Deactivate
  void stop() {
    // A look under way ends by itself: an interruption inside Derby would close the database.
    timer.shutdown();
  }

  private void tryToLook() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.debug("Freshness cannot be looked at now", e);
    }
  }

  /** Looks at every dataset. */
  void look() {
    Instant now = clock.instant();
    for (Entry entry : catalogue.entries()) {
      if (entry.dataset().frequency() == null) {
        continue;
      }
      Volume volume = catalogue.volume(entry.id());
      boolean overdue = entry.overdueFrom(volume).map(now::isAfter).orElse(false);
      if (Boolean.valueOf(overdue).equals(told.get(entry.id()))) {
        continue;
      }
      if (overdue) {
        notices.raise(SOURCE, notice(entry, volume, now));
      } else {
        notices.settle(SOURCE, fingerprint(entry));
      }
      told.put(entry.id(), overdue);
    }
  }

  private static String fingerprint(Entry entry) {
    return "overdue:" + entry.id();
  }

  private static Notice notice(Entry entry, Volume volume, Instant now) {
    Dataset dataset = entry.dataset();
    String newest = TIME.format(Instant.ofEpochMilli(volume.newest()));
    return Notice.of(
        fingerprint(entry),
        Severity.MINOR,
        LocalText.of(
            "Data terlambat: " + dataset.title().id(), "Data overdue: " + dataset.title().en()),
        LocalText.of(
            "%s seharusnya baru tiap %s, tetapi yang terbaru dari %s. Lihat keadaan %s di halaman dinas."
                .formatted(
                    entry.id(), span(dataset.frequency(), true), newest, entry.id().department()),
            "%s should be new every %s, but the newest is of %s. See how %s is on the departments page."
                .formatted(
                    entry.id(), span(dataset.frequency(), false), newest, entry.id().department())),
        now,
        Notice.Place.NONE);
  }

  private static String span(Duration frequency, boolean indonesian) {
    if (frequency.toMinutes() < 1) {
      return frequency.toSeconds() + (indonesian ? " detik" : " s");
    }
    if (frequency.toHours() < 1) {
      return frequency.toMinutes() + (indonesian ? " menit" : " min");
    }
    return frequency.toDays() < 1
        ? frequency.toHours() + (indonesian ? " jam" : " h")
        : frequency.toDays() + (indonesian ? " hari" : " days");
  }
}
