package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not signed in sees the sign-in page and how healthy the house is, and no more. */
class StrangersIT {
  private static CommandCenter center;
  private final Api stranger = new Api(center.base());

  @BeforeAll
  static void start() {
    center = CommandCenter.shared();
  }

  @Test
  void once_ready_the_api_answers() {
    assertEquals(401, center.firstAnswer().status(), center.firstAnswer().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/",
        "/api/departments",
        "/api/departments/dlh",
        "/api/departments/dlh/widgets/ispu.js",
        "/api/departments/dlh/commands",
        "/api/commands",
        "/api/datasets",
        "/api/datasets/dlh/ispu",
        "/api/datasets/dlh/ispu/records",
        "/api/datasets/dlh/ispu/series?measure=ispu",
        "/api/datasets/dlh/ispu/quarantine",
        "/api/live?topics=notices",
        "/api/notices",
        "/api/city",
        "/api/city/kelurahan",
        "/api/references",
        "/api/references/kelurahan",
        "/api/wall/surfaces",
        "/api/wall/surfaces/led",
        "/api/wall/scenes",
        "/api/wall/scenes/kota",
        "/api/wall/outputs",
        "/api/wall/clock",
        "/api/audit",
        "/api/audit/verify",
        "/api/keys",
        "/api/accounts",
        "/api/imports",
        "/api/connectors",
        "/api/connectors/departments",
        "/api/connectors/pdam/tekanan",
        "/api/openapi.json",
        "/api/docs",
        "/api/nothing",
        "/metrics",
        "/console/",
        "/console/console.html",
        "/console/departments",
        "/wall/led/left",
        "/app/",
        "/system/console",
        "/system/console/bundles",
        "/cxf",
        "/cxf/services",
        "/jolokia",
        "/services",
        "/WEB-INF/web.xml"
      })
  void a_stranger_reads_nothing(String path) {
    Answer answer = stranger.get(path);
    assertTrue(
        answer.status() == 401
            || answer.status() == 302 && toLogin(answer)
            || answer.status() == 404,
        path + " answers " + answer);
    assertFalse(answer.body().contains("\"items\""), path + " shows a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/departments", "/api/audit", "/api/wall/surfaces", "/api/notices"})
  void an_answer_to_a_stranger_is_a_problem_that_programs_can_read(String path) {
    Answer answer = stranger.get(path);
    assertEquals(401, answer.status(), answer.toString());
    assertEquals("application/problem+json", answer.headers().get("content-type"));
    assertEquals(401, answer.json().path("status").asInt());
    assertFalse(answer.json().path("detail").asText().isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/datasets/dlh/ispu/records",
        "/api/datasets/dlh/ispu/quarantine/replay",
        "/api/notices/1/acknowledge",
        "/api/wall/surfaces/led/show",
        "/api/wall/outputs/led/left/key",
        "/api/wall/outputs/led/left/seen",
        "/api/keys",
        "/api/accounts",
        "/api/imports",
        "/api/connectors/departments",
        "/api/connectors/departments/pdam/restoration",
        "/api/connectors/pdam/tekanan/approval",
        "/api/connectors/pdam/tekanan/documents",
        "/api/connectors/pdam/tekanan/enable",
        "/api/connectors/pdam/tekanan/restoration",
        "/api/connectors/pdam/tekanan/trial",
        "/api/health"
      })
  void a_stranger_changes_nothing(String path) {
    Answer answer = stranger.post(path, Map.of("scene", "kota"));
    assertTrue(answer.status() == 401 || answer.status() == 405, path + " answers " + answer);
    assertEquals(401, stranger.put("/api/wall/scenes/kota", Map.of()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/connectors/pdam/tekanan",
        "/api/connectors/pdam/tekanan/proposal",
        "/api/connectors/departments/pdam"
      })
  void a_stranger_removes_nothing(String path) {
    assertEquals(401, stranger.delete(path).status(), path);
    assertEquals(401, stranger.put(path, Map.of()).status(), path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login/../console/",
        "/login/../api/departments",
        "/login/..%2fapi%2fdepartments",
        "/login/%2e%2e/api/departments",
        "/login/..;/api/departments",
        "/login/;/../../api/departments",
        "/login;x=/../api/departments",
        "//api/departments",
        "/api//departments",
        "/./api/departments",
        "/api/health/../departments",
        "/api/health/..;/departments",
        "/api/health;/../departments",
        "/api/health/departments",
        "/api/departments;a=b",
        "/api/departments/",
        "/api/departments%00",
        "/API/departments",
        "/console;x=1/",
        "/console%2f",
        "/app/../api/departments",
        "/wall/../api/departments",
        "/api/session/../departments",
        "/login/../../../../etc/passwd",
        "/login/%2e%2e/%2e%2e/%2e%2e/etc/keys.properties",
        "/login/..\\..\\etc\\keys.properties"
      })
  void no_spelling_of_a_path_opens_the_door(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1");
    String status = answer.substring(9, 12);
    assertTrue(
        List.of("400", "401", "403", "404", "302").contains(status), path + " answers " + answer);
    assertFalse(answer.contains("bpbd"), path + " answers " + answer);
    assertFalse(answer.contains("_g_"), path + " answers " + answer);
  }

  @Test
  void a_browser_without_a_session_is_sent_to_the_sign_in_page() {
    Api browser = new Api(center.base()).withHeader("Accept", "text/html");
    for (String path : List.of("/console/", "/wall/led/left")) {
      Answer answer = browser.get(path);
      assertTrue(answer.status() == 302 || answer.status() == 303, answer.toString());
      assertTrue(toLogin(answer), answer.headers().toString());
    }
    assertEquals(200, browser.get("/login/").status());
  }

  @Test
  void the_way_back_after_signing_in_stays_on_this_server() {
    Api browser = new Api(center.base()).withHeader("Accept", "text/html");
    Answer answer = browser.get("/console/?next=https://elsewhere.example/");
    assertFalse(
        answer.headers().getOrDefault("location", "").startsWith("https://elsewhere"),
        answer.headers().toString());
  }

  @Test
  void keys_and_cookies_that_were_guessed_are_refused() {
    Api key = new Api(center.base()).withKey("guessed.guessed");
    assertEquals(401, key.get("/api/departments").status());
    Api cookie = new Api(center.base()).withHeader("Cookie", "pcc_session=guessed");
    assertEquals(401, cookie.get("/api/departments").status());
    Api basic = new Api(center.base()).withHeader("Authorization", "Basic YWRtaW46YWRtaW4=");
    assertEquals(401, basic.get("/api/departments").status());
  }

  @Test
  void a_link_to_an_output_with_a_guessed_key_says_what_to_do() {
    Answer answer = stranger.get("/wall/led/left?token=guessed.guessed");
    assertEquals(403, answer.status(), answer.toString());
    assertTrue(answer.json().path("detail").asText().contains("administrator"), answer.toString());
  }

  @Test
  void a_wrong_password_says_no_more_than_that() {
    Answer known =
        stranger.post("/api/session", Map.of("user", "admin", "password", "salah-semua"));
    Answer unknown =
        stranger.post("/api/session", Map.of("user", "bukan-siapa", "password", "salah-semua"));
    assertEquals(401, known.status(), known.toString());
    assertEquals(401, unknown.status(), unknown.toString());
    assertEquals(known.json().path("detail"), unknown.json().path("detail"));
  }

  @Test
  void a_session_without_its_csrf_token_changes_nothing() {
    Api admin = center.admin();
    Api forged = new Api(center.base()).withHeader("Cookie", admin.headers().get("Cookie"));
    Answer answer = forged.post("/api/wall/surfaces/led/show", Map.of("scene", "kota"));
    assertEquals(403, answer.status(), answer.toString());
  }

  @Test
  void a_department_s_key_delivers_and_reads_its_own_datasets_only() {
    Api admin = center.admin();
    Answer made = admin.post("/api/keys", Map.of("kind", "department", "scope", "dlh"));
    assertEquals(201, made.status(), made.toString());
    Api dlh = new Api(center.base()).withKey(made.json().path("key").asText());

    assertEquals(200, dlh.get("/api/datasets/dlh/ispu/records").status());
    Answer other =
        dlh.post(
            "/api/datasets/dishub/lalu_lintas/records", "application/json", "[{\"ruas\":\"x\"}]");
    assertEquals(403, other.status(), other.toString());
    assertEquals(403, dlh.get("/api/audit").status());
    assertEquals(403, dlh.post("/api/wall/surfaces/led/show", Map.of("scene", "kota")).status());
  }

  @Test
  void an_output_s_key_opens_its_output_and_changes_nothing() {
    Api admin = center.admin();
    Answer made = admin.post("/api/wall/outputs/led/left/key", Map.of());
    assertEquals(200, made.status(), made.toString());
    Api output = new Api(center.base()).withKey(made.json().path("key").asText());

    assertEquals(200, output.get("/api/wall/surfaces/led").status());
    assertEquals(
        204,
        output
            .post(
                "/api/wall/outputs/led/left/seen", Map.of("scene", "kota", "version", 1, "fps", 30))
            .status());
    assertEquals(403, output.post("/api/wall/outputs/led/right/seen", Map.of()).status());
    assertEquals(403, output.post("/api/wall/surfaces/led/show", Map.of("scene", "kota")).status());
    assertEquals(403, output.put("/api/wall/scenes/kota", Map.of()).status());
    assertEquals(403, output.get("/console/").status());
  }

  @Test
  void every_act_is_in_the_audit_and_the_chain_holds() {
    Api admin = center.admin();
    admin.post("/api/wall/surfaces/led/show", Map.of("scene", "kota"));
    Answer audit = admin.get("/api/audit?limit=50");
    assertTrue(audit.body().contains("/api/wall/surfaces/led/show"), audit.toString());
    Answer verified = admin.get("/api/audit/verify");
    assertEquals(200, verified.status(), verified.toString());
    assertTrue(verified.body().contains("true"), verified.toString());
  }

  private static boolean toLogin(Answer answer) {
    return answer.headers().getOrDefault("location", "").contains("/login/");
  }

  private static String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), center.base().getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          requestLine
              + "\r\nHost: 127.0.0.1:"
              + center.base().getPort()
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
