package id.pcc.city.internal;

import id.pcc.api.HealthPart;
import id.pcc.api.city.City;
import id.pcc.api.city.Kelurahan;
import id.pcc.city.internal.domain.BoundaryReading;
import id.pcc.city.internal.domain.BoundingBox;
import id.pcc.city.internal.domain.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The city's reference of places. A setting or file that is wrong is replaced by what comes with
 * the bundle and shows in the health, so that the city never goes missing. Files are looked at
 * every few seconds, so that boundaries appear when they are put there.
 */
@Component(
    service = {City.class, CityReference.class},
    configurationPid = "id.pcc.city",
    immediate = true)
public final class CityReference implements City {
  private static final Logger LOG = LoggerFactory.getLogger(CityReference.class);
  private static final long LOOK_SECONDS = 5;

  /** What was read at one time. */
  private record Reading(
      Places places,
      Map<String, Object> boundaries,
      String source,
      String fingerprint,
      HealthPart.Health health) {}

  private final CityFiles files = new CityFiles();
  private final Path etc;
  private final ScheduledExecutorService looks;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private volatile Settings settings;
  private volatile Reading now;

  @Activate
  public CityReference(Settings settings) {
    this(settings, Path.of(System.getProperty("karaf.etc", "etc")));
  }

  CityReference(Settings settings, Path etc) {
    this.etc = etc;
    this.settings = settings;
    read();
    looks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "pcc-city");
              thread.setDaemon(true);
              return thread;
            });
    looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  void modified(Settings changed) {
    settings = changed;
    read();
  }

  @Deactivate
  void deactivate() {
    looks.shutdownNow();
  }

  /** Reads the files again when they have changed. */
  void look() {
    try {
      if (!files.fingerprint(table(), folder()).equals(now.fingerprint())) {
        read();
      }
      followers.forEach(Runnable::run);
    } catch (RuntimeException e) {
      LOG.warn("the city's files cannot be looked at: {}", e.toString());
    }
  }

  /** Has something run after each look at the files, whether they have changed or not. */
  void afterLook(Runnable follower) {
    followers.add(follower);
  }

  /** Runs it no more. */
  void noMore(Runnable follower) {
    followers.remove(follower);
  }

  private synchronized void read() {
    List<String> faults = new ArrayList<>();
    String fingerprint = files.fingerprint(table(), folder());
    ZoneId zone = setting(faults, "zone", settings.zone(), ZoneId::of, "Asia/Pontianak");
    BoundingBox box =
        setting(
            faults,
            "boundingBox",
            settings.boundingBox(),
            BoundingBox::parse,
            "109.2721,-0.0974,109.3841,0.0381");
    List<Kelurahan> kelurahan = kelurahan(faults);
    BoundaryReading reading = new BoundaryReading(box, kelurahan);
    try {
      files.boundaryFiles(folder()).forEach(file -> files.readBoundaries(file, reading));
    } catch (IOException e) {
      reading.unreadable(folder().toString(), "cannot be read: " + e.getMessage());
    }
    faults.addAll(reading.faults());
    Places places = new Places(settings.name(), zone, box, kelurahan, reading.boundaries());
    HealthPart.Health health =
        faults.isEmpty()
            ? HealthPart.Health.READY
            : new HealthPart.Health(HealthPart.State.DEGRADED, sentence(faults));
    if (!faults.isEmpty() && (now == null || !health.equals(now.health()))) {
      LOG.warn("the city's reference of places: {}", String.join("; ", faults));
    }
    String source =
        settings.kelurahan().isBlank()
            ? "Kemendagri (kode wilayah), BPS (MFD)"
            : settings.kelurahan();
    now = new Reading(places, places.boundaryCollection(), source, fingerprint, health);
    LOG.info(
        "{}: {} kelurahan, {} with a boundary", places.name(), kelurahan.size(), places.bounded());
  }

  private static String sentence(List<String> faults) {
    String more = faults.size() > 3 ? "; and " + (faults.size() - 3) + " more, see the log" : "";
    return String.join("; ", faults.subList(0, Math.min(3, faults.size()))) + more;
  }

  private static <T> T setting(
      List<String> faults, String name, String text, Function<String, T> parse, String otherwise) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.add("set " + name + " in etc/id.pcc.city.cfg: " + e.getMessage());
      return parse.apply(otherwise);
    }
  }

  private List<Kelurahan> kelurahan(List<String> faults) {
    Path table = table();
    try {
      if (table != null) {
        if (Files.isRegularFile(table)) {
          return files.kelurahan(table);
        }
        faults.add(table + " does not exist; set kelurahan in etc/id.pcc.city.cfg");
      }
    } catch (IOException | IllegalArgumentException e) {
      faults.add(table + ": " + e.getMessage());
    }
    try {
      return files.shippedKelurahan();
    } catch (IOException e) {
      throw new IllegalStateException("the bundle's own table of kelurahan is missing", e);
    }
  }

  private Path table() {
    return settings.kelurahan().isBlank() ? null : etc.resolve(settings.kelurahan().strip());
  }

  private Path folder() {
    return etc.resolve(settings.boundaries().strip());
  }

  /** The boundaries as a GeoJSON FeatureCollection; {@code null} when there are none. */
  public Map<String, Object> boundaries() {
    return now.boundaries();
  }

  /** Where codes and names come from. */
  public String source() {
    return now.source();
  }

  /** How the reference is. */
  public HealthPart.Health health() {
    return now.health();
  }

  @Override
  public String name() {
    return now.places().name();
  }

  @Override
  public ZoneId zone() {
    return now.places().zone();
  }

  @Override
  public double[] boundingBox() {
    return now.places().boundingBox();
  }

  @Override
  public List<Kelurahan> kelurahan() {
    return now.places().kelurahan();
  }

  @Override
  public Optional<Kelurahan> find(String nameOrCode) {
    return now.places().find(nameOrCode);
  }

  @Override
  public List<Kelurahan> touchedBy(Map<String, Object> geoJson) {
    return now.places().touchedBy(geoJson);
  }

  @Override
  public Optional<Kelurahan> at(double longitude, double latitude) {
    return now.places().at(longitude, latitude);
  }

  @Override
  public boolean covers(double longitude, double latitude) {
    return now.places().covers(longitude, latitude);
  }
}
