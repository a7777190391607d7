package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Departments come by folder, command and upload where nobody vouches for them by default. */
class DeployerIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static CommandCenter center;
  private static Api admin;
  private static Shell shell;
  private static Shell viewer;
  private static Path pasar;
  private static Path uji;
  private static Path tera;

  @BeforeAll
  static void begin() throws IOException {
    Path jars = Path.of(System.getProperty("pcc.work"), "process", "deployer").toAbsolutePath();
    pasar = FixtureBundles.pasar(jars);
    uji = FixtureBundles.uji(jars);
    tera = FixtureBundles.tera(jars);
    center = CommandCenter.unpack("deployer", Map.of("PCC_CITY", "none", "PCC_UNSIGNED", "ask"));
    center.person("pengawas", "admins");
    center.person("tamu", "viewers");
    center.start();
    admin = center.admin();
    shell = new Shell(center, "pengawas");
    viewer = new Shell(center, "tamu");
  }

  @AfterAll
  static void end() {
    for (Shell each : new Shell[] {shell, viewer}) {
      if (each != null) {
        each.close();
      }
    }
    if (center != null) {
      center.close();
    }
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    for (Path jar : new Path[] {pasar, uji}) {
      Files.deleteIfExists(deploy(jar));
    }
    for (String department : new String[] {"pasar", "uji"}) {
      admin.send("DELETE", "/api/departments/" + department, null, BodyPublishers.noBody());
      Await.value(
          department + " is away", SOON, () -> state(department), s -> !s.equals("running"));
    }
  }

  private static Path deploy(Path jar) {
    return center.home().resolve("deploy").resolve(jar.getFileName());
  }

  private static Path rejection(Path jar) {
    return deploy(jar).resolveSibling(jar.getFileName() + ".rejected.txt");
  }

  private static String state(String department) {
    return admin
        .get("/api/departments/" + department)
        .json()
        .path("status")
        .path("state")
        .asText("");
  }

  private static void runs(String department) {
    Await.value(department + " runs", SOON, () -> state(department), s -> s.equals("running"));
  }

  @Test
  void a_file_in_the_folder_that_nobody_vouches_for_stays_out_and_says_why() throws IOException {
    center.drop(pasar);

    Await.until("it is rejected", SOON, () -> Files.exists(rejection(pasar)));

    String sha256 =
        admin.get("/api/deployments?limit=1").json().path("items").path(0).path("sha256").asText();
    String why = Files.readString(rejection(pasar));
    assertTrue(why.contains(sha256) && why.contains("not signed"), why);
    assertNotEquals("running", state("pasar"));
    Await.until(
        "a notice tells of it", SOON, () -> admin.get("/api/notices").body().contains(sha256));
    String doctor = viewer.run("pcc:doctor");
    assertTrue(doctor.contains(pasar.getFileName() + ".rejected.txt"), doctor);

    allow(sha256);
    try {
      runs("pasar");
      Await.until("the words go", SOON, () -> !Files.exists(rejection(pasar)));
      Files.delete(deploy(pasar));
      Await.value("pasar goes with its file", SOON, () -> state("pasar"), s -> s.equals("stopped"));
    } finally {
      allow("");
      Await.value(
          "it is asked again", SOON, () -> look().json().path("trust").asText(), "ask"::equals);
    }
  }

  /** Allows a checksum; the settings are read again while the command center runs. */
  private static void allow(String sha256) throws IOException {
    Path settings = center.home().resolve("etc/id.pcc.deployer.cfg");
    Files.writeString(
        settings,
        Files.readString(settings).replaceAll("(?m)^allowed =.*$", "allowed = " + sha256));
  }

  @Test
  void a_truncated_file_in_the_folder_is_told() throws IOException {
    byte[] whole = Files.readAllBytes(uji);
    Path half = uji.resolveSibling("setengah.jar");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    try {
      center.drop(half);
      Await.until("it is rejected", SOON, () -> Files.exists(rejection(half)));
      String why = Files.readString(rejection(half));
      assertTrue(why.contains("not a whole jar"), why);
    } finally {
      Files.deleteIfExists(deploy(half));
    }
    Await.until("the words go with the file", SOON, () -> !Files.exists(rejection(half)));
  }

  @Test
  void an_admin_deploys_by_command_and_vouches_for_the_checksum() throws IOException {
    String asked = shell.run("pcc:deploy " + uji, SOON);
    assertTrue(asked.contains("SHA-256") && asked.contains("--trust"), asked);
    assertNotEquals("running", state("uji"));

    String deployed = shell.run("pcc:deploy --trust " + uji, SOON);
    assertTrue(deployed.contains("deployed"), deployed);
    runs("uji");
    JsonNode kept = admin.get("/api/deployments?department=uji").json().path("items").path(0);
    assertEquals("karaf:pengawas", kept.path("actor").asText());
    assertEquals("trusted by karaf:pengawas", kept.path("trust").asText());
    Answer audit = admin.get("/api/audit?limit=20");
    assertTrue(audit.body().contains(kept.path("sha256").asText()), audit.toString());

    assertTrue(shell.run("pcc:disable uji", SOON).contains("disabled"));
    Await.value("uji stops", SOON, () -> state("uji"), s -> s.equals("stopped"));
    assertTrue(viewer.run("pcc:doctor uji").contains("pcc:enable uji"));
    shell.run("pcc:enable uji", SOON);
    runs("uji");
    shell.run("pcc:restart uji", SOON);
    runs("uji");
    String healthy = viewer.run("pcc:doctor uji");
    assertTrue(healthy.contains("uji is healthy"), healthy);
    String logs = viewer.run("pcc:logs -n 5 uji");
    assertTrue(logs.contains("uji: runs"), logs);
    String history = viewer.run("pcc:deployments uji");
    assertTrue(history.contains("deployed") && history.contains("rejected"), history);
    assertTrue(shell.run("pcc:undeploy uji", SOON).contains("removed"));
  }

  @Test
  void a_department_without_java_is_deployed_and_its_routes_bring_records() throws IOException {
    String deployed = shell.run("pcc:deploy --trust " + tera, SOON);
    assertTrue(deployed.contains("deployed"), deployed);
    runs("tera");
    Await.value(
        "its route brings a record",
        SOON,
        () -> admin.get("/api/datasets/tera/timbangan/records"),
        answer -> answer.json().path("items").size() == 1);
    Answer pushed =
        admin.post(
            "/api/connectors/tera/masuk/documents",
            "application/json",
            "{\"a\":\"T2\",\"t\":\"2026-11-24T06:30:00+07:00\",\"s\":1}");
    assertEquals(200, pushed.status(), pushed.toString());
    String healthy = viewer.run("pcc:doctor tera");
    assertTrue(healthy.contains("tera is healthy"), healthy);
    assertTrue(shell.run("pcc:undeploy tera", SOON).contains("removed"));
    Await.value("tera goes", SOON, () -> state("tera"), s -> s.equals("stopped"));
  }

  @Test
  void an_upload_is_looked_at_before_it_goes_live() throws IOException {
    Answer seen = look();
    assertEquals(200, seen.status(), seen.toString());
    assertEquals("pasar", seen.json().path("department").asText());
    assertEquals("pasar.jar", seen.json().path("name").asText());
    assertEquals("ask", seen.json().path("trust").asText());
    assertEquals(0, seen.json().path("findings").size(), seen.toString());
    String deploy = "/api/deployments/uploads/" + seen.json().path("upload").asText() + "/deploy";

    Answer done = admin.post(deploy + "?trust=true", "");
    assertEquals(200, done.status(), done.toString());
    assertEquals("upload pasar.jar", done.json().path("source").asText());
    runs("pasar");
    assertEquals(404, admin.post(deploy, "").status(), "it is used up");
  }

  private static Answer look() throws IOException {
    return admin.send(
        "POST",
        "/api/deployments/uploads?name=../pasar.jar",
        "application/octet-stream",
        BodyPublishers.ofFile(pasar));
  }

  @Test
  void what_is_no_department_is_refused_in_words() {
    Answer text =
        admin.send(
            "POST",
            "/api/deployments?name=x.jar&trust=true",
            "application/octet-stream",
            BodyPublishers.ofString("Selamat pagi"));
    assertEquals(422, text.status(), text.toString());
    assertTrue(text.body().contains("not a whole jar"), text.toString());
    assertEquals(404, admin.post("/api/departments/antah/restart", "").status());
    assertEquals(404, admin.post("/api/deployments/999999/return", "").status());
    Answer limit = admin.get("/api/deployments?limit=0");
    assertEquals(400, limit.status(), limit.toString());
    assertEquals(401, new Api(center.base()).get("/api/deployments").status());
  }

  @Test
  void an_address_that_nobody_allowed_is_not_fetched() throws IOException {
    String said = shell.run("pcc:deploy http://169.254.169.254/latest.jar", SOON);
    assertTrue(said.contains("is not allowed"), said);
  }

  @Test
  void what_was_deployed_is_there_again_with_a_new_cache_and_what_was_rejected_is_not()
      throws IOException {
    shell.run("pcc:deploy --trust " + uji, SOON);
    runs("uji");
    center.drop(pasar);
    Await.until("pasar is rejected", SOON, () -> Files.exists(rejection(pasar)));
    center.stop();
    Files.writeString(center.home().resolve("data/cached"), "another");

    center.start();
    admin = center.admin();

    runs("uji");
    String bundles = shell.run("bundle:list -t 0 -s", SOON);
    assertTrue(bundles.contains("id.pcc.departments.uji"), bundles);
    assertFalse(bundles.contains("id.pcc.departments.pasar"), "nobody let it in: " + bundles);
  }
}
