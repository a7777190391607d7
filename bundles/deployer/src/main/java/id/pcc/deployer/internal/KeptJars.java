package id.pcc.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.osgi.framework.Bundle;

/**
 * The files of all versions, in {@code PCC_DATA/deployments}: {@code <department>/<version>-<begin
 * of the checksum>/<department>.jar}; what comes in lies in {@code incoming} until it is known.
 */
final class KeptJars {
  private static final String INCOMING = ".incoming";
  private static final String RUNNING = "running";
  private static final String DISABLED = "disabled";
  private static final long ZIP_EPOCH = 315_619_200_000L;

  private final Path folder;

  KeptJars(Path folder) {
    this.folder = folder;
  }

  /** Clears what came in before and was never deployed. */
  void clearIncoming() throws IOException {
    Path incoming = folder.resolve(INCOMING);
    if (Files.isDirectory(incoming)) {
      delete(incoming);
    }
  }

  /** A new empty file for something that comes in. */
  Path incoming() throws IOException {
    Path incoming = Files.createDirectories(folder.resolve(INCOMING));
    return Files.createTempFile(incoming, "in-", ".jar");
  }

  /** Where a version is, whether it is there or not. */
  Path of(String department, String version, String sha256) {
    String name = version.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + sha256.substring(0, 12);
    return folder.resolve(department).resolve(name).resolve(department + ".jar");
  }

  /** Keeps a copy of a file. */
  Path keep(String department, String version, String sha256, Path file) throws IOException {
    Path kept = of(department, version, sha256);
    if (!Files.exists(kept)) {
      Files.createDirectories(kept.getParent());
      Path part = Files.createTempFile(kept.getParent(), "part-", "");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return kept;
  }

  /** Removes the versions of a department that are not among these files. */
  void prune(String department, Set<Path> stay) throws IOException {
    Path own = folder.resolve(department);
    if (!Files.isDirectory(own)) {
      return;
    }
    try (var versions = Files.list(own)) {
      for (Path version : (Iterable<Path>) versions.filter(Files::isDirectory)::iterator) {
        if (stay.stream().noneMatch(file -> file.startsWith(version))) {
          delete(version);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException e)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Puts the files of an installed bundle into a jar again; the same bundle gives the same jar. */
  Path pack(Bundle bundle) throws IOException {
    Path file = incoming();
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      Set<String> names = new TreeSet<>();
      gather(bundle, "/", names);
      names.remove(JarFile.MANIFEST_NAME);
      put(bundle, JarFile.MANIFEST_NAME, jar);
      for (String name : names) {
        put(bundle, name, jar);
      }
    }
    return file;
  }

  private static void gather(Bundle bundle, String path, Set<String> names) {
    var entries = bundle.getEntryPaths(path);
    if (entries != null) {
      for (String entry : Collections.list(entries)) {
        if (entry.endsWith("/")) {
          gather(bundle, entry, names);
        } else {
          names.add(entry);
        }
      }
    }
  }

  private static void put(Bundle bundle, String name, JarOutputStream jar) throws IOException {
    URL url = bundle.getEntry(name);
    if (url == null) {
      throw new IOException("bundle " + bundle.getSymbolicName() + " has no " + name);
    }
    JarEntry entry = new JarEntry(name);
    entry.setTime(ZIP_EPOCH);
    jar.putNextEntry(entry);
    try (InputStream in = url.openStream()) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }

  /** Notes what runs, so that the next start knows whether the bundle cache still holds it. */
  void runs(String department, Bundle bundle, String sha256) throws IOException {
    Properties mark = new Properties();
    mark.setProperty("bundle", String.valueOf(bundle.getBundleId()));
    mark.setProperty("modified", String.valueOf(bundle.getLastModified()));
    mark.setProperty("sha256", sha256);
    Path file = Files.createDirectories(folder.resolve(department)).resolve(RUNNING);
    try (OutputStream out = Files.newOutputStream(file)) {
      mark.store(out, null);
    }
  }

  /** The checksum of the file that a bundle was made of, if it was made of one of these. */
  Optional<String> sha256(String department, Bundle bundle) {
    Path file = folder.resolve(department).resolve(RUNNING);
    Properties mark = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        mark.load(in);
      } catch (IOException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    boolean same =
        String.valueOf(bundle.getBundleId()).equals(mark.getProperty("bundle"))
            && String.valueOf(bundle.getLastModified()).equals(mark.getProperty("modified"));
    return same ? Optional.ofNullable(mark.getProperty("sha256")) : Optional.empty();
  }

  /** Notes whether an administrator has disabled a department. */
  void disabled(String department, boolean disabled) throws IOException {
    Path mark = folder.resolve(department).resolve(DISABLED);
    if (disabled) {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, "");
    } else {
      Files.deleteIfExists(mark);
    }
  }

  /** Whether an administrator has disabled a department. */
  boolean disabled(String department) {
    return Files.exists(folder.resolve(department).resolve(DISABLED));
  }

  /** The departments that an administrator has disabled. */
  Set<String> disabled() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (var all = Files.list(folder)) {
        all.map(path -> path.getFileName().toString()).filter(this::disabled).forEach(names::add);
      }
    }
    return names;
  }
}
