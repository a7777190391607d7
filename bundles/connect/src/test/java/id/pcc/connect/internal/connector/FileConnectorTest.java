package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.connect.internal.Await;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorTest extends ConnectorBench {
  private static final String TABLE = "pos;waktu;tma\nA1;2026-11-24T06:30:00+07:00;12,5\n";

  @TempDir Path home;
  private SshServer ssh;
  private FtpServer ftp;

  @AfterEach
  void stopServers() throws Exception {
    closeRoutes();
    if (ssh != null) {
      ssh.stop(true);
    }
    if (ftp != null) {
      ftp.stop();
    }
  }

  private void put(Path folder, String name, String text) throws Exception {
    Path part = folder.resolve("." + name + ".part");
    Files.writeString(part, text);
    Files.move(part, folder.resolve(name));
  }

  private String startSsh() throws Exception {
    SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
    keys.setAlgorithm("RSA");
    startSsh(keys, 0);
    configuration.put("server", "sftp://127.0.0.1:" + ssh.getPort());
    KeyPair pair = keys.loadKeys(null).iterator().next();
    return PublicKeyEntry.toString(pair.getPublic());
  }

  private void startSsh(KeyPairProvider keys, int port) throws Exception {
    ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    ssh.setPort(port);
    ssh.setKeyPairProvider(keys);
    ssh.setPasswordAuthenticator(
        (user, password, session) -> user.equals("u") && password.equals("rahasia"));
    ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    ssh.setFileSystemFactory(new VirtualFileSystemFactory(home));
    ssh.start();
  }

  private static String sftp(String key) {
    return """
    protocol: sftp
    address: "{{server}}/data"
    login: { user: u, secret: rahasia }
    every: PT1S
    options: { files: "*.csv", host_key: "%s", after: move }
    """
        .formatted(key);
  }

  @Test
  void files_of_an_sftp_server_are_read_and_moved() throws Exception {
    String key = startSsh();
    Path data = Files.createDirectories(home.resolve("data"));
    put(data, "a.csv", TABLE);
    put(data, "lain.txt", "bukan tabel");
    connect(sftp(key));
    awaitRecords(1);
    assertEquals("A1", records().get(0).get("pos"));
    assertEquals("a.csv", ingest.delivered.peek().source());
    assertTrue(ingest.delivered.peek().idempotencyKey().startsWith("tinggi:a.csv:"));
    Await.until("moved", () -> Files.exists(data.resolve(".selesai/a.csv")));
    assertTrue(Files.exists(data.resolve("lain.txt")));
  }

  @Test
  void a_server_that_was_away_is_no_fault_any_more_when_it_is_back_without_news() throws Exception {
    String key = startSsh();
    Path data = Files.createDirectories(home.resolve("data"));
    put(data, "a.csv", TABLE);
    connect(sftp(key));
    Await.until("moved", () -> Files.exists(data.resolve(".selesai/a.csv")));
    SshServer before = ssh;
    before.stop(true);
    Await.until("it is away", () -> health.status().state() == State.DEGRADED);
    startSsh(before.getKeyPairProvider(), before.getPort());
    Await.until("it is back", () -> health.status().state() == State.RUNNING);
    assertEquals(1, records().size());
  }

  @Test
  void a_server_with_another_key_gets_no_password() throws Exception {
    startSsh();
    Files.createDirectories(home.resolve("data"));
    SimpleGeneratorHostKeyProvider other = new SimpleGeneratorHostKeyProvider();
    other.setAlgorithm("RSA");
    KeyPair pair = other.loadKeys(null).iterator().next();
    connect(sftp(PublicKeyEntry.toString(pair.getPublic())));
    assertTrue(failure().toLowerCase().contains("hostkey"), failure());
    assertFalse(failure().contains("rahasia"));
  }

  @Test
  void an_sftp_server_whose_key_nobody_gave_is_not_asked() throws Exception {
    startSsh();
    connect(sftp("x").replace("host_key: \"x\", ", ""));
    assertTrue(failure().startsWith("host_key: the server's key is expected"), failure());
  }

  private String startFtp(Path keys) throws Exception {
    FtpServerFactory factory = new FtpServerFactory();
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    if (keys != null) {
      SslConfigurationFactory ssl = new SslConfigurationFactory();
      ssl.setKeystoreFile(keys.toFile());
      ssl.setKeystorePassword("kunci-uji");
      listener.setSslConfiguration(ssl.createSslConfiguration());
    }
    factory.addListener("default", listener.createListener());
    BaseUser user = new BaseUser();
    user.setName("u");
    user.setPassword("rahasia");
    user.setHomeDirectory(home.toString());
    user.setAuthorities(List.of(new WritePermission()));
    factory.getUserManager().save(user);
    ftp = factory.createServer();
    ftp.start();
    return "127.0.0.1:" + factory.getListener("default").getPort();
  }

  /** A certificate for this machine, which nobody else vouches for. */
  private Path certificate() throws Exception {
    Path keys = home.resolve(".keys.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "kunci-uji",
                "-alias",
                "uji",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1")
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    return keys;
  }

  private static final String FTPS =
      """
      protocol: ftps
      address: "{{server}}/"
      login: { user: u, secret: rahasia }
      every: PT1S
      options: { files: "*.csv" }
      """;

  @Test
  void files_of_an_ftps_server_are_read_when_its_certificate_holds() throws Exception {
    Path keys = certificate();
    configuration.put("server", "ftps://" + startFtp(keys));
    put(home, "a.csv", TABLE);
    String before = System.getProperty("javax.net.ssl.trustStore");
    System.setProperty("javax.net.ssl.trustStore", keys.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "kunci-uji");
    try {
      connect(FTPS);
      awaitRecords(1);
    } finally {
      if (before == null) {
        System.clearProperty("javax.net.ssl.trustStore");
      } else {
        System.setProperty("javax.net.ssl.trustStore", before);
      }
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
    assertEquals("A1", records().get(0).get("pos"));
  }

  @Test
  void an_ftps_server_that_nobody_vouches_for_gets_no_password() throws Exception {
    configuration.put("server", "ftps://" + startFtp(certificate()));
    connect(FTPS);
    assertTrue(failure().startsWith("the secure connection failed"), failure());
  }

  @Test
  void files_of_an_ftp_server_are_read_and_stay() throws Exception {
    configuration.put("server", "ftp://" + startFtp(null));
    put(home, "a.csv", TABLE);
    connect(
        """
        protocol: ftp
        address: "{{server}}/"
        login: { user: u, secret: rahasia }
        every: PT1S
        options: { files: "*.csv" }
        """);
    awaitRecords(1);
    put(home, "b.csv", TABLE.replace("A1", "B1"));
    awaitRecords(2);
    assertEquals("B1", records().get(1).get("pos"));
    assertTrue(Files.exists(home.resolve("a.csv")));
    assertEquals(2, records().size());
  }

  @Test
  void files_of_the_inbox_are_read_and_one_that_is_none_does_not_hold_up_the_others()
      throws Exception {
    put(inbox, "a.json", "{\"rusak\": ");
    put(inbox, "b.csv", TABLE);
    connect(
        """
        protocol: folder
        address: "%s"
        every: PT1S
        options: { after: move }
        """
            .formatted(inbox));
    awaitRecords(1);
    Await.until("moved", () -> Files.exists(inbox.resolve(".gagal/a.json")));
    Await.until("moved", () -> Files.exists(inbox.resolve(".selesai/b.csv")));
    assertEquals(1, ingest.quarantine.size());
  }

  @Test
  void a_folder_that_nobody_allowed_is_refused() throws Exception {
    connect("protocol: folder\naddress: /etc\nevery: PT1S\n");
    assertTrue(failure().startsWith("folder /etc is not allowed"), failure());
  }

  @Test
  void a_server_that_is_away_is_said_to_be() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      configuration.put("server", "sftp://127.0.0.1:" + free.getLocalPort());
    }
    connect(sftp("ssh-rsa AAAA"));
    assertTrue(failure().length() > 5, failure());
  }
}
