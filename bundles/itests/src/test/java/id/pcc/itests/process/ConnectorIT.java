package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

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
}
