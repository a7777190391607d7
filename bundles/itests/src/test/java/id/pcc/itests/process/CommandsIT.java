package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Departments are told things over HTTP, and the simulated city does them. */
class CommandsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DISHUB = "/api/departments/dishub/commands";
  private static final String SIRENE = "/api/departments/sirene/commands";
  private static CommandCenter center;
  private static Api admin;
  private static Api operator;
  private static Api supervisor;
  private static Api viewer;

  @BeforeAll
  static void start() {
    center = CommandCenter.shared();
    admin = center.admin();
    operator = account("rini", "operator");
    supervisor = account("pak_joko", "supervisor");
    viewer = account("tamu_perintah", "viewer");
    center.drop(FixtureBundles.sirene(Path.of(System.getProperty("pcc.work"), "process")));
    Await.until("dishub can be told", SOON, () -> ready(DISHUB, 1));
    Await.until("sirene can be told", SOON, () -> ready(SIRENE, 0));
  }

  private static boolean ready(String path, int command) {
    return admin.get(path).json().path("items").path(command).path("ready").asBoolean();
  }

  private static Api account(String user, String role) {
    Api.Answer made = admin.post("/api/accounts", Map.of("user", user, "name", user, "role", role));
    assertEquals(201, made.status(), made.toString());
    return new Api(center.base()).signIn(user, made.json().path("password").asText());
  }

  private static Map<String, Object> announcement(String text) {
    return Map.of(
        "command",
        "pengeras",
        "parameters",
        Map.of("simpang", "ATCS-2", "teks", text, "volume", 60));
  }

  private static JsonNode asked(Api.Answer answer) {
    assertEquals(201, answer.status(), answer.toString());
    return answer.json();
  }

  private static JsonNode until(Api api, String id, String state) {
    return Await.value(
        id + " is " + state,
        SOON,
        () -> api.get("/api/commands/" + id).json(),
        found -> found.path("state").asText().equals(state));
  }

  private static JsonNode city(String path) {
    Api.Answer answer = new Api(center.city()).get(path);
    assertEquals(200, answer.status(), answer.toString());
    return answer.json();
  }

  @Test
  void an_announcement_needs_a_second_person_and_is_heard_at_the_junction_with_proof() {
    String text = "Mohon tertib di bundaran " + UUID.randomUUID();
    JsonNode asked = asked(supervisor.post(DISHUB, announcement(text)));
    String id = asked.path("id").asText();
    assertEquals("requested", asked.path("state").asText());
    assertEquals("Bundaran Untan", asked.path("told").path(0).path("value").path("en").asText());
    assertTrue(admin.get("/api/notices").body().contains("waiting:" + id), "people are told");

    String approval = "/api/commands/" + id + "/approval";
    Map<String, Object> yes = Map.of("approve", true);
    assertEquals(403, operator.post(approval, yes).status(), "an operator does not approve");
    Api.Answer own = supervisor.post(approval, yes);
    assertEquals(403, own.status(), "nobody approves their own: " + own);
    assertFalse(city("/dishub/atcs.json").path("pengumuman").toString().contains(text));

    Api.Answer approved = admin.post(approval, yes);
    assertEquals(200, approved.status(), approved.toString());
    JsonNode done = until(viewer, id, "confirmed");

    assertTrue(done.path("proof").asText().contains("tanda_terima"), done.toString());
    assertTrue(done.path("proof").asText().contains(id), done.toString());
    assertEquals("person:admin", done.path("approvedBy").asText());
    assertEquals(4, done.path("history").size(), done.toString());
    assertTrue(city("/dishub/atcs.json").path("pengumuman").toString().contains(text));
    assertFalse(admin.get("/api/notices").body().contains("waiting:" + id), "settled");
    assertEquals(409, admin.post(approval, yes).status(), "it is over");
    String audit = admin.get("/api/audit?limit=200").body();
    for (String step : List.of("requested", "approved", "sent", "confirmed")) {
      assertTrue(audit.contains("command " + step), step);
    }
    assertTrue(admin.get("/metrics").body().contains("pcc_commands_total{"));
    assertTrue(admin.get(DISHUB).json().path("recent").toString().contains(id));
  }

  @Test
  void a_phase_plan_is_sent_at_once_and_a_repeated_request_is_one() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> plan =
        Map.of("command", "fase", "parameters", Map.of("simpang", "ATCS-4", "rencana", "MALAM"));
    Api repeating = new Api(center.base()).withHeader("Idempotency-Key", key);
    operator.headers().forEach(repeating::withHeader);
    JsonNode first = asked(repeating.post(DISHUB, plan));
    Api.Answer again = repeating.post(DISHUB, plan);
    assertEquals(200, again.status(), again.toString());
    assertEquals(first.path("id").asText(), again.json().path("id").asText());
    assertEquals(422, repeating.post(DISHUB, announcement("Sesuatu yang lain")).status());
    until(operator, first.path("id").asText(), "confirmed");
    assertTrue(city("/dishub/atcs.json").path("fase").toString().contains("MALAM"));
  }

  @Test
  void what_is_not_as_declared_is_refused_at_its_field() {
    Api.Answer answer =
        operator.post(
            DISHUB,
            Map.of(
                "command",
                "pengeras",
                "parameters",
                Map.of("simpang", "ATCS-9", "teks", "x".repeat(201), "volume", "keras")));
    assertEquals(422, answer.status(), answer.toString());
    List<String> pointers = answer.json().path("errors").findValuesAsText("pointer");
    assertEquals(
        List.of("/parameters/simpang", "/parameters/teks", "/parameters/volume"), pointers);
    assertEquals(404, operator.post(DISHUB, Map.of("command", "ledakkan")).status());
    assertEquals(404, operator.post(DISHUB.replace("dishub", "laut"), plan()).status());
    assertEquals(400, operator.post(DISHUB, Map.of()).status());
    assertEquals(400, operator.get("/api/commands?state=selesai").status());
    assertEquals(404, operator.get("/api/commands/tiada").status());
  }

  private static Map<String, Object> plan() {
    return Map.of("command", "fase", "parameters", Map.of("simpang", "ATCS-1"));
  }

  @Test
  void who_only_looks_asks_nothing_and_a_department_s_key_neither() {
    assertEquals(403, viewer.post(DISHUB, announcement("Selamat pagi")).status());
    assertEquals(200, viewer.get(DISHUB).status());
    assertEquals(200, viewer.get("/api/commands?state=open").status());
    String key =
        admin
            .post("/api/keys", Map.of("kind", "department", "scope", "dishub", "label", "uji"))
            .json()
            .path("key")
            .asText();
    Api department = new Api(center.base()).withKey(key);
    assertEquals(403, department.post(DISHUB, announcement("Selamat pagi")).status());
    assertEquals(403, department.get("/api/commands").status());
  }

  @Test
  void a_rejected_request_is_not_sent_and_a_withdrawn_one_neither() {
    String text = "Tidak jadi " + UUID.randomUUID();
    String first = asked(operator.post(DISHUB, announcement(text))).path("id").asText();
    String path = "/api/commands/" + first;
    Map<String, Object> no = Map.of("approve", false);
    assertEquals(422, supervisor.post(path + "/approval", no).status(), "a reason is needed");
    Api.Answer rejected =
        supervisor.post(path + "/approval", Map.of("approve", false, "reason", "terlalu malam"));
    assertEquals("failed", rejected.json().path("state").asText(), rejected.toString());
    assertEquals("rejected", rejected.json().path("ending").asText());
    String second = asked(operator.post(DISHUB, announcement(text))).path("id").asText();
    assertEquals(403, admin.post("/api/commands/" + second + "/withdrawal", Map.of()).status());
    Api.Answer back = operator.post("/api/commands/" + second + "/withdrawal", Map.of());
    assertEquals("withdrawn", back.json().path("ending").asText(), back.toString());
    assertFalse(city("/dishub/atcs.json").toString().contains(text));
  }

  @Test
  void what_nobody_approves_in_time_expires_and_raises_a_notice() {
    String id = asked(operator.post(SIRENE, Map.of("command", "bunyikan"))).path("id").asText();
    JsonNode expired = until(operator, id, "expired");
    assertEquals("not_approved", expired.path("ending").asText());
    assertEquals(
        409, admin.post("/api/commands/" + id + "/approval", Map.of("approve", true)).status());
    Await.until(
        "people are told", SOON, () -> admin.get("/api/notices").body().contains("ended:" + id));
  }

  @Test
  void what_the_department_does_too_slowly_has_an_unknown_end() {
    String id = asked(operator.post(SIRENE, Map.of("command", "lambat"))).path("id").asText();
    JsonNode failed = until(operator, id, "failed");
    assertEquals("unknown", failed.path("ending").asText(), failed.toString());
    assertTrue(failed.path("reason").path("en").asText().contains("unknown whether carried out"));
  }

  @Test
  void a_command_without_a_route_makes_its_department_degraded_and_is_not_taken() {
    JsonNode status = admin.get("/api/departments/sirene").json().path("status");
    assertEquals("degraded", status.path("state").asText(), status.toString());
    assertTrue(status.path("reason").toString().contains("hilang"), status.toString());
    assertFalse(ready(SIRENE, 2));
    Api.Answer answer = operator.post(SIRENE, Map.of("command", "hilang"));
    assertEquals(409, answer.status(), answer.toString());
  }

  @Test
  void the_operations_console_lists_them() throws IOException {
    String id = asked(operator.post(DISHUB, announcement("Untuk dilihat"))).path("id").asText();
    try (Shell shell = new Shell(center, "tamu")) {
      String list = shell.run("pcc:commands");
      assertTrue(list.contains("pengeras") && list.contains("requested"), list);
    }
    operator.post("/api/commands/" + id + "/withdrawal", Map.of());
  }

  @Test
  void what_was_sent_when_the_process_died_is_unknown_and_never_sent_again() throws IOException {
    List<String> orders = new CopyOnWriteArrayList<>();
    CountDownLatch release = new CountDownLatch(1);
    HttpServer agency =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agency.setExecutor(Executors.newCachedThreadPool());
    agency.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("POST")) {
            orders.add(new String(body, StandardCharsets.UTF_8));
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          byte[] answer = "{\"simpang\":[],\"kamera\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    agency.start();
    String address = "http://127.0.0.1:" + agency.getAddress().getPort();
    try (CommandCenter own =
        CommandCenter.unpack(
            "commands", Map.of("PCC_CITY", "none", "PCC_DISHUB_ADDRESS", address))) {
      Api before = own.start().admin();
      Await.until(
          "dishub can be told",
          SOON,
          () -> before.get(DISHUB).json().path("items").path(1).path("ready").asBoolean());
      Map<String, Object> wanted =
          Map.of("command", "fase", "parameters", Map.of("simpang", "ATCS-1", "rencana", "PAGI"));
      String id = asked(before.post(DISHUB, wanted)).path("id").asText();
      String waiting =
          asked(before.post(DISHUB, announcement("Belum dikirim"))).path("id").asText();
      Await.until("the agency has it", SOON, () -> orders.size() == 1);
      assertEquals("sent", before.get("/api/commands/" + id).json().path("state").asText());

      own.kill();
      Api after = own.start().admin();

      JsonNode found = until(after, id, "failed");
      assertEquals("unknown", found.path("ending").asText(), found.toString());
      assertTrue(
          found.path("reason").path("id").asText().contains("tidak diketahui"), found.toString());
      assertEquals(
          "requested", after.get("/api/commands/" + waiting).json().path("state").asText());
      Await.until(
          "dishub runs again",
          SOON,
          () -> after.get(DISHUB).json().path("items").path(1).path("ready").asBoolean());
      assertEquals(1, orders.size(), "sent once: " + orders);
      assertTrue(orders.get(0).contains(id), orders.toString());
    } finally {
      release.countDown();
      agency.stop(0);
    }
  }
}
