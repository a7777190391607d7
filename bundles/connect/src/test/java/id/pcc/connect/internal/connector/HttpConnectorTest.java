package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.connect.internal.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HttpConnectorTest extends ConnectorBench {
  private static final String FIELDS =
      """
      fields:
        pos: kode
        waktu: [tanggal, jam]
        tma: { column: tinggi.cm, number: comma }
        lokasi: [bujur, lintang]
        siaga: { column: st, codes: { "1": AWAS } }
      """;

  @Test
  void rows_of_a_json_document_become_records() throws Exception {
    serve(
        "/tma.json",
        e ->
            answer(
                e,
                """
                {"hasil": {"pos": [
                  {"kode": "A1", "tanggal": "2026-11-24", "jam": "06:30", "tinggi": {"cm": 120.5},
                   "bujur": 109.3, "lintang": -0.02, "st": 1},
                  {"kode": "A2", "tanggal": "2026-11-24", "jam": "07.00", "tinggi": {"cm": "1.020,5"},
                   "bujur": "109.4", "lintang": "-0.03", "st": 2}]}}
                """));
    connect(
        """
        protocol: http
        address: "{{address}}/tma.json"
        every: PT1S
        rows: /hasil/pos
        """
            + FIELDS);
    awaitRecords(2);
    Map<String, Object> first = records().get(0);
    assertEquals("A1", first.get("pos"));
    assertEquals(Instant.parse("2026-11-23T23:30:00Z"), first.get("waktu"));
    assertEquals(120.5, ((Number) first.get("tma")).doubleValue());
    assertEquals("AWAS", first.get("siaga"));
    assertEquals(
        Map.of("type", "Point", "coordinates", List.of(109.3, -0.02)), first.get("lokasi"));
    assertEquals(1020.5, records().get(1).get("tma"));
    assertEquals("2", records().get(1).get("siaga"));
    assertEquals(address + "/tma.json", List.copyOf(ingest.delivered).get(0).source());
    Await.until("success", () -> status().lastSuccess() != null);
  }

  @Test
  void csv_and_xml_are_seen_and_read() throws Exception {
    serve("/tma.csv", e -> answer(e, "pos;waktu;tma\nA1;2026-11-24T06:30:00+07:00;12,5\n"));
    connect("address: \"{{address}}/tma.csv\"\nevery: PT1S\n");
    awaitRecords(1);
    assertEquals("12.5", String.valueOf(records().get(0).get("tma")));
  }

  @Test
  void elements_of_an_xml_document_become_records() throws Exception {
    serve(
        "/tma.xml",
        e ->
            answer(
                e,
                "<data><pos id='A1'><tma satuan='cm'>7</tma><waktu>2026-11-24T06:30:00+07:00"
                    + "</waktu></pos><pos id='A2'><tma>8</tma></pos></data>"));
    connect(
        """
        address: "{{address}}/tma.xml"
        every: PT1S
        rows: /data/pos
        fields: { pos: "@id", waktu: waktu, tma: tma, siaga: "tma.@satuan" }
        """);
    awaitRecords(2);
    assertEquals("A1", records().get(0).get("pos"));
    assertEquals("cm", records().get(0).get("siaga"));
    assertEquals(8.0, records().get(1).get("tma"));
  }

  private List<String> pages(String path, int total, int size) {
    List<String> asked = new CopyOnWriteArrayList<>();
    serve(
        path,
        e -> {
          String query = String.valueOf(e.getRequestURI().getRawQuery());
          asked.add(query);
          int from =
              query.contains("skip=")
                  ? Integer.parseInt(query.replaceFirst(".*skip=(\\d+).*", "$1"))
                  : query.contains("page=")
                      ? (Integer.parseInt(query.replaceFirst(".*page=(\\d+).*", "$1")) - 1) * size
                      : 0;
          StringBuilder rows = new StringBuilder();
          for (int i = from; i < Math.min(total, from + size); i++) {
            rows.append(rows.isEmpty() ? "" : ",").append("{\"pos\":\"P" + i + "\"}");
          }
          int next = from + size;
          if (next < total) {
            e.getResponseHeaders()
                .add("Link", "<" + path + "?skip=" + next + ">; rel=\"next\", </>; rel=\"prev\"");
          }
          e.getResponseHeaders().add("ETag", "\"same\"");
          String link = next < total ? ",\"next\":\"" + path + "?skip=" + next + "\"" : "";
          answer(e, "{\"value\":[" + rows + "]" + link + "}");
        });
    return asked;
  }

  private void paged(String paging) throws Exception {
    connect(
        """
        address: "{{address}}/p?a=1"
        every: PT1H
        rows: /value
        paging: %s
        fields: { pos: pos, waktu: { constant: "2026-11-24T06:30:00+07:00" } }
        """
            .formatted(paging));
  }

  @Test
  void pages_are_counted_until_one_is_not_full() throws Exception {
    List<String> asked = pages("/p", 5, 2);
    paged("{ kind: page, parameter: page, size: 2, size_parameter: n }");
    awaitRecords(5);
    Await.until("success", () -> status().lastSuccess() != null);
    assertEquals(List.of("a=1&page=1&n=2", "a=1&page=2&n=2", "a=1&page=3&n=2"), asked);
  }

  @Test
  void rows_are_counted() throws Exception {
    List<String> asked = pages("/p", 4, 2);
    paged("{ kind: offset, parameter: skip, size: 2 }");
    Await.until("success", () -> status().lastSuccess() != null);
    assertEquals(List.of("a=1&skip=0", "a=1&skip=2", "a=1&skip=4"), asked);
    assertEquals(4, records().size());
  }

  @Test
  void links_in_the_document_and_in_its_header_are_followed() throws Exception {
    pages("/p", 5, 2);
    paged("{ kind: link, next: /next }");
    awaitRecords(5);
    close();
    open();
    pages("/p", 5, 2);
    paged("{ kind: link }");
    awaitRecords(10);
  }

  @Test
  void pages_without_end_are_an_error() throws Exception {
    serve(
        "/p",
        e -> answer(e, "{\"value\":[{\"pos\":\"A\"}],\"next\":\"/p?" + System.nanoTime() + "\"}"));
    paged("{ kind: link, next: /next, most: 5 }");
    assertEquals("more than 5 pages", failure());
    assertEquals(5, records().size());
  }

  @Test
  void a_page_elsewhere_is_refused_and_hears_no_secret() throws Exception {
    serve("/p", e -> answer(e, "{\"value\":[],\"next\":\"http://169.254.169.254/x\"}"));
    paged("{ kind: link, next: /next }");
    assertTrue(
        failure().contains("169.254.169.254 is not allowed")
            || failure().contains("169.254.169.254:80 is not allowed"),
        failure());
  }

  @Test
  void every_kind_of_login_reaches_the_server_and_no_secret_the_source() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    serve(
        "/a",
        e -> {
          heard.add(
              e.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + e.getRequestHeaders().getFirst("X-Key")
                  + " "
                  + e.getRequestURI().getQuery());
          answer(e, "[{\"pos\":\"A\",\"waktu\":\"2026-11-24T06:30:00Z\"}]");
        });
    configuration.put("sandi", "rahasia");
    for (String login :
        List.of(
            "{ user: u, secret: \"{{sandi}}\" }",
            "{ kind: bearer, secret: \"{{sandi}}\" }",
            "{ kind: header, user: X-Key, secret: \"{{sandi}}\" }",
            "{ kind: query, user: kunci, secret: \"{{sandi}}\" }")) {
      int before = heard.size();
      connect("address: \"{{address}}/a\"\nevery: PT1H\nlogin: " + login + "\n");
      Await.until("asked", () -> heard.size() > before && status().lastSuccess() != null);
      closeRoutes();
    }
    assertEquals("Basic dTpyYWhhc2lh null null", heard.get(0));
    assertEquals("Bearer rahasia null null", heard.get(1));
    assertEquals("null rahasia null", heard.get(2));
    assertEquals("null null kunci=rahasia", heard.get(3));
    assertFalse(
        ingest.delivered.stream().anyMatch(b -> b.source().contains("rahasia")),
        ingest.delivered.toString());
  }

  @Test
  void only_what_is_new_is_asked_for_and_the_mark_is_kept_after_the_commit() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    serve(
        "/a",
        e -> {
          asked.add(String.valueOf(e.getRequestURI().getQuery()));
          answer(
              e,
              "[{\"pos\":\"A\",\"waktu\":\"2026-11-24T06:30:00Z\"},{\"pos\":\"B\",\"waktu\":\"2026-11-24T05:00:00Z\"}]");
        });
    connect(
        "address: \"{{address}}/a\"\nevery: PT1S\nwatermark: { column: waktu, parameter: sejak }\n");
    Await.until("asked twice", () -> asked.size() >= 2);
    assertEquals(List.of("null", "sejak=2026-11-24T06:30:00Z"), asked.subList(0, 2));
    assertEquals("2026-11-24T06:30:00Z", marks.get("tinggi"));
  }

  @Test
  void a_document_that_is_none_is_kept_and_said() throws Exception {
    serve("/a", e -> answer(e, "{\"value\": 3}"));
    connect("address: \"{{address}}/a\"\nevery: PT1H\nrows: /value\n");
    assertEquals("/value: a list of rows is expected here", failure());
    assertEquals(1, ingest.quarantine.size());
  }

  @Test
  void a_setting_that_is_missing_fails_its_connector_alone() throws Exception {
    connect("address: \"{{lain}}/a\"\nevery: PT1H\n");
    assertTrue(failure().contains("lain"), failure());
  }

  @Test
  void a_trial_shows_the_rows_and_stores_nothing() throws Exception {
    serve("/a", e -> answer(e, "[{\"pos\":\"A\",\"x\":{\"y\":1}}]"));
    List<List<Map<String, Object>>> seen = new CopyOnWriteArrayList<>();
    connect("address: \"{{address}}/a\"\nevery: PT1S\n", seen::add);
    Await.until("seen", () -> !seen.isEmpty());
    assertEquals(List.of(Map.of("pos", "A", "x.y", 1)), List.copyOf(seen.get(0)));
    Await.until("done", () -> status().lastSuccess() != null);
    assertTrue(records().isEmpty());
    assertNull(marks.get("tinggi"));
  }

  @Test
  void features_of_ogc_are_read_along_their_links() throws Exception {
    serve(
        "/items",
        e -> {
          boolean second = String.valueOf(e.getRequestURI().getQuery()).contains("o=1");
          answer(
              e,
              "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":"
                  + (second ? 2 : 1)
                  + ",\"properties\":{\"waktu\":\"2026-11-24T06:30:00Z\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[109.3,0]}}],"
                  + "\"links\":["
                  + (second ? "" : "{\"rel\":\"next\",\"href\":\"" + address + "/items?o=1\"},")
                  + "{\"rel\":\"self\",\"href\":\"x\"}]}");
        });
    connect(
        """
        protocol: ogc_features
        address: "{{address}}/items"
        every: PT1H
        fields: { pos: id, waktu: waktu, lokasi: geometry }
        """);
    awaitRecords(2);
    assertEquals("2", records().get(1).get("pos"));
    assertEquals("Point", ((Map<?, ?>) records().get(0).get("lokasi")).get("type"));
  }

  @Test
  void a_probe_says_that_a_server_is_away_and_does_not_fail() throws Exception {
    serve("/baik", e -> answer(e, "ok"));
    connect(
        """
        protocol: probe
        address: "{{address}}/baik"
        every: PT1S
        fields: { pos: address, waktu: time, tma: milliseconds, siaga: code }
        """);
    awaitRecords(1);
    assertEquals("200", records().get(0).get("siaga"));
    server.stop(0);
    Await.until("away", () -> records().stream().anyMatch(r -> r.get("siaga") == null));
    assertNull(status().failingSince());
  }
}
