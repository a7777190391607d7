package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The interfaces to the outside as their public specifications say (OGC 17-069r4; CKAN 2.10, API
 * guide; OGC 18-088), asked by strangers after a walidata approved one dataset of two.
 */
class OutsideIT {
  private static final String ITEMS = "/ogc/collections/dlh.ispu/items";
  private static CommandCenter center;
  private static Api stranger;

  @BeforeAll
  static void start() throws IOException {
    center = CommandCenter.unpack("outside", Map.of("PCC_CITY", "simulated", "PCC_POLL", "1s"));
    for (String name : List.of("ogcfeatures", "ckan", "sensorthings")) {
      Path file = center.home().resolve("etc/id.pcc.standards." + name + ".cfg");
      Files.writeString(file, Files.readString(file).replace("open = false", "open = true"));
    }
    center.start();
    stranger = new Api(center.base());
    Api admin = center.admin();
    JsonNode ispu =
        Await.value(
            "air quality from the simulated city",
            Duration.ofSeconds(60),
            () -> admin.get("/api/datasets/dlh/ispu").json(),
            dataset -> dataset.path("rows").asLong() > 20);
    assertEquals(
        200,
        admin
            .put("/api/datasets/dlh/ispu/approval", Map.of("version", ispu.get("version").asInt()))
            .status());
  }

  @AfterAll
  static void stop() {
    center.close();
  }

  private static JsonNode json(String path) {
    Answer answer = stranger.get(path);
    assertEquals(200, answer.status(), answer.toString());
    return answer.json();
  }

  private static String link(JsonNode page, String relation) {
    return StreamSupport.stream(page.path("links").spliterator(), false)
        .filter(link -> link.path("rel").asText().equals(relation))
        .map(link -> link.path("href").asText())
        .findFirst()
        .orElse(null);
  }

