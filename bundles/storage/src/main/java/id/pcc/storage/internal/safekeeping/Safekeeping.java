package id.pcc.storage.internal.safekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pcc.storage.Database.Dialect;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.sql.DerbyCopy;
import id.pcc.storage.internal.sql.Export;
import id.pcc.storage.internal.sql.Import;
import id.pcc.storage.internal.sql.SqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of the one database: made while it goes on, checked, and brought back. */
public final class Safekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Safekeeping.class);
  private static final String MANIFEST = "backup.json";
  private static final String UNFINISHED = ".unfinished";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(Json.ZONE);

  private final SqlDatabase database;
  private final Path folder;
  private final Clock clock;

  /**
   * A backup that is whole.
   *
   * @param name also its folder's
   * @param made when it began
   * @param rows rows read when it was checked
   */
  public record Backup(String name, Instant made, String database, long rows, long bytes) {}

  /**
   * @param folder where the backups are
   */
  public Safekeeping(SqlDatabase database, Path folder, Clock clock) {
    this.database = database;
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
  }

  private boolean embedded() {
    return database.dialect() == Dialect.DERBY && database.folder() != null;
  }

  /**
   * Makes a backup and checks it: of Derby a copy that is opened and read, of PostgreSQL an export
   * of one snapshot whose files are read again.
   *
   * @param keep how many of the newest stay
   * @throws IllegalStateException when the copy is not what it should be; it is removed then
   */
  public synchronized Backup backup(int keep, Consumer<String> progress) {
    Instant now = clock.instant();
    String name = NAME.format(now);
    Path draft = folder.resolve(name + UNFINISHED);
    try {
      Files.createDirectories(folder);
      if (Files.exists(folder.resolve(name))) {
        throw new IllegalStateException("there is a backup " + name + " already");
      }
      remove(draft);
      Files.createDirectories(draft);
      long rows = embedded() ? copy(draft, progress) : snapshot(draft.resolve("export"), progress);
      if (!embedded()) {
        new Import(draft.resolve("export"));
      }
      Backup backup = new Backup(name, now, embedded() ? "derby" : "export", rows, size(draft));
      write(draft, backup);
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      prune(keep);
      return backup;
    } catch (IOException e) {
      removeQuietly(draft);
      throw new UncheckedIOException("the backup could not be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      removeQuietly(draft);
      throw new IllegalStateException("the copy cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      removeQuietly(draft);
      throw e;
    }
  }

  /** A copy on the disk of the database must not be what fills it. */
  private void demandRoom() throws IOException {
    Files.createDirectories(folder);
    long needed = size(database.folder().toPath()) * 3 / 2;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new IllegalStateException(
          "a copy needs "
              + (needed >> 20)
              + " MiB and only "
              + (free >> 20)
              + " MiB are left in "
              + folder
              + "; make room");
    }
  }

  private long copy(Path draft, Consumer<String> progress) throws SQLException, IOException {
    demandRoom();
    DerbyCopy copy = DerbyCopy.make(database, draft);
    progress.accept("disalin, sedang diperiksa / copied, being checked");
    long rows = copy.open(DerbyCopy::check);
    if (!copy.database().endsWith("database")) {
      Files.move(copy.database(), draft.resolve("database"));
    }
    return rows;
  }

  private long snapshot(Path target, Consumer<String> progress) {
    return database.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          }
          try {
            return Export.write(connection, target, clock.instant(), progress);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write: " + e.getMessage(), e);
          }
        });
  }

  /**
   * Writes everything into a new folder, of one moment; nobody waits for it.
   *
   * @return rows
   */
  public synchronized long export(Path target, Consumer<String> progress) {
    if (Files.exists(target)) {
      throw new IllegalArgumentException(target + " is there already; name a new folder");
    }
    if (!embedded()) {
      return snapshot(target, progress);
    }
    Path draft = folder.resolve("export" + UNFINISHED);
    try {
      remove(draft);
      demandRoom();
      Files.createDirectories(draft);
      return DerbyCopy.make(database, draft)
          .open(connection -> Export.write(connection, target, clock.instant(), progress));
    } catch (IOException e) {
      throw new UncheckedIOException("the export could not be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new IllegalStateException("the copy cannot be read: " + e.getMessage(), e);
    } finally {
      removeQuietly(draft);
    }
  }

  /**
   * Loads an export into this system, which must hold no records; as a whole or not at all. The
   * command center must be started again afterwards.
   *
   * @return rows
   */
  public synchronized long load(Path source, Consumer<String> progress) {
    try {
      Import from = new Import(source);
      return database.transact(
          connection -> {
            try {
              return from.load(connection, progress);
            } catch (IOException e) {
              throw new UncheckedIOException("cannot read: " + e.getMessage(), e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read: " + e.getMessage(), e);
    }
  }

  /**
   * Checks a backup of Derby and asks for it to be put in place before the next start.
   *
   * @throws IllegalArgumentException when there is none of that name, or it is damaged
   */
  public synchronized Backup stage(String name) {
    Backup backup =
        list().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no backup " + name));
    try {
      verify(name);
      if (!backup.database().equals("derby") || !embedded()) {
        throw new IllegalArgumentException(
            name
                + " is an export: import "
                + folder.resolve(name).resolve("export")
                + " into a new database instead");
      }
      Files.writeString(
          folder.resolveSibling("restore"), name + " " + ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the backup: " + e.getMessage(), e);
    }
    return backup;
  }

  private void verify(String name) throws IOException {
    Path backup = folder.resolve(name);
    JsonNode files = JSON.readTree(backup.resolve(MANIFEST).toFile()).path("files");
    for (var file : files.properties()) {
      Path path = backup.resolve(file.getKey()).normalize();
      if (!path.startsWith(backup)
          || !Files.isRegularFile(path)
          || !Export.sha256(path).equals(file.getValue().asText())) {
        throw new IllegalArgumentException(
            "the backup " + name + " is damaged: " + file.getKey() + " is missing or has changed");
      }
    }
  }

  /** The backups, the newest first. */
  public List<Backup> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Backup> backups = new ArrayList<>();
    try (Stream<Path> names = Files.list(folder)) {
      for (Path path : names.filter(p -> Files.isRegularFile(p.resolve(MANIFEST))).toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(UNFINISHED)) {
          continue;
        }
        JsonNode json = JSON.readTree(path.resolve(MANIFEST).toFile());
        backups.add(
            new Backup(
                name,
                Instant.parse(json.path("made").asText()),
                json.path("database").asText(),
                json.path("rows").asLong(),
                json.path("bytes").asLong()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the backups cannot be listed: " + e.getMessage(), e);
    }
    backups.sort(Comparator.comparing(Backup::made).reversed());
    return backups;
  }

  private void prune(int keep) throws IOException {
    for (Backup old : list().stream().skip(Math.max(1, keep)).toList()) {
      remove(folder.resolve(old.name()));
    }
  }

  private static void write(Path draft, Backup backup) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("made", backup.made().toString()).put("database", backup.database());
    json.put("rows", backup.rows()).put("bytes", backup.bytes());
    ObjectNode files = json.putObject("files");
    for (Path file : files(draft)) {
      files.put(draft.relativize(file).toString(), Export.sha256(file));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.resolve(MANIFEST).toFile(), json);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long size(Path root) throws IOException {
    long bytes = 0;
    for (Path file : files(root)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static void remove(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void removeQuietly(Path root) {
    try {
      remove(root);
    } catch (IOException e) {
      LOG.warn("{} is left over and can be deleted", root, e);
    }
  }
}
