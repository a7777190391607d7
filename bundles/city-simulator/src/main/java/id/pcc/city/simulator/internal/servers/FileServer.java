package id.pcc.city.simulator.internal.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on the loopback address with one folder, for one user; no shell. */
final class FileServer implements AutoCloseable {
  private static final int KEPT = 20;

  private final String folder;
  private final String user;
  private final String password;
  private final Path home;
  private final SimpleGeneratorHostKeyProvider keys;
  private SshServer server;
  private int port;

  /**
   * @param port 0 takes any that is free
   * @param key where its host key is kept from one start to the next; {@code null} for a new one
   */
  FileServer(int port, String folder, String user, String password, Path key) throws IOException {
    this.port = port;
    this.folder = folder;
    this.user = user;
    this.password = password;
    this.home = Files.createTempDirectory("pcc-" + folder + "-");
    Files.createDirectory(home.resolve(folder));
    this.keys = new SimpleGeneratorHostKeyProvider(key);
    keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
    keys.setKeySize(256);
    keys.setStrictFilePermissions(true);
    open();
  }

  synchronized void open() throws IOException {
    if (server != null) {
      return;
    }
    SshServer opened = SshServer.setUpDefaultServer();
    opened.setHost("127.0.0.1");
    opened.setPort(port);
    opened.setKeyPairProvider(keys);
    opened.setPasswordAuthenticator(
        (name, secret, session) -> user.equals(name) && password.equals(secret));
    opened.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    opened.setFileSystemFactory(new VirtualFileSystemFactory(home));
    opened.start();
    port = opened.getPort();
    server = opened;
  }

  /** Takes no clients any more, and ends those it has. */
  synchronized void shut() {
    if (server != null) {
      try {
        server.stop(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = null;
    }
  }

  /** Where clients find the folder. */
  synchronized String address() {
    return "sftp://127.0.0.1:" + port + "/" + folder;
  }

  /** Its host key, as {@code known_hosts} writes it. */
  String hostKey() {
    return PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
  }

  /** Puts a file there, whole or not at all. */
  void put(String name, String text) throws IOException {
    Path part = home.resolve(folder).resolve("." + name);
    Files.writeString(part, text, StandardCharsets.UTF_8);
    Files.move(part, home.resolve(folder).resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves the newest files that begin so. */
  void tidy(String beginning) throws IOException {
    for (Path old : files(beginning).stream().skip(KEPT).toList()) {
      Files.delete(old);
    }
  }

  private List<Path> files(String beginning) throws IOException {
    try (Stream<Path> all = Files.list(home.resolve(folder))) {
      return all.filter(p -> p.getFileName().toString().startsWith(beginning))
          .sorted(Comparator.comparing(FileServer::changed).reversed())
          .toList();
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    shut();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // It is a folder for temporary files.
    }
  }
}