  private static Answer follow(String address) {
    URI uri = URI.create(address);
    assertEquals(center.base().getAuthority(), uri.getAuthority());
    return stranger.get(
        uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  @Test
  void the_landing_page_leads_to_definition_conformance_and_data() {
    JsonNode landing = json("/ogc");
    for (String relation : List.of("service-desc", "conformance", "data", "self")) {
      assertEquals(200, follow(link(landing, relation)).status(), relation);
    }
    Answer definition = follow(link(landing, "service-desc"));
    assertEquals(
        "application/vnd.oai.openapi+json;version=3.0", definition.headers().get("content-type"));
    assertTrue(definition.json().path("paths").has("/collections/dlh.ispu/items"));
    List<String> classes = new ArrayList<>();
    follow(link(landing, "conformance"))
        .json()
        .path("conformsTo")
        .forEach(c -> classes.add(c.asText()));
    assertTrue(
        classes.contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"),
        classes.toString());
  }

  @Test
  void only_what_a_walidata_approved_is_a_collection() {
    JsonNode list = json("/ogc/collections");
    assertEquals(1, list.path("collections").size(), list.toString());
    JsonNode collection = list.path("collections").get(0);
    assertEquals("dlh.ispu", collection.path("id").asText());
    assertEquals(json("/ogc/collections/dlh.ispu").path("title"), collection.path("title"));
    JsonNode box = collection.path("extent").path("spatial").path("bbox").get(0);
    assertTrue(box.get(0).asDouble() > 109 && box.get(2).asDouble() < 110, box.toString());
    assertTrue(box.get(1).asDouble() > -1 && box.get(3).asDouble() < 1, box.toString());
    JsonNode interval = collection.path("extent").path("temporal").path("interval").get(0);
    assertEquals(2, interval.size());
    OffsetDateTime.parse(interval.get(0).asText());
    assertEquals(404, stranger.get("/ogc/collections/dishub.kamera").status());
    assertEquals(404, stranger.get("/ogc/collections/dishub.kamera/items").status());
  }

  @Test
  void pages_lead_through_every_feature_once() {
    Set<String> seen = new HashSet<>();
    int pages = 0;
    String next = center.base() + ITEMS + "?limit=7&datetime=" + encoded("../" + newest());
    while (next != null) {
      Answer answer = follow(next);
      assertEquals(200, answer.status(), answer.toString());
      assertEquals("application/geo+json", answer.headers().get("content-type"));
      JsonNode page = answer.json();
      assertEquals("FeatureCollection", page.path("type").asText());
      assertEquals(page.path("features").size(), page.path("numberReturned").asInt());
      assertTrue(page.path("features").size() <= 7);
      page.path("features").forEach(f -> assertTrue(seen.add(f.path("id").asText()), "twice"));
      next = link(page, "next");
      pages++;
    }
    assertTrue(pages > 2, pages + " pages of " + seen.size());
  }

  private static String newest() {
    return json(ITEMS + "?limit=1")
        .path("features")
        .get(0)
        .path("properties")
        .path("time")
        .asText();
  }

  @Test
  void a_feature_is_found_by_its_name() {
    JsonNode feature = json(ITEMS + "?limit=1").path("features").get(0);
    assertEquals("Point", feature.path("geometry").path("type").asText());
    assertTrue(feature.path("geometry").path("coordinates").get(0).asDouble() > 109);
    JsonNode alone = json(ITEMS + "/" + feature.path("id").asText());
    assertEquals(feature.path("properties"), alone.path("properties"));
    assertEquals(200, follow(link(alone, "self")).status());
    assertEquals(200, follow(link(alone, "collection")).status());
    assertEquals(404, stranger.get(ITEMS + "/bm90aGluZw").status());
  }

  @Test
  void features_are_chosen_by_place_time_and_field() {
    JsonNode one = json(ITEMS + "?limit=1").path("features").get(0);
    double x = one.path("geometry").path("coordinates").get(0).asDouble();
    double y = one.path("geometry").path("coordinates").get(1).asDouble();
    String time = one.path("properties").path("waktu").asText();
    String box = (x - 0.0001) + "," + (y - 0.0001) + "," + (x + 0.0001) + "," + (y + 0.0001);
    JsonNode near = json(ITEMS + "?bbox=" + box);
    assertTrue(near.path("numberReturned").asInt() > 0);
    near.path("features").forEach(f -> assertEquals(one.path("geometry"), f.path("geometry")));
    assertEquals(
        0,
        json(ITEMS + "?bbox=" + (-x) + "," + y + "," + (-x) + "," + y)
            .path("numberReturned")
            .asInt());
    JsonNode then = json(ITEMS + "?datetime=" + encoded(time));
    assertTrue(then.path("numberReturned").asInt() > 0);
    then.path("features")
        .forEach(f -> assertEquals(time, f.path("properties").path("waktu").asText()));
    JsonNode before = json(ITEMS + "?datetime=" + encoded("../2000-01-01T00:00:00Z"));
    assertEquals(0, before.path("numberReturned").asInt());
    String station = one.path("properties").path("stasiun").asText();
    json(ITEMS + "?stasiun=" + encoded(station))
        .path("features")
        .forEach(f -> assertEquals(station, f.path("properties").path("stasiun").asText()));
    assertNotEquals(
        0, json(ITEMS + "?bbox=170,-1,-170,1").path("links").size(), "over the antimeridian");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=x",
        "bbox=1,2,3",
        "bbox=1,2,3,x",
        "bbox=109,1,110,-1",
        "bbox=0,0,0,95",
        "datetime=yesterday",
        "datetime=",
        "datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z",
        "unknown=1",
        "f=html",
        "cursor=AAAA"
      })
  void a_wrong_parameter_is_named(String query) {
    Answer answer = stranger.get(ITEMS + "?" + query);
    assertEquals(400, answer.status(), answer.toString());
    assertTrue(answer.body().contains(query.substring(0, query.indexOf('='))), answer.body());
  }

  @Test
  void a_high_limit_is_served_as_the_highest_there_is() {
    assertTrue(json(ITEMS + "?limit=100000").path("numberReturned").asInt() > 20);
  }

  @Test
  void a_harvester_finds_the_approved_dataset_and_can_fetch_its_files() {
    assertTrue(ckan("status_show").path("site_title").asText().contains("Pontianak"));
    assertEquals("[\"dlh-ispu\"]", ckan("package_list").toString());
    JsonNode shown = ckan("package_show?id=dlh-ispu");
    assertEquals(shown, ckan("package_show?id=" + shown.path("id").asText()));
    Map<String, String> extras = new HashMap<>();
    shown
        .path("extras")
        .forEach(each -> extras.put(each.path("key").asText(), each.path("value").asText()));
    assertEquals("Permen LHK P.14/2020 (ISPU)", extras.get("standar_data"));
    assertEquals("CSV (RFC 4180)", extras.get("interoperabilitas"));
    assertFalse(extras.containsKey("kode_referensi"), extras.toString());
    assertEquals("dlh", shown.path("organization").path("name").asText());
    assertEquals(shown.path("num_resources").asInt(), shown.path("resources").size());
    for (JsonNode resource : shown.path("resources")) {
      Answer file = follow(resource.path("url").asText() + "&limit=5");
      assertEquals(200, file.status(), file.toString());
      assertTrue(
          file.headers().get("content-type").startsWith(resource.path("mimetype").asText()),
          file.headers().toString());
    }
    JsonNode found =
        ckan(
            "package_search?rows=1000&start=0&sort=id+asc&fq="
                + encoded("metadata_modified:[2020-01-01T00:00:00Z TO *] +organization:dlh"));
    assertEquals(1, found.path("count").asInt());
    assertEquals("dlh-ispu", found.path("results").get(0).path("name").asText());
    assertEquals(0, ckan("package_search?q=tidakada").path("count").asInt());
    assertEquals(0, ckan("package_search?fq=organization:dishub").path("count").asInt());
    assertEquals("[\"dlh\"]", ckan("organization_list").toString());
    assertEquals(1, ckan("organization_list?all_fields=true").get(0).path("package_count").asInt());
    assertEquals("dlh", ckan("organization_show?id=dlh").path("name").asText());
  }

  @Test
  void ckan_s_own_client_asks_by_posting() {
    Answer answer = stranger.post("/ckan/api/3/action/package_show", Map.of("id", "dlh-ispu"));
    assertEquals(200, answer.status(), answer.toString());
    assertEquals("dlh-ispu", answer.json().path("result").path("name").asText());
  }

  @Test
  void ckan_says_its_errors_in_ckan_s_way() {
    Answer unknown = stranger.get("/ckan/api/3/action/package_show?id=dishub-kamera");
    assertEquals(404, unknown.status());
    assertFalse(unknown.json().path("success").asBoolean());
    assertEquals("Not Found Error", unknown.json().path("error").path("__type").asText());
    Answer missing = stranger.get("/ckan/api/3/action/package_show");
    assertEquals(409, missing.status());
    assertEquals("Missing value", missing.json().path("error").path("id").get(0).asText());
    assertEquals(409, stranger.get("/ckan/api/3/action/package_search?rows=-1").status());
    assertEquals(409, stranger.get("/ckan/api/3/action/package_search?fq=a:b").status());
    assertEquals(404, stranger.get("/ckan/api/3/action/package_create?name=x").status());
    assertEquals(
        400, stranger.post("/ckan/api/3/action/package_show", "application/json", "[").status());
  }

  private static JsonNode sta(String path) {
    return json("/sta/v1.1" + path);
  }

  @Test
  void every_entity_set_of_sensorthings_is_served() {
    JsonNode root = sta("");
    assertEquals(8, root.path("value").size());
    for (JsonNode set : root.path("value")) {
      JsonNode list = follow(set.path("url").asText()).json();
      assertTrue(list.path("value").isArray(), set + " " + list);
      if (!set.path("name").asText().equals("HistoricalLocations")) {
        JsonNode first = list.path("value").get(0);
        assertEquals(first, follow(first.path("@iot.selfLink").asText()).json());
      }
    }
  }

  @Test
  void links_of_an_entity_lead_to_what_they_name() {
    JsonNode thing = sta("/Things").path("value").get(0);
    JsonNode streams = follow(thing.path("Datastreams@iot.navigationLink").asText()).json();
    assertEquals(7, streams.path("value").size(), streams.toString());
    JsonNode stream = streams.path("value").get(0);
    for (String one : List.of("Thing", "Sensor", "ObservedProperty")) {
      JsonNode there = follow(stream.path(one + "@iot.navigationLink").asText()).json();
      assertFalse(there.path("@iot.id").asText().isEmpty(), one + " " + there);
    }
    assertEquals(thing, follow(stream.path("Thing@iot.navigationLink").asText()).json());
    JsonNode observations = follow(stream.path("Observations@iot.navigationLink").asText()).json();
    JsonNode newest = observations.path("value").get(0);
    assertEquals(stream, follow(newest.path("Datastream@iot.navigationLink").asText()).json());
    JsonNode place = follow(newest.path("FeatureOfInterest@iot.navigationLink").asText()).json();
    assertEquals("Point", place.path("feature").path("type").asText());
    Answer name = follow(thing.path("@iot.selfLink").asText() + "/name/$value");
    assertEquals(thing.path("name").asText(), name.body());
  }

  @Test
  void options_choose_order_count_and_expand() {
    JsonNode things = sta("/Things?$count=true&$top=1&$orderby=name%20desc");
    int count = things.path("@iot.count").asInt();
    assertTrue(count > 1, things.toString());
    JsonNode rest = follow(things.path("@iot.nextLink").asText()).json();
    assertNotEquals(things.path("value").get(0), rest.path("value").get(0));
    String name = things.path("value").get(0).path("name").asText();
    JsonNode found =
        sta("/Things?$filter=" + encoded("name eq '" + name + "'") + "&$select=name,id");
    assertEquals(1, found.path("value").size());
    assertEquals(2, found.path("value").get(0).size(), found.toString());
    JsonNode expanded = sta("/Things?$expand=Datastreams/Observations($top=1),Locations");
    for (JsonNode thing : expanded.path("value")) {
      assertEquals(1, thing.path("Locations").size());
      for (JsonNode stream : thing.path("Datastreams")) {
        assertTrue(stream.path("Observations").size() <= 1, stream.toString());
      }
    }
  }

  @Test
  void observations_are_chosen_by_time_and_result_and_paged() {
    JsonNode stream =
        sta("/Datastreams?$filter=" + encoded("substringof('ISPU: ', name)")).path("value").get(0);
    String all = stream.path("Observations@iot.navigationLink").asText();
    JsonNode counted = follow(all + "?$count=true&$top=2").json();
    int count = counted.path("@iot.count").asInt();
    Set<String> seen = new HashSet<>();
    String next = all + "?$top=2&$filter=" + encoded("phenomenonTime le " + time(counted));
    while (next != null) {
      JsonNode page = follow(next).json();
      page.path("value").forEach(o -> assertTrue(seen.add(o.path("@iot.id").asText())));
      next = page.has("@iot.nextLink") ? page.path("@iot.nextLink").asText() : null;
    }
    assertEquals(count, seen.size());
    JsonNode high = follow(all + "?$filter=" + encoded("result gt 1000")).json();
    assertEquals(0, high.path("value").size());
    JsonNode rising = follow(all + "?$orderby=phenomenonTime%20asc&$top=2").json();
    assertTrue(
        rising
                .path("value")
                .get(0)
                .path("phenomenonTime")
                .asText()
                .compareTo(rising.path("value").get(1).path("phenomenonTime").asText())
            < 0);
  }

  private static String time(JsonNode page) {
    return page.path("value").get(0).path("phenomenonTime").asText();
  }

  @Test
  void a_department_creates_observations_and_repeats_them_without_harm() {
    Answer made = center.admin().post("/api/keys", Map.of("kind", "department", "scope", "dlh"));
    Api dlh = new Api(center.base()).withKey(made.json().path("key").asText());
    JsonNode thing = sta("/Things").path("value").get(0);
    JsonNode streams = follow(thing.path("Datastreams@iot.navigationLink").asText()).json();
    String first = streams.path("value").get(0).path("@iot.id").asText();
    String second = streams.path("value").get(1).path("@iot.id").asText();
    String time = "2026-01-02T03:04:05Z";
    Map<String, Object> observation = Map.of("phenomenonTime", time, "result", 41);
    String path = "/sta/v1.1/Datastreams('" + first + "')/Observations";
    assertEquals(401, stranger.post(path, observation).status());
    Answer created = dlh.post(path, observation);
    assertEquals(201, created.status(), created.toString());
    assertEquals(41, follow(created.headers().get("location")).json().path("result").asInt());
    assertEquals(201, dlh.post(path, observation).status());
    assertEquals(409, dlh.post(path, Map.of("phenomenonTime", time, "result", 42)).status());
    Answer other =
        dlh.post(
            "/sta/v1.1/Observations",
            Map.of("phenomenonTime", time, "result", 43, "Datastream", Map.of("@iot.id", second)));
    assertEquals(201, other.status(), other.toString());
    assertEquals(
        41, follow(created.headers().get("location")).json().path("result").asInt(), "kept");
    assertEquals(400, dlh.post(path, Map.of("phenomenonTime", time)).status());
    assertEquals(400, dlh.post(path, Map.of("result", 1)).status());
    assertEquals(501, dlh.post("/sta/v1.1/Things", Map.of("name", "x")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Things?$top=-1",
        "/Things?$nothing=1",
        "/Things?$filter=(",
        "/Things?$expand=Nothing"
      })
  void sensorthings_names_a_wrong_option(String path) {
    assertEquals(400, stranger.get("/sta/v1.1" + path).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Nothing", "/Things('x')", "/Things/x", "/Datastreams('AAAA')/Thing"})
  void sensorthings_has_nothing_else(String path) {
    assertEquals(404, stranger.get("/sta/v1.1" + path).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/datasets",
        "/api/datasets/dlh/ispu",
        "/api/datasets/dlh/ispu/series?measure=ispu",
        "/api/datasets/dlh/ispu/quarantine",
        "/console/",
        "/ogc/../api/datasets"
      })
  void nothing_else_is_open(String path) {
    assertTrue(Set.of(302, 400, 401).contains(stranger.get(path).status()), path);
  }

  @Test
  void drafts_are_closed_to_strangers() {
    assertEquals(403, stranger.get("/api/datasets/dishub/kamera/records").status());
    assertEquals(401, stranger.post("/api/datasets/dlh/ispu/records", List.of()).status());
  }

  private static JsonNode ckan(String action) {
    JsonNode answer = json("/ckan/api/3/action/" + action);
    assertTrue(answer.path("success").asBoolean(), answer.toString());
    assertTrue(answer.has("help"));
    return answer.path("result");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
