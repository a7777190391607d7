package id.pcc.importer.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.Load;
import id.pcc.importer.internal.domain.State;
import id.pcc.mapping.format.Reading;
import id.pcc.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that wait to be loaded, each in a folder of its own beside what is known about it, so
 * that a restart forgets nothing.
 */
final class ImportFolder {
  /** A file is larger than may be. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The disk has no room for a file. */
  static final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);
  private static final String DATA = "data";
  private static final String KNOWN = "import.json";
  private static final long LEFT_FREE = 1L << 30;
  private static final long LOOK_EACH = 8L << 20;

  private final Path folder;
  private final Map<String, Import> imports = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** Finds what was there before; what was being loaded then is interrupted. */
  ImportFolder(Path folder, long now) throws IOException {
    this.folder = Files.createDirectories(folder);
    List<Path> found;
    try (Stream<Path> children = Files.list(folder)) {
      found = children.filter(Files::isDirectory).toList();
    }
    for (Path each : found) {
      Optional<Import> known = read(each);
      if (known.isEmpty()) {
        remove(each);
      } else {
        Import kept = known.get();
        imports.put(kept.id(), kept);
        if (kept.loading()) {
          change(
              kept.id(),
              was ->
                  was.loaded(was.load().in(State.INTERRUPTED, "the command center stopped", now)));
        }
      }
    }
  }

  private static Optional<Import> read(Path folder) {
    try {
      Import kept =
          Json.mapper().readValue(Files.readAllBytes(folder.resolve(KNOWN)), Import.class);
      return folder.getFileName().toString().equals(kept.id())
          ? Optional.of(kept)
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("Removing an import that cannot be read: {}: {}", folder, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Keeps a file.
   *
   * @param most bytes that it may have
   * @throws TooLargeException when it has more
   * @throws NoRoomException when the disk cannot hold it
   */
  Import keep(String name, String by, InputStream in, long most, long now) throws IOException {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Path place = Files.createDirectory(folder.resolve(id));
    try {
      long size = copy(in, place.resolve(DATA), most);
      Import kept = new Import(id, name, size, by, now, Reading.USUAL, null);
      write(kept);
      imports.put(id, kept);
      return kept;
    } catch (IOException | RuntimeException e) {
      remove(place);
      throw e;
    }
  }

  private static long copy(InputStream in, Path file, long most) throws IOException {
    long size = 0;
    long looked = -LOOK_EACH;
    byte[] buffer = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (size > most) {
          throw new TooLargeException();
        }
        if (size - looked >= LOOK_EACH) {
          looked = size;
          if (Files.getFileStore(file).getUsableSpace() < LEFT_FREE) {
            throw new NoRoomException();
          }
        }
        out.write(buffer, 0, n);
      }
    }
    return size;
  }

  /** All of them, the newest first. */
  List<Import> all() {
    return imports.values().stream()
        .sorted(Comparator.comparing(Import::received).reversed().thenComparing(Import::id))
        .toList();
  }

  Optional<Import> get(String id) {
    return Optional.ofNullable(imports.get(id));
  }

  /** Where the file of an import lies. */
  Path data(Import kept) {
    return folder.resolve(kept.id()).resolve(DATA);
  }

  /**
   * Changes what is known of an import.
   *
   * @return what is known now; {@code null} when there is none
   */
  Import change(String id, UnaryOperator<Import> change) {
    return imports.computeIfPresent(
        id,
        (key, was) -> {
          Import now = change.apply(was);
          write(now);
          return now;
        });
  }

  /** Notes how far a load has come, without writing it to the disk. */
  void note(String id, Load load) {
    imports.computeIfPresent(id, (key, was) -> was.loaded(load));
  }

  /** Writes what is known of an import, all of it or nothing. */
  private void write(Import kept) {
    try {
      Path place = folder.resolve(kept.id());
      Path next = place.resolve(KNOWN + ".next");
      Files.write(next, bytes(kept));
      Files.move(
          next,
          place.resolve(KNOWN),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Import kept) throws JsonProcessingException {
    return Json.mapper().writeValueAsBytes(kept);
  }

  /** Removes an import and its file. */
  void remove(String id) {
    if (imports.remove(id) != null) {
      remove(folder.resolve(id));
    }
  }

  private static void remove(Path place) {
    try (Stream<Path> inside = Files.walk(place)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.warn("Could not remove {}: {}", place, e.getMessage());
    }
  }
}
