package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Receipt;
import id.pcc.connect.internal.Await;
import id.pcc.mapping.format.DocumentException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each protocol whose documents continue, or name others, in a way of its own. */
class PresetsTest extends ConnectorBench {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private String query(com.sun.net.httpserver.HttpExchange exchange) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    asked.add(query);
    return query;
  }

  @Test
  void features_of_wfs_are_counted() throws Exception {
    serve(
        "/wfs",
        e -> {
          StringBuilder features = new StringBuilder();
          int count = query(e).contains("startIndex=0") ? 1_000 : 1;
          for (int i = 0; i < count; i++) {
            features
                .append(i == 0 ? "" : ",")
                .append("{\"type\":\"Feature\",\"id\":\"pos." + asked.size() + "." + i + "\",")
                .append("\"properties\":{\"waktu\":\"2026-11-24T06:30:00Z\",\"tma\":3},")
                .append("\"geometry\":{\"type\":\"Point\",\"coordinates\":[109.3,-0.02]}}");
          }
          answer(e, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
        });
    connect(
        """
        protocol: wfs
        address: "{{address}}/wfs?service=WFS&request=GetFeature&typeNames=pos"
        every: PT1H
        fields: { pos: id, waktu: waktu, tma: tma, lokasi: geometry }
        """);
    awaitRecords(1_001);
    assertEquals("pos.2.0", records().get(1_000).get("pos"));
    String same = "service=WFS&request=GetFeature&typeNames=pos&startIndex=";
    assertEquals(List.of(same + "0&count=1000", same + "1000&count=1000"), asked);
  }

  @Test
  void observations_of_sensorthings_are_read_along_their_links() throws Exception {
    serve(
        "/v1.1/Observations",
        e -> {
          boolean second = query(e).contains("skip=1");
          String next =
              second ? "" : ",\"@iot.nextLink\":\"" + address + "/v1.1/Observations?$skip=1\"";
          answer(
              e,
              "{\"value\":[{\"@iot.id\":%d,\"phenomenonTime\":\"2026-11-24T06:3%d:00Z\",\"result\":12.5,\"Datastream\":{\"name\":\"Tinggi\",\"Thing\":{\"name\":\"Pos Jeruju\"}}}]%s}"
                  .formatted(second ? 2 : 1, second ? 1 : 0, next));
        });
    connect(
        """
        protocol: sensorthings
        address: "{{address}}/v1.1/Observations?$expand=Datastream/Thing"
        every: PT1H
        fields: { pos: Datastream.Thing.name, waktu: phenomenonTime, tma: result }
        """);
    awaitRecords(2);
    assertEquals("Pos Jeruju", records().get(0).get("pos"));
    assertEquals("12.5", String.valueOf(records().get(1).get("tma")));
    assertEquals("$expand=Datastream/Thing", asked.get(0));
  }

  @Test
  void rows_of_a_ckan_table_are_counted() throws Exception {
    serve(
        "/api/3/action/datastore_search",
        e -> {
          query(e);
          answer(
              e,
              "{\"success\":true,\"result\":{\"total\":1,\"fields\":[{\"id\":\"_id\",\"type\":\"int\"}],"
                  + "\"records\":[{\"_id\":1,\"pos\":\"A1\",\"waktu\":\"2026-11-24T06:30:00\",\"tma\":\"7,5\"}]}}");
        });
    connect(
        """
        protocol: ckan
        address: "{{address}}/api/3/action/datastore_search?resource_id=abc"
        every: PT1H
        fields: { pos: pos, waktu: waktu, tma: { column: tma, number: comma } }
        """);
    awaitRecords(1);
    assertEquals(7.5, ((Number) records().get(0).get("tma")).doubleValue());
    assertEquals(List.of("resource_id=abc&offset=0&limit=1000"), asked);
  }

  @Test
  void requests_of_open311_are_read_page_by_page() throws Exception {
    serve(
        "/requests.json",
        e -> {
          boolean first = query(e).contains("page=1&");
          StringBuilder requests = new StringBuilder();
          for (int i = 0; i < (first ? 100 : 1); i++) {
            requests
                .append(i == 0 ? "" : ",")
                .append("{\"service_request_id\":\"L" + asked.size() + "-" + i + "\",")
                .append("\"status\":\"open\",\"requested_datetime\":\"2026-11-24T06:30:00+07:00\",")
                .append("\"lat\":-0.02,\"long\":109.33}");
          }
          answer(e, "[" + requests + "]");
        });
    connect(
        """
        protocol: open311
        address: "{{address}}/requests.json?status=open"
        every: PT1H
        fields: { pos: service_request_id, waktu: requested_datetime, siaga: status, lokasi: [long, lat] }
        """);
    awaitRecords(101);
    assertEquals(
        Map.of("type", "Point", "coordinates", List.of(109.33, -0.02)),
        records().get(100).get("lokasi"));
    assertEquals("status=open&page=2&page_size=100", asked.get(1));
  }

  @Test
  void items_of_rss_become_records() throws Exception {
    serve(
        "/berita.rss",
        e ->
            answer(
                e,
                "<rss version='2.0'><channel><item><title>Hujan</title><link>a.html</link>"
                    + "<guid>n1</guid><pubDate>Tue, 24 Nov 2026 06:30:00 +0700</pubDate></item>"
                    + "</channel></rss>"));
    connect(
        """
        protocol: rss
        address: "{{address}}/berita.rss"
        every: PT1H
        fields: { pos: guid, waktu: published, siaga: link }
        """);
    awaitRecords(1);
    assertEquals("n1", records().get(0).get("pos"));
    assertEquals(java.time.Instant.parse("2026-11-23T23:30:00Z"), records().get(0).get("waktu"));
    assertEquals(address + "/a.html", records().get(0).get("siaga"));
  }

  private static String alert() throws Exception {
    try (InputStream in = PresetsTest.class.getResourceAsStream("/cap/hujan.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final String CAP =
      """
      protocol: cap
      address: "{{address}}/cap/index.xml"
      every: PT1S
      fields: { pos: identifier, waktu: sent, siaga: severity }
      """;

  private static String item(String name) {
    return "<item><title>x</title><link>" + name + "</link><guid>" + name + "</guid></item>";
  }

  private void serveAlerts(String... items) throws Exception {
    String alert = alert();
    serve(
        "/cap/index.xml",
        e ->
            answer(
                e,
                "<rss version='2.0'><channel>"
                    + String.join("", List.of(items).stream().map(PresetsTest::item).toList())
                    + "</channel></rss>"));
    serve(
        "/cap/a",
        e -> {
          asked.add(e.getRequestURI().getPath());
          answer(
              e,
              alert.replace(
                  "uji.2026.11.24.001", "uji" + e.getRequestURI().getPath().replace('/', '.')));
        });
    serve("/cap/rusak.xml", e -> answer(e, "<alert"));
  }

  @Test
  void alerts_that_an_index_names_become_records_and_are_read_once() throws Exception {
    serveAlerts("a1.xml", "a2.xml");
    connect(CAP);
    awaitRecords(2);
    assertEquals("uji.cap.a1.xml", records().get(0).get("pos"));
    assertEquals("SEVERE", records().get(0).get("siaga"));
    assertEquals(address + "/cap/a1.xml", List.copyOf(ingest.delivered).get(0).source());
    var first = status().lastSuccess();
    Await.until(
        "another round",
        () -> status().lastSuccess() != null && !status().lastSuccess().equals(first));
    assertEquals(List.of("/cap/a1.xml", "/cap/a2.xml"), asked);
  }

  @Test
  void an_alert_that_cannot_be_read_or_had_is_told_and_the_next_one_is_stored() throws Exception {
    serveAlerts("rusak.xml", "tiada.xml", "a2.xml");
    connect(CAP);
    awaitRecords(1);
    assertEquals("uji.cap.a2.xml", records().get(0).get("pos"));
    assertTrue(failure().contains("404"), failure());
    Await.until("kept", () -> ingest.quarantine.size() == 1);
    assertEquals(address + "/cap/rusak.xml", ingest.quarantine.get(0).source());
  }

  @Test
  void one_alert_at_an_address_is_a_row_and_a_trial_of_an_index_shows_the_first() throws Exception {
    serveAlerts("a1.xml", "a2.xml");
    CompletableFuture<List<Map<String, Object>>> one = new CompletableFuture<>();
    connect(CAP.replace("index.xml", "a9.xml"), one::complete);
    Map<String, Object> row = one.get(10, TimeUnit.SECONDS).get(0);
    assertEquals("Hujan Lebat", row.get("event"));
    assertEquals("2026-11-23T22:30:00Z", row.get("sent"));
    assertEquals("MultiPolygon", ((Map<?, ?>) row.get("area")).get("type"));
    closeRoutes();
    CompletableFuture<List<Map<String, Object>>> index = new CompletableFuture<>();
    connect(CAP, index::complete);
    assertEquals("uji.cap.a1.xml", index.get(10, TimeUnit.SECONDS).get(0).get("identifier"));
  }

  private static final String HOOK =
      """
      protocol: webhook
      rows: /kejadian
      fields: { pos: unit, waktu: pukul, tma: nilai }
      """;

  private static byte[] event(String value) {
    return ("{\"kejadian\":[{\"unit\":\"A1\",\"pukul\":\"2026-11-24T06:30:00+07:00\",\"nilai\":"
            + value
            + "}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_document_that_a_source_posts_becomes_records() throws Exception {
    connect(HOOK);
    Receipt receipt =
        routes().push("tinggi", event("3"), "HTTP, x", "k1").toCompletableFuture().get();
    assertEquals(1, receipt.accepted());
    assertEquals("A1", records().get(0).get("pos"));
    assertEquals("k1", ingest.delivered.peek().idempotencyKey());
    assertEquals("HTTP, x", ingest.delivered.peek().source());
    assertNotNull(status().lastSuccess());
    assertNull(routes().push("lain", event("3"), "HTTP, x", null));
  }

  @Test
  void a_posted_document_that_is_none_is_kept_and_its_sender_told() throws Exception {
    connect(HOOK);
    byte[] half = "{\"kejadian\":[".getBytes(StandardCharsets.UTF_8);
    var pushed = routes().push("tinggi", half, "HTTP, x", null).toCompletableFuture();
    ExecutionException refused = assertThrows(ExecutionException.class, pushed::get);
    assertTrue(refused.getCause() instanceof DocumentException, refused.toString());
    assertEquals(1, ingest.quarantine.size());
    assertNotNull(status().failingSince());
  }

  @Test
  void the_trial_of_a_webhook_reads_the_example() throws Exception {
    CompletableFuture<List<Map<String, Object>>> sample = new CompletableFuture<>();
    connect(
        HOOK + "options: { sample: '" + new String(event("3"), StandardCharsets.UTF_8) + "' }\n",
        sample::complete);
    assertEquals("A1", sample.get(10, TimeUnit.SECONDS).get(0).get("unit"));
  }
}
