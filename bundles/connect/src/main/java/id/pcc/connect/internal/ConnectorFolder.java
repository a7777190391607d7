package id.pcc.connect.internal;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.HealthPart;
import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.notice.Notices;
import id.pcc.security.Audit;
import id.pcc.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of YAML files ({@code etc/connectors}). Each holds a department that has no
 * bundle, with its connectors, or {@code department} and {@code connectors} of one that is there. A
 * file that comes or changes is taken in as a whole or not at all; then the reason stands beside it
 * in {@code <name>.error.txt}, in the health and in a notice. What a file brought goes with it.
 */
@Component(service = HealthPart.class, configurationPid = ConnectSettings.PID, immediate = true)
public final class ConnectorFolder implements HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorFolder.class);
  private static final String ERROR = ".error.txt";
  private static final String SOURCE = "connect";
  private static final int LARGEST = 200_000;
  private static final int MOST_FILES = 500;
  private static final long EVERY_MILLIS = 1_000;

  /** What tells one state of a file from another. */
  private record Seen(Instant written, long size) {}

  private final ConnectorDesk desk;
  private final Notices notices;
  private final Audit audit;
  private final Path folder;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<String, Seen> taken = new HashMap<>();
  private final ConcurrentSkipListMap<String, String> errors = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService lane =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pcc-connect-folder");
            thread.setDaemon(true);
            return thread;
          });
  private boolean away;

  @Activate
  public ConnectorFolder(
      @Reference DepartmentHost host,
      @Reference Notices notices,
      @Reference Audit audit,
      ConnectSettings settings) {
    this(host.connectors(), notices, audit, Path.of(settings.connectors()));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      LOG.warn("{}: cannot be made: {}", folder, e.toString());
    }
    lane.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  ConnectorFolder(ConnectorDesk desk, Notices notices, Audit audit, Path folder) {
    this.desk = desk;
    this.notices = notices;
    this.audit = audit;
    this.folder = folder;
  }

  @Deactivate
  void stop() {
    // never interrupted: it may be inside the database
    lane.shutdown();
  }

  /** Looks what changed. */
  void look() {
    try {
      if (desk.loaded()) {
        Map<String, Seen> now = files();
        for (Map.Entry<String, Seen> file : now.entrySet()) {
          // One that is still being written is another one the next time.
          boolean whole = file.getValue().equals(seen.get(file.getKey()));
          if (whole && !file.getValue().equals(taken.get(file.getKey()))) {
            take(file.getKey(), file.getValue());
          }
        }
        Set<String> gone = new HashSet<>(desk.files());
        gone.addAll(errors.keySet());
        gone.removeAll(now.keySet());
        for (String file : gone) {
          desk.withdraw(file);
          audit.append("system", "connector file gone", "file/" + file, Map.of());
          forget(file);
        }
        seen.clear();
        seen.putAll(now);
        taken.keySet().retainAll(now.keySet());
      }
      away = false;
    } catch (RuntimeException | IOException e) {
      if (!away) {
        LOG.warn("{}: cannot be read, is tried again: {}", folder, e.toString());
      }
      away = true;
    }
  }

  private Map<String, Seen> files() throws IOException {
    Map<String, Seen> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().limit(MOST_FILES).toList()) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean ours = lower.endsWith(".yaml") || lower.endsWith(".yml");
        if (ours && !name.startsWith(".") && name.length() <= 100) {
          try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
              Instant written = attributes.lastModifiedTime().toInstant();
              files.put(name, new Seen(written, attributes.size()));
            }
          } catch (NoSuchFileException e) {
            // It went away in between.
          }
        }
      }
    }
    return files;
  }

  private void take(String name, Seen state) throws IOException {
    try {
      boolean other = desk.bring(name, document(folder.resolve(name)), state.written());
      taken.put(name, state);
      if (other) {
        audit.append("system", "connector file taken in", "file/" + name, Map.of());
        LOG.info("{}: taken in", name);
      }
      forget(name);
    } catch (NoSuchFileException e) {
      // It went away in between.
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // Tried again each time: what it lacks may come by itself, such as its department.
      refuse(name, e.getMessage());
    }
  }

  private static JsonNode document(Path file) throws IOException {
    byte[] raw;
    try (InputStream in = Files.newInputStream(file)) {
      raw = in.readNBytes(LARGEST + 1);
    }
    if (raw.length > LARGEST) {
      throw new DeclarationException("", "at most " + LARGEST + " bytes");
    }
    JsonNode document = DepartmentFile.tree(new ByteArrayInputStream(raw));
    if (!document.isObject()) {
      throw new DeclarationException("", "a mapping of names to values is expected");
    }
    return document;
  }

  private void refuse(String name, String why) throws IOException {
    String before = errors.put(name, why);
    if (why.equals(before)) {
      return;
    }
    LOG.warn("{}: not taken in: {}", name, why);
    Files.writeString(beside(name), why + "\n", StandardCharsets.UTF_8);
    notices.raise(
        SOURCE,
        Notice.of(
            "file " + name,
            Severity.MODERATE,
            LocalText.of(
                "Berkas konektor " + name + " ditolak", "Connector file " + name + " was refused"),
            LocalText.of(
                why + ". Yang berjalan sebelumnya tetap berjalan; perbaiki berkasnya.",
                why + ". What ran before goes on; mend the file."),
            clock.instant(),
            Notice.Place.NONE));
  }

  private void forget(String name) throws IOException {
    if (errors.remove(name) != null | Files.deleteIfExists(beside(name))) {
      notices.settle(SOURCE, "file " + name);
    }
  }

  private Path beside(String name) {
    return folder.resolve(name + ERROR);
  }

  @Override
  public String name() {
    return "connector files";
  }

  @Override
  public Health health() {
    Map.Entry<String, String> first = errors.firstEntry();
    return first == null
        ? Health.READY
        : new Health(State.DEGRADED, first.getKey() + ": " + first.getValue());
  }
}
