package id.pcc.department.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** The files of a department: an SFTP server with a copy of the examples in {@code berkas/}. */
final class ExampleFiles implements AutoCloseable {
  static final String FOLDER = "berkas";

  /** How the names of its threads begin. */
  static final String THREADS = "sshd";

  private static final String USER = "pcc";
  private static final String PASSWORD = "uji";

  private final Path home;
  private final SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
  private final SshServer server = SshServer.setUpDefaultServer();

  ExampleFiles(Path examples) throws IOException {
    home = Files.createTempDirectory("tck-berkas-");
    copy(examples.resolve(FOLDER));
    keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
    keys.setKeySize(256);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator(
        (user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    server.start();
  }

  /** A connector may move or delete what it took. */
  private void copy(Path from) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path to = home.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.copy(path, to);
        }
      }
    }
  }

  int port() {
    return server.getPort();
  }

  /** Its host key, as {@code known_hosts} writes it. */
  String hostKey() {
    return PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
