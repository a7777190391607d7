package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import jakarta.activation.DataHandler;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A department without a bundle, and a connector to its server, are made through the interface. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectorIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String DEPARTMENT =
      """
      name: air_uji
      title: { id: Air Uji, en: Water Company }
      datasets:
        tekanan:
          title: { id: Tekanan air, en: Water pressure }
          producer: Air Uji
          fields:
            titik: { role: key, id: Titik, en: Point }
            waktu: { role: time, id: Waktu, en: Time }
            tekanan: { role: measure, unit: bar, id: Tekanan, en: Pressure }
      """;

  private static CommandCenter center;
  private static Api admin;
  private static HttpServer server;
  private static String address;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/tekanan",
        exchange -> {
          boolean known =
              "Bearer sangat-rahasia"
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              ("{\"data\":[{\"id\":\"T1\",\"t\":\"2026-11-24T06:30:00+07:00\",\"bar\":2.5},"
                      + "{\"id\":\"T2\",\"t\":\"2026-11-24T06:30:00+07:00\",\"bar\":\"rusak\"}]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/tekanan";
    center = CommandCenter.unpack("connector", Map.of("PCC_CITY", "none")).start();
    admin = center.admin();
  }

  @AfterAll
  static void stop() {
    center.close();
    server.stop(0);
  }

  private static Answer put(String path, String document) {
    return admin.send("PUT", path, "application/json", BodyPublishers.ofString(document));
  }

  private static String document(String secret) {
    return """
    {"protocol": "http", "address": "%s", "dataset": "tekanan", "every": "PT1S", "rows": "/data",
     "login": {"kind": "bearer"%s},
     "fields": {"titik": "id", "waktu": "t", "tekanan": "bar"}}
    """
        .formatted(address, secret.isEmpty() ? "" : ", \"secret\": \"" + secret + "\"");
  }

  @Test
  @Order(1)
  void a_department_is_made_without_a_bundle() {
    Answer made =
        Await.value(
            "the department is taken",
            SOON,
            () -> admin.post("/api/connectors/departments", "application/yaml", DEPARTMENT),
            answer -> answer.status() == 200);
    assertEquals("air_uji", made.json().path("department").asText());
    Await.value(
        "it is known",
        SOON,
        () -> admin.get("/api/departments/air_uji"),
        answer -> answer.status() == 200);
  }

  @Test
  @Order(2)
  void a_trial_shows_what_would_be_stored_and_what_not() {
    Answer wrong =
        admin.post(
            "/api/connectors/air_uji/tekanan/trial", "application/json", document("salah-sekali"));
    assertTrue(wrong.json().path("problem").toString().contains("401"), wrong.toString());
    Answer tried =
        admin.post(
            "/api/connectors/air_uji/tekanan/trial",
            "application/json",
            document("sangat-rahasia"));
    assertEquals(200, tried.status(), tried.toString());
    assertEquals(2, tried.json().path("rows").size(), tried.toString());
    assertEquals(1, tried.json().path("refused").asInt());
    assertEquals("tekanan", tried.json().path("records").get(1).path("field").asText());
    assertEquals(3, tried.json().path("columns").size());
    assertEquals(404, admin.get("/api/connectors/air_uji/tekanan").status());
  }

  @Test
  @Order(3)
  void a_mistake_is_named_at_its_place() {
    Answer refused =
        put("/api/connectors/air_uji/tekanan", document("x").replace("\"titik\": \"id\", ", ""));
    assertEquals(422, refused.status(), refused.toString());
    assertEquals("/fields", refused.json().path("errors").get(0).path("pointer").asText());
  }

  @Test
  @Order(4)
  void it_runs_and_its_secret_is_never_shown() {
    Answer put = put("/api/connectors/air_uji/tekanan?enabled=true", document("sangat-rahasia"));
    assertEquals(200, put.status(), put.toString());
    Await.value(
        "a record",
        SOON,
        () -> admin.get("/api/datasets/air_uji/tekanan/records"),
        answer -> answer.json().path("items").size() == 1);
    Answer shown = admin.get("/api/connectors/air_uji/tekanan");
    assertFalse(shown.toString().contains("rahasia"), shown.toString());
    assertFalse(shown.toString().contains("ENC("), shown.toString());
    // Left out, the secret stays as it was.
    assertEquals(200, put("/api/connectors/air_uji/tekanan?enabled=true", document("")).status());
    Await.value(
        "success again",
        SOON,
        () -> admin.get("/api/connectors/air_uji/tekanan").json(),
        item -> !item.path("lastSuccess").isNull());
    assertEquals(
        200,
        admin.post("/api/connectors/air_uji/tekanan/disable", "application/json", "").status());
    assertFalse(admin.get("/api/connectors/air_uji/tekanan").json().path("enabled").asBoolean());
  }

  /** Makes a connector that runs, and waits for the record of a point that it brings. */
  private static void brings(String name, String point, String document) {
    Answer put = put("/api/connectors/air_uji/" + name + "?enabled=true", document);
    assertEquals(200, put.status(), put.toString());
    Await.value(
        "a record of " + name,
        SOON,
        () -> {
          Answer now = admin.get("/api/connectors/air_uji/" + name);
          assertTrue(now.json().path("lastError").isNull(), now.toString());
          return admin.get("/api/datasets/air_uji/tekanan/records?titik=" + point);
        },
        answer -> answer.json().path("items").size() == 1);
    assertEquals(
        204,
        admin
            .send("DELETE", "/api/connectors/air_uji/" + name, null, BodyPublishers.noBody())
            .status());
  }

  private static String table(String point) {
    return "titik;waktu;tekanan\n" + point + ";2026-11-24T06:30:00+07:00;1,5\n";
  }

  @Test
  @Order(5)
  void files_of_an_sftp_server_are_read_in_the_assembly(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("a.csv"), table("SFTP"));
    SshServer ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
    keys.setAlgorithm("RSA");
    ssh.setKeyPairProvider(keys);
    ssh.setPasswordAuthenticator((user, password, session) -> password.equals("rahasia"));
    ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    ssh.setFileSystemFactory(new VirtualFileSystemFactory(home));
    ssh.start();
    try (ssh) {
      String key = PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
      brings(
          "lewat_sftp",
          "SFTP",
          """
          {"protocol": "sftp", "address": "sftp://127.0.0.1:%d/", "dataset": "tekanan", "every": "PT1S",
           "login": {"user": "u", "secret": "rahasia"}, "options": {"files": "*.csv", "host_key": "%s"}}
          """
              .formatted(ssh.getPort(), key));
    }
  }

  @Test
  @Order(6)
  void files_of_an_ftp_server_are_read_in_the_assembly(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("a.csv"), table("FTP"));
    FtpServerFactory factory = new FtpServerFactory();
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    factory.addListener("default", listener.createListener());
    BaseUser user = new BaseUser();
    user.setName("u");
    user.setPassword("rahasia");
    user.setHomeDirectory(home.toString());
    factory.getUserManager().save(user);
    FtpServer ftp = factory.createServer();
    ftp.start();
    try {
      brings(
          "lewat_ftp",
          "FTP",
          """
          {"protocol": "ftp", "address": "ftp://127.0.0.1:%d/", "dataset": "tekanan", "every": "PT1S",
           "login": {"user": "u", "secret": "rahasia"}, "options": {"files": "*.csv"}}
          """
              .formatted(factory.getListener("default").getPort()));
    } finally {
      ftp.stop();
    }
  }

  @Test
  @Order(7)
  void attached_files_of_mail_are_read_in_the_assembly() throws Exception {
    GreenMail mail =
        new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    mail.start();
    try {
      GreenMailUser box = mail.setUser("data@pontianak.example", "data", "rahasia");
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
      message.setFrom(new InternetAddress("petugas@pontianak.example"));
      MimeBodyPart part = new MimeBodyPart();
      part.setDataHandler(
          new DataHandler(new ByteArrayDataSource(table("SUREL"), "application/octet-stream")));
      part.setFileName("harian.csv");
      message.setContent(new MimeMultipart(part));
      message.saveChanges();
      box.deliver(message);
      brings(
          "lewat_surel",
          "SUREL",
          """
          {"protocol": "imap", "address": "imap://127.0.0.1:%d/INBOX", "dataset": "tekanan", "every": "PT1S",
           "login": {"user": "data", "secret": "rahasia"}, "options": {"files": "*.csv"}}
          """
              .formatted(mail.getImap().getPort()));
    } finally {
      mail.stop();
    }
  }

  @Test
  @Order(8)
  void a_device_is_asked_over_snmp_in_the_assembly() throws Exception {
    try (SnmpDevice device = SnmpDevice.start("rahasia", "KAMERA")) {
      brings(
          "lewat_snmp",
          "KAMERA",
          """
          {"protocol": "snmp", "address": "snmp://127.0.0.1:%d", "dataset": "tekanan", "every": "PT1S",
           "login": {"kind": "bearer", "secret": "rahasia"},
           "options": {"oids": "nama=1.3.6.1.2.1.1.5.0, uptime=1.3.6.1.2.1.1.3.0"},
           "fields": {"titik": "nama", "waktu": "time", "tekanan": "uptime"}}
          """
              .formatted(device.port()));
    }
  }

  @Test
  @Order(9)
  void a_source_posts_its_documents_in_the_shape_that_they_have() {
    String document =
        """
        {"protocol": "webhook", "dataset": "tekanan", "rows": "/kejadian",
         "fields": {"titik": "unit", "waktu": "pukul", "tekanan": "nilai"}}
        """;
    assertEquals(200, put("/api/connectors/air_uji/kait?enabled=true", document).status());
    Answer receipt =
        Await.value(
            "it takes documents",
            SOON,
            () ->
                admin.post(
                    "/api/connectors/air_uji/kait/documents",
                    "application/json",
                    "{\"kejadian\":[{\"unit\":\"KAIT\",\"pukul\":\"2026-11-24T06:30:00+07:00\",\"nilai\":3}]}"),
            answer -> answer.status() == 200);
    assertEquals(1, receipt.json().path("accepted").asInt(), receipt.toString());
    Answer half =
        admin.post("/api/connectors/air_uji/kait/documents", "application/json", "{\"kejadian\":");
    assertEquals(422, half.status(), half.toString());
    assertEquals(
        404,
        admin.post("/api/connectors/air_uji/tiada/documents", "application/json", "{}").status());
  }

  @Test
  @Order(10)
  void a_file_in_the_folder_is_taken_in_as_a_whole_and_what_it_brought_goes_with_it()
      throws Exception {
    Path folder = Files.createDirectories(center.home().resolve("etc/connectors"));
    Path file = folder.resolve("taman.yaml");
    Path error = folder.resolve("taman.yaml.error.txt");
    String yaml =
        DEPARTMENT.replace("air_uji", "taman_uji")
            + """
            connectors:
              kait:
                protocol: webhook
                dataset: tekanan
            """;
    Files.writeString(file, yaml);
    Await.value(
        "it runs",
        SOON,
        () -> admin.get("/api/connectors/taman_uji/kait"),
        answer -> answer.status() == 200 && answer.json().path("enabled").asBoolean());
    assertEquals(
        "file taman.yaml",
        admin.get("/api/connectors/taman_uji/kait").json().path("changedBy").asText());

    Files.writeString(file, yaml + "  lagi:\n    protocol: webhook\n    dataset: tiada\n  x: {}\n");
    Await.until("it is refused", SOON, () -> Files.exists(error));
    assertTrue(
        Files.readString(error).contains("connectors.lagi.dataset: there is no dataset tiada"),
        Files.readString(error));
    assertEquals(404, admin.get("/api/connectors/taman_uji/x").status());
    assertEquals(200, admin.get("/api/connectors/taman_uji/kait").status());
    for (String told : List.of("/api/notices", "/api/health")) {
      Await.until(told + " tells", SOON, () -> admin.get(told).body().contains("taman.yaml"));
    }

    Files.writeString(file, yaml.replace("  kait:", "  kait_lain:"));
    Await.value(
        "it is another one",
        SOON,
        () -> admin.get("/api/connectors/taman_uji/kait_lain"),
        answer -> answer.status() == 200);
    assertEquals(404, admin.get("/api/connectors/taman_uji/kait").status());
    Await.until("the words go", SOON, () -> !Files.exists(error));

    Path beside = folder.resolve("air.yaml");
    Files.writeString(
        beside,
        """
        department: air_uji
        connectors:
          dari_berkas:
            protocol: webhook
            dataset: tekanan
        """);
    Await.value(
        "a connector of another department",
        SOON,
        () -> admin.get("/api/connectors/air_uji/dari_berkas"),
        answer -> answer.status() == 200);

    Files.delete(file);
    Files.delete(beside);
    Await.value(
        "the department goes",
        SOON,
        () -> admin.get("/api/departments/taman_uji"),
        answer -> answer.status() == 404);
    Await.value(
        "the connector goes",
        SOON,
        () -> admin.get("/api/connectors/air_uji/dari_berkas"),
        answer -> answer.status() == 404);
    assertEquals(200, admin.get("/api/departments/air_uji").status());
  }
}
