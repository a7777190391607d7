package id.pcc.security.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code etc/pcc.admin.password}: the first password, for its owner's eyes, until it is changed.
 */
public final class AdminPasswordFile {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPasswordFile.class);

  private final Path path;

  AdminPasswordFile(Path path) {
    this.path = path;
  }

  /** The one in the {@code etc} of this Karaf. */
  static AdminPasswordFile ofKaraf() {
    return new AdminPasswordFile(
        Path.of(System.getProperty("karaf.etc", "etc"), "pcc.admin.password"));
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Writes it, readable for the owner of the process only from its first moment. */
  void write(String password) {
    try {
      Files.deleteIfExists(path);
      OwnersFile.write(path, password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("The old admin password could not be removed: delete {} yourself", path, e);
    }
  }
}
