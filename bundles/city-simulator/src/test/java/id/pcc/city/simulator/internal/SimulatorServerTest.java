package id.pcc.city.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.http.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class SimulatorServerTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Pontianak");
  private static final String NOWCAST = "/bmkg/alerts/nowcast/id/";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final StageClock clock = new StageClock();
  private SimulatorServer server;

  @BeforeEach
  void start() throws IOException {
    Stage stage = new Stage(clock, 60, LocalTime.of(5, 30));
    server = new SimulatorServer(0, stage, CitySimulator.script(), ZONE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.address() + "/control"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void order(String body) throws Exception {
    assertEquals(200, post("application/json", body).statusCode());
  }

  private List<String> links() throws Exception {
    List<String> links = new ArrayList<>();
    Pattern.compile("<link>([^<]+\\.xml)</link>")
        .matcher(get(NOWCAST + "rss.xml").body())
        .results()
        .forEach(link -> links.add(link.group(1).substring(server.address().length())));
    return links;
  }

  private String warning(String text) throws Exception {
    for (String link : links()) {
      String document = get(link).body();
      if (document.contains(text)) {
        return document;
      }
    }
    return "";
  }

  @Test
  void everything_that_the_page_lists_is_there() throws Exception {
    assertTrue(get("/").body().contains("/dlh/ispu.csv"));
    for (String path :
        List.of(
            NOWCAST + "rss.xml",
            "/bmkg/DataMKG/TEWS/autogempa.json",
            "/bmkg/DataMKG/TEWS/gempaterkini.json",
            "/bmkg/DataMKG/TEWS/gempadirasakan.json",
            "/dlh/ispu.csv",
            "/dishub/atcs.json",
            "/dishub/kamera.json",
            "/dinkes/psc119.json",
            "/dinkes/ambulans.json",
            "/dinkes/tempat_tidur.json",
            "/damkar/panggilan.json",
            "/damkar/unit.json",
            "/disdikbud/sekolah.csv",
            "/disdukcapil/antrean.json",
            "/dpmtk/izin.json",
            "/dinsos/posko.xlsx",
            "/dinsos/bantuan.xlsx",
            "/dinkes/penyakit.json")) {
      assertEquals(200, get(path).statusCode(), path);
    }
    assertEquals(404, get("/dlh/other.csv").statusCode());
  }

  @Test
  void what_has_not_changed_is_not_sent_again() throws Exception {
    HttpResponse<String> first = get("/dlh/ispu.csv");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    String modified = first.headers().firstValue("Last-Modified").orElseThrow();
    assertEquals(304, get("/dlh/ispu.csv", "If-None-Match", tag).statusCode());
    assertEquals(304, get("/dlh/ispu.csv", "If-Modified-Since", modified).statusCode());
    clock.pass(Duration.ofSeconds(20));
    HttpResponse<String> later = get("/dlh/ispu.csv", "If-None-Match", tag);
    assertEquals(200, later.statusCode());
    assertNotEquals(first.body(), later.body());
  }

  @Test
  void smoke_brings_the_index_to_312_at_ten() throws Exception {
    order("{\"at\": \"10:00\"}");
    List<String> rows = get("/dlh/ispu.csv").body().lines().toList();
    String newest = rows.stream().filter(r -> r.contains("PTK1")).reduce((a, b) -> b).orElseThrow();
    assertTrue(newest.contains(",312.0,"), newest);
    assertTrue(newest.endsWith(",312,PM25,BERBAHAYA"), newest);
  }

  @Test
  void in_the_layout_of_earlier_years_decimals_have_a_comma_and_dates_a_slash() throws Exception {
    order("{\"at\": \"20:10\"}");
    List<String> rows = get("/dlh/ispu.csv").body().lines().toList();
    assertTrue(rows.get(0).startsWith("tanggal,waktu,stasiun,pm10,so2"), rows.get(0));
    assertTrue(
        rows.get(rows.size() - 1)
            .matches("24/11/2026,05\\.\\d\\d\\.\\d\\d,PTK4 \\(.+\"\\d+,\\d\".+"),
        rows.get(rows.size() - 1));
  }

  @Test
  void values_that_are_missing_are_marked_in_many_ways() throws Exception {
    String table = get("/dlh/ispu.csv").body();
    assertTrue(table.contains(",---,") && table.contains(",N/A,"), table);
    assertTrue(table.contains(",TIDAK ADA DATA,") && table.contains(",,"), table);
  }

  @Test
  void nothing_is_published_of_the_future() throws Exception {
    clock.pass(Duration.ofSeconds(100));
    for (JsonNode junction : json.readTree(get("/dishub/atcs.json").body()).get("simpang")) {
      OffsetDateTime at = OffsetDateTime.parse(junction.get("waktu").asText());
      assertFalse(at.toInstant().isAfter(clock.instant()));
    }
    for (String link : links()) {
      String sent = get(link).body().replaceAll("(?s).*<sent>(.*?)</sent>.*", "$1");
      assertFalse(OffsetDateTime.parse(sent).toInstant().isAfter(clock.instant()), link);
    }
  }

  @Test
  void traffic_is_heavier_at_seven_than_at_three() throws Exception {
    order("{\"at\": \"07:00\"}");
    int peak = vehicles();
    order("{\"at\": \"03:00\"}");
    assertTrue(vehicles() * 5 < peak);
  }

  private int vehicles() throws Exception {
    JsonNode junctions = json.readTree(get("/dishub/atcs.json").body()).get("simpang");
    return StreamSupport.stream(junctions.spliterator(), false)
        .mapToInt(j -> j.get("kendaraan").asInt())
        .sum();
  }

  @Test
  void the_cameras_are_as_many_as_the_city_has_and_one_more_goes_down() throws Exception {
    JsonNode before = json.readTree(get("/dishub/kamera.json").body()).get("kamera");
    assertEquals(147, before.size());
    assertEquals(30, count(before, "jenis", "PTZ"));
    assertEquals(11, count(before, "online", "false"));
    order("{\"at\": \"06:30\"}");
    JsonNode after = json.readTree(get("/dishub/kamera.json").body()).get("kamera");
    assertEquals(12, count(after, "online", "false"));
  }

  private static long count(JsonNode cameras, String field, String value) {
    return StreamSupport.stream(cameras.spliterator(), false)
        .filter(c -> c.get(field).asText().equals(value))
        .count();
  }

  @Test
  void a_warning_is_updated_and_then_cancelled() throws Exception {
    clock.pass(Duration.ofSeconds(20));
    String alert = warning("Hujan lebat disertai petir di Kalimantan Barat");
    String identifier = alert.replaceAll("(?s).*<identifier>(.*?)</identifier>.*", "$1");
    clock.pass(Duration.ofSeconds(100));
    String update = warning("<msgType>Update</msgType>");
    assertTrue(update.contains("<references>simulasi@bmkg.invalid," + identifier + ","), update);
    order("{\"at\": \"09:40\"}");
    assertTrue(warning("<msgType>Cancel</msgType>").contains("dicabut"));
  }

  @Test
  void one_document_among_good_ones_breaks_off() throws Exception {
    order("{\"at\": \"07:20\"}");
    int good = 0;
    int broken = 0;
    for (String link : links()) {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      try (var stream = new java.io.ByteArrayInputStream(get(link).body().getBytes("UTF-8"))) {
        builder.parse(stream);
        good++;
      } catch (SAXParseException e) {
        broken++;
      }
    }
    assertEquals(1, broken);
    assertEquals(2, good);
  }

  @Test
  void a_quake_alone_is_an_object_and_several_are_a_list() throws Exception {
    String folder = "/bmkg/DataMKG/TEWS/";
    JsonNode one = json.readTree(get(folder + "autogempa.json").body()).at("/Infogempa/gempa");
    JsonNode all = json.readTree(get(folder + "gempaterkini.json").body()).at("/Infogempa/gempa");
    assertTrue(one.isObject() && all.isArray());
    assertEquals(one, all.get(0));
  }

  @Test
  void a_server_can_be_switched_off_and_on() throws Exception {
    order("{\"server\": \"dlh\", \"state\": \"down\"}");
    assertEquals(503, get("/dlh/ispu.csv").statusCode());
    assertEquals(200, get("/dishub/atcs.json").statusCode());
    order("{\"server\": \"dlh\", \"state\": \"up\"}");
    assertEquals(200, get("/dlh/ispu.csv").statusCode());
  }

  @Test
  void the_script_itself_has_servers_fail_for_a_while() throws Exception {
    order("{\"at\": \"12:45\"}");
    assertEquals(503, get("/dlh/ispu.csv").statusCode());
    order("{\"at\": \"13:45\"}");
    assertEquals(200, get("/dlh/ispu.csv").statusCode());
  }

  @Test
  void an_order_that_is_none_is_answered_with_what_one_looks_like() throws Exception {
    assertTrue(post("application/json", "{\"at\": \"25:00\"}").body().contains("HH:mm"));
    assertEquals(400, post("application/json", "pukul sepuluh").statusCode());
    assertEquals(400, post("application/json", "null").statusCode());
    assertEquals(413, post("application/json", " ".repeat(20_000)).statusCode());
    assertEquals(415, post("text/plain", "{\"at\": \"10:00\"}").statusCode());
  }

  @Test
  void a_port_that_is_taken_is_named() {
    int port = URI.create(server.address()).getPort();
    Stage stage = new Stage(clock, 60, LocalTime.NOON);
    String said =
        assertThrows(
                IOException.class,
                () -> new SimulatorServer(port, stage, CitySimulator.script(), ZONE))
            .getMessage();
    assertTrue(said.contains(String.valueOf(port)) && said.contains("PCC_SIMULATOR_PORT"), said);
  }

  @Test
  void two_runs_play_the_same_day() throws Exception {
    String first = get("/dishub/atcs.json").body() + get("/dlh/ispu.csv").body();
    server.close();
    start();
    assertEquals(first, get("/dishub/atcs.json").body() + get("/dlh/ispu.csv").body());
  }
}
