package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.city.simulator.internal.servers.Webhook;
import id.pcc.department.tck.Center;
import id.pcc.departments.satpolpp.Satpolpp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order police as it ships: its simulated server sends what it has over HTTP by itself. */
class SatpolppTest {
  private static final String KEY = "uji-kunci";

  private final AtomicInteger refused = new AtomicInteger();
  private HttpServer http;
  private Center center;
  private PlayedDay day;

  @BeforeEach
  void start() throws Exception {
    center = new Center(new Satpolpp(), Map.of());
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/api/datasets/satpolpp/", this::take);
    http.start();
  }

  @AfterEach
  void stop() {
    day.close();
    http.stop(0);
    center.close();
  }

  private void day(String key) throws Exception {
    day = new PlayedDay(new Webhook("http://127.0.0.1:" + http.getAddress().getPort(), key, 0.1));
  }

  /** What the command center does with a delivery, as far as a sender sees it. */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known =
          ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (known) {
        String dataset = exchange.getRequestURI().getPath().split("/")[4];
        List<Map<String, Object>> records =
            new ObjectMapper().readValue(body, new TypeReference<>() {});
        center.deliver(new RecordBatch(dataset, records, null, "uji"));
      } else {
        refused.incrementAndGet();
      }
      exchange.sendResponseHeaders(known ? 200 : 401, -1);
    }
  }

  private String page() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(day.address() + "/")).build(),
            BodyHandlers.ofString())
        .body();
  }

  @Test
  void patrols_and_violations_arrive_by_themselves() throws Exception {
    day(KEY);
    center.until("all teams", () -> center.count("patroli") >= 8);
    day.at("16:00");
    center.until("violations", () -> center.count("pelanggaran") > 3);
    assertEquals(List.of(), center.rejections());
    assertTrue(
        center
            .declaration()
            .dataset("pelanggaran")
            .flatMap(d -> d.field("pelanggar"))
            .orElseThrow()
            .personal());
    assertFalse(page().contains("satpolpp:"), page());
  }

  @Test
  void patrols_are_sent_to_the_streets_with_water() throws Exception {
    day(KEY);
    day.at("07:30");
    center.until("flood duty", () -> !center.record("patroli", "tugas", "BANJIR").isEmpty());
    String where = center.record("patroli", "tugas", "BANJIR").get("kelurahan").toString();
    assertTrue(where.startsWith("61.71.02") || where.startsWith("61.71.04"), where);
  }

  @Test
  void without_a_key_nothing_is_sent_and_the_server_says_what_to_do() throws Exception {
    day("");
    assertTrue(page().contains("satpolpp: nothing is sent: give an API key"), page());
    assertEquals(0, center.count("patroli"));
  }

  @Test
  void a_key_that_is_refused_is_told() throws Exception {
    day("salah");
    center.until("a refusal", () -> refused.get() > 1);
    assertTrue(page().contains("patroli: 401"), page());
  }
}
