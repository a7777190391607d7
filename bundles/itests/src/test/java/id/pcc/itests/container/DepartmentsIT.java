package id.pcc.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.ProbeBuilder;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Departments come, change and go in the assembly as it ships, from an empty data/. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DepartmentsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PASAR = "id.pcc.departments.pasar";
  private static final String UJI = "id.pcc.departments.uji";

  @Inject private BundleContext context;
  private Api api;

  @Configuration
  public Option[] assembly() throws IOException {
    return Assembly.options();
  }

  @ProbeBuilder
  public TestProbeBuilder probe(TestProbeBuilder probe) {
    probe.setHeader(
        Constants.DYNAMICIMPORT_PACKAGE, "*,org.apache.felix.service.*;status=provisional");
    return probe;
  }

  @Before
  public void signIn() {
    Api stranger = new Api(Assembly.base());
    Await.value(
        "/api/health is ready", SOON, () -> stranger.get("/api/health"), a -> a.status() == 200);
    Await.value(
        "sign-in answers", SOON, () -> stranger.get("/api/session"), a -> a.status() == 401);
    api = new Api(Assembly.base()).signIn("admin", Assembly.PASSWORD);
  }

  @After
  public void leaveNothingBehind() throws BundleException, IOException {
    Files.deleteIfExists(deploy().resolve("pasar.jar"));
    Await.until(
        "the deployer lets go",
        SOON,
        () -> bundle(PASAR) == null || !bundle(PASAR).getLocation().startsWith("pcc:"));
    for (String name : List.of(PASAR, UJI)) {
      Bundle bundle = bundle(name);
      if (bundle != null) {
        bundle.uninstall();
      }
    }
  }

  @Test
  public void departments_deliver_by_themselves() {
    for (String dataset :
        List.of(
            "bpbd/peringatan",
            "bpbd/gempa",
            "dlh/ispu",
            "dishub/lalu_lintas",
            "dinkes/layanan",
            "dinkes/penyakit",
            "damkar/unit",
            "dinsos/posko",
            "disdikbud/sekolah",
            "disdukcapil/antrean",
            "dpmtk/wilayah",
            "dlh/sampah",
            "kominfo/laporan",
            "kominfo/layanan",
            "pdam/air_baku",
            "pupr/saluran",
            "pupr/lampu_jalan",
            "satpolpp/patroli",
            "diskumdag/harga",
            "diskumdag/pasar",
            "bkd/penerimaan",
            "bkd/loket")) {
      Await.value(
          dataset + " has records",
          SOON,
          () -> api.get("/api/datasets/" + dataset + "/records?limit=1"),
          a -> a.status() == 200 && a.json().path("items").size() == 1);
    }
    for (String department :
        List.of(
            "bpbd",
            "dlh",
            "dishub",
            "dinkes",
            "damkar",
            "dinsos",
            "disdikbud",
            "disdukcapil",
            "dpmtk",
            "kominfo",
            "pdam",
            "pupr",
            "satpolpp",
            "diskumdag",
            "bkd")) {
      Await.value(
          department + " runs", SOON, () -> state(department), state -> state.equals("running"));
    }
  }

  @Test
  public void health_names_what_is_missing_and_is_ready_again() throws BundleException {
    Api stranger = new Api(Assembly.base());
    for (String part : List.of("wall", "notice", "city", "console")) {
      bundle("id.pcc." + part).stop();

      Answer answer =
          Await.value(
              "health misses " + part,
              SOON,
              () -> stranger.get("/api/health"),
              a -> a.status() == 503);
      JsonNode missing =
          Await.value(
              part + " is named",
              SOON,
              () -> part(stranger.get("/api/health"), part),
              p -> p.path("state").asText().equals("missing"));
      assertTrue(answer.toString(), answer.body().contains("not ready"));
      assertTrue(
          missing.toString(),
          missing.path("reason").asText().contains("bundle:start id.pcc." + part));

      bundle("id.pcc." + part).start();
      Await.value(
          "health is ready again after " + part,
          SOON,
          () -> stranger.get("/api/health"),
          a -> a.status() == 200);
    }
  }

  @Test
  public void a_department_dropped_into_deploy_appears_and_goes_with_its_file() throws IOException {
    drop("pcc.pasar");

    JsonNode listed = running("pasar");
    assertEquals("pasar/harga", listed.path("datasets").path(0).asText());
    assertEquals("harga", listed.path("layers").path(0).path("name").asText());
    assertEquals("pasar/harga", listed.path("widgets").path(0).path("type").asText());
    Answer module = api.get(listed.path("widgets").path(0).path("module").asText());
    assertEquals(200, module.status());
    assertTrue(module.headers().toString(), type(module).contains("javascript"));
    assertTrue(count("pasar/harga") > 0);

    Files.delete(deploy().resolve("pasar.jar"));

    Await.value("pasar is offline", SOON, () -> state("pasar"), s -> s.equals("stopped"));
    long kept = count("pasar/harga");
    assertTrue("its records stay: " + kept, kept > 0);
    assertEquals(404, api.get(listed.path("widgets").path(0).path("module").asText()).status());
  }

  @Test
  public void a_department_comes_changes_and_goes_while_another_ingests() throws Exception {
    Bundle uji = install("pcc.uji");
    running("uji");
    Disturbances disturbances = Disturbances.watch(context, PASAR);
    Load load = Load.begin(api, "uji/catatan");
    try {
      for (int round = 0; round < 3; round++) {
        Bundle pasar = install("pcc.pasar");
        running("pasar");
        load.goesOn();

        pasar.stop(Bundle.STOP_TRANSIENT);
        Await.value("pasar is offline", SOON, () -> state("pasar"), s -> s.equals("stopped"));
        try (InputStream next = Files.newInputStream(file("pcc.pasar.stock"))) {
          pasar.update(next);
        }
        refresh(pasar);
        pasar.start();
        Await.value(
            "the new field arrives",
            SOON,
            () -> api.get("/api/datasets/pasar/harga/records?latest=true&limit=1"),
            a -> a.json().path("items").path(0).path("stok").asInt() == 12);
        load.goesOn();

        pasar.stop(Bundle.STOP_TRANSIENT);
        Await.value("pasar is offline", SOON, () -> state("pasar"), s -> s.equals("stopped"));
        pasar.start();
        running("pasar");
        load.goesOn();

        pasar.uninstall();
        refresh(pasar);
        Await.value("pasar is offline", SOON, () -> state("pasar"), s -> s.equals("stopped"));
        load.goesOn();
      }
    } finally {
      load.end();
      disturbances.close();
    }

    assertEquals(List.of(), disturbances.seen());
    assertEquals(List.of(), load.failures());
    assertTrue("records under load: " + load.acknowledged(), load.acknowledged() > 1000);
    assertEquals(load.acknowledged(), count("uji/catatan"));
    uji.uninstall();
  }

  @Test
  public void a_version_that_contradicts_its_records_is_refused_and_says_why() throws Exception {
    Bundle pasar = install("pcc.pasar");
    running("pasar");
    pasar.uninstall();
    refresh(pasar);

    Bundle other = install("pcc.pasar.contradiction");

    JsonNode status =
        Await.value(
            "pasar says why",
            SOON,
            () -> api.get("/api/departments/pasar").json().path("status"),
            s -> s.path("reason").toString().contains("beras"));
    assertTrue(status.toString(), !status.path("state").asText().equalsIgnoreCase("running"));
    assertEquals(200, api.get("/api/health").status());
    other.uninstall();
    refresh(other);
    install("pcc.pasar");
    running("pasar");
  }

  @Test
  public void versions_come_and_go_back_through_the_deployer_and_nothing_else_notices()
      throws Exception {
    Disturbances disturbances = Disturbances.watch(context, PASAR);
    Answer first = deploy("pcc.pasar");
    assertEquals(first.toString(), 200, first.status());
    running("pasar");

    Answer second = deploy("pcc.pasar.stock");
    assertEquals(second.toString(), "2.0.0", second.json().path("version").asText());
    stock(12);

    Answer third = deploy("pcc.pasar.contradiction");
    assertEquals(third.toString(), 409, third.status());
    assertTrue(third.toString(), third.body().contains("version 2.0.0 runs again"));
    long before = count("pasar/harga");
    Await.until("the one before delivers again", SOON, () -> count("pasar/harga") > before);
    assertEquals("2.0.0", bundle(PASAR).getVersion().toString());
    Answer doctor = api.get("/api/departments/pasar/doctor");
    assertTrue(doctor.toString(), doctor.body().contains("The last deployment"));

    Answer back = api.post("/api/deployments/" + first.json().path("id").asLong() + "/return", "");
    assertEquals(back.toString(), 200, back.status());
    assertEquals("1.0.0", bundle(PASAR).getVersion().toString());
    running("pasar");

    JsonNode history = api.get("/api/deployments?department=pasar&limit=4").json().path("items");
    assertEquals(
        List.of("deployed", "rolled_back", "deployed", "deployed"),
        StreamSupport.stream(history.spliterator(), false)
            .map(d -> d.path("result").asText())
            .toList());
    Answer removed = api.send("DELETE", "/api/departments/pasar", null, BodyPublishers.noBody());
    assertEquals(removed.toString(), 200, removed.status());
    assertEquals(null, bundle(PASAR));
    disturbances.close();
    assertEquals(List.of(), disturbances.seen());
  }

  @Test
  public void a_part_of_the_assembly_is_switched_off_and_on_and_not_taken_away() throws Exception {
    running("dlh");
    String shipped = bundle("id.pcc.departments.dlh").getVersion().toString();
    Answer refused = api.send("DELETE", "/api/departments/dlh", null, BodyPublishers.noBody());
    assertEquals(refused.toString(), 409, refused.status());
    Answer disabled = api.post("/api/departments/dlh/disable", "");
    assertEquals(disabled.toString(), 204, disabled.status());
    Answer doctor = api.get("/api/departments/dlh/doctor");
    assertTrue(doctor.toString(), doctor.body().contains("pcc:enable dlh"));
    Answer enabled = api.post("/api/departments/dlh/enable", "");
    assertEquals(enabled.toString(), 204, enabled.status());
    running("dlh");
    assertEquals(shipped, bundle("id.pcc.departments.dlh").getVersion().toString());
  }

  private Answer deploy(String property) throws IOException {
    return api.send(
        "POST",
        "/api/deployments?name=" + property + ".jar",
        "application/java-archive",
        BodyPublishers.ofFile(file(property)));
  }

  private void stock(int wanted) {
    Await.value(
        "the stock arrives",
        SOON,
        () -> api.get("/api/datasets/pasar/harga/records?latest=true&limit=1"),
        a -> a.json().path("items").path(0).path("stok").asInt() == wanted);
  }

  private JsonNode running(String department) {
    Await.value(
        department + " runs", SOON, () -> state(department), state -> state.equals("running"));
    if (department.equals("pasar")) {
      Await.until("pasar delivers", SOON, () -> count("pasar/harga") > 0);
    }
    return api.get("/api/departments/" + department).json();
  }

  private String state(String department) {
    return api.get("/api/departments/" + department)
        .json()
        .path("status")
        .path("state")
        .asText("")
        .toLowerCase();
  }

  private long count(String dataset) {
    return api.get("/api/datasets/" + dataset).json().path("rows").asLong(-1);
  }

  private static JsonNode part(Answer health, String name) {
    return StreamSupport.stream(health.json().path("parts").spliterator(), false)
        .filter(p -> p.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String type(Answer answer) {
    return answer.headers().getOrDefault("content-type", "");
  }

  private Bundle install(String property) throws IOException, BundleException {
    try (InputStream jar = Files.newInputStream(file(property))) {
      Bundle bundle = context.installBundle("test:" + property, jar);
      bundle.start();
      return bundle;
    }
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), event -> done.countDown());
    done.await();
  }

  /** Puts a file where Karaf looks for bundles, in one step. */
  private static void drop(String property) throws IOException {
    Path file = file(property);
    Path beside =
        Files.copy(file, deploy().resolve("../pasar.part"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, deploy().resolve("pasar.jar"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path file(String property) {
    return Path.of(System.getProperty(property));
  }

  private static Path deploy() {
    return Path.of(System.getProperty("karaf.base"), "deploy");
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(b -> name.equals(b.getSymbolicName()))
        .findFirst()
        .orElse(null);
  }
}
