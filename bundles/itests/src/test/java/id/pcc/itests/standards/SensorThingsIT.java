package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.encoded;
import static id.pcc.itests.standards.Outside.follow;
import static id.pcc.itests.standards.Outside.json;
import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OGC SensorThings API Part 1: Sensing 1.1 (OGC 18-088), requirement by requirement; the
 * requirements are named as the standard names them.
 */
@ExtendWith(Outside.class)
class SensorThingsIT {
  private static final String ROOT = "/sta/v1.1";
  private static final String REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

  private static JsonNode sta(String path) {
    return json(ROOT + path);
  }

  private static JsonNode first(String set) {
    return sta("/" + set + "?$top=1").path("value").get(0);
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.path(member).asText()));
    return texts;
  }

  @Test
  @DisplayName("/req/resource-path/resource-path-to-entities: the service root")
  void every_entity_set_is_at_the_root() {
    JsonNode root = sta("");
    assertEquals(
        Set.of(
            "Things",
            "Locations",
            "HistoricalLocations",
            "Datastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest"),
        Set.copyOf(texts(root.path("value"), "name")));
    for (JsonNode set : root.path("value")) {
      JsonNode list = follow(set.path("url").asText()).json();
      assertTrue(list.path("value").isArray(), set + " " + list);
    }
    assertEquals(200, Outside.head(ROOT).status());
  }

  @Test
  @DisplayName("serverSettings/conformance: only what is served of everything")
  void the_root_declares_what_is_served() {
    List<String> declared = new ArrayList<>();
    sta("").path("serverSettings").path("conformance").forEach(each -> declared.add(each.asText()));
    assertTrue(declared.contains(REQUIREMENTS + "datamodel"), declared.toString());
    for (String offered : List.of("expand", "select", "top", "count", "pagination")) {
      assertTrue(declared.contains(REQUIREMENTS + "request-data/" + offered), offered);
    }
    for (String not :
        List.of(
            "create-update-delete",
            "batch-request",
            "multi-datastream",
            "data-array",
            "receive-updates-via-mqtt",
            "built-in")) {
      assertTrue(declared.stream().noneMatch(each -> each.contains(not)), not);
    }
  }

  @ParameterizedTest
  @DisplayName("/req/datamodel/*/properties, /req/datamodel/*/relations")
  @CsvSource({
    "Things,'name,description','Locations,HistoricalLocations,Datastreams'",
    "Locations,'name,description,encodingType,location','Things,HistoricalLocations'",
    "Datastreams,'name,description,unitOfMeasurement,observationType','Thing,Sensor,"
        + "ObservedProperty,Observations'",
    "Sensors,'name,description,encodingType,metadata',Datastreams",
    "ObservedProperties,'name,definition,description',Datastreams",
    "Observations,'phenomenonTime,resultTime,result','Datastream,FeatureOfInterest'",
    "FeaturesOfInterest,'name,description,encodingType,feature',Observations"
  })
  void an_entity_has_its_properties_and_relations(String set, String properties, String relations) {
    JsonNode entity = first(set);
    for (String property : properties.split(",")) {
      assertTrue(entity.has(property), set + " " + property);
    }
    for (String relation : relations.split(",")) {
      Answer there = follow(entity.path(relation + "@iot.navigationLink").asText());
      assertEquals(200, there.status(), set + " " + relation + " " + there);
    }
  }

  @ParameterizedTest
  @DisplayName("/req/datamodel/entity-control-information/common-control-information")
  @ValueSource(
      strings = {
        "Things",
        "Locations",
        "Datastreams",
        "Sensors",
        "ObservedProperties",
        "Observations",
        "FeaturesOfInterest"
      })
  void an_entity_says_its_id_and_where_it_is(String set) {
    JsonNode entity = first(set);
    assertEquals(entity, follow(entity.path("@iot.selfLink").asText()).json());
    String id = entity.path("@iot.id").asText();
    assertEquals(entity, sta("/" + set + "('" + id + "')"));
    assertEquals(id, sta("/" + set + "('" + id + "')?$select=id").path("@iot.id").asText());
  }

  @Test
  @DisplayName("/req/resource-path/resource-path-to-entities: related entities")
  void links_of_an_entity_lead_to_what_they_name() {
    JsonNode thing = first("Things");
    JsonNode streams = follow(thing.path("Datastreams@iot.navigationLink").asText()).json();
    assertEquals(7, streams.path("value").size(), streams.toString());
    JsonNode stream = streams.path("value").get(0);
    assertEquals(thing, follow(stream.path("Thing@iot.navigationLink").asText()).json());
    JsonNode observations = follow(stream.path("Observations@iot.navigationLink").asText()).json();
    JsonNode newest = observations.path("value").get(0);
    assertEquals(stream, follow(newest.path("Datastream@iot.navigationLink").asText()).json());
    JsonNode place = follow(newest.path("FeatureOfInterest@iot.navigationLink").asText()).json();
    assertEquals("Point", place.path("feature").path("type").asText());
    JsonNode back = follow(place.path("Observations@iot.navigationLink").asText()).json();
    assertFalse(back.path("value").isEmpty());
  }

  @Test
  @DisplayName("/req/resource-path/resource-path-to-entities: property, $value")
  void a_property_is_found_by_its_path() {
    JsonNode thing = first("Things");
    String self = thing.path("@iot.selfLink").asText();
    assertEquals(thing.path("name"), follow(self + "/name").json().path("name"));
    assertEquals(1, follow(self + "/name").json().size());
    Answer name = follow(self + "/name/$value");
    assertEquals(thing.path("name").asText(), name.body());
    assertTrue(name.headers().get("content-type").startsWith("text/plain"));
    assertEquals(404, follow(self + "/nothing").status());
  }

  @Test
  @DisplayName("/req/resource-path/resource-path-to-entities: $ref")
  void references_say_where_entities_are() {
    JsonNode thing = first("Things");
    String streams = thing.path("Datastreams@iot.navigationLink").asText();
    JsonNode references = follow(streams + "/$ref?$top=2&$count=true").json();
    assertEquals(7, references.path("@iot.count").asInt());
    assertEquals(2, references.path("value").size());
    JsonNode whole = follow(streams + "?$top=2").json();
    assertEquals(
        texts(whole.path("value"), "@iot.selfLink"),
        texts(references.path("value"), "@iot.selfLink"));
    references.path("value").forEach(each -> assertEquals(1, each.size()));
    assertEquals(200, follow(references.path("@iot.nextLink").asText()).status());
    JsonNode stream = first("Datastreams");
    assertEquals(
        stream.path("@iot.selfLink"),
        follow(first("Observations").path("Datastream@iot.navigationLink").asText() + "/$ref")
            .json()
            .path("@iot.selfLink"));
    assertEquals(400, follow(streams + "/$ref?$select=name").status());
  }

  @ParameterizedTest
  @DisplayName("/req/request-data/status-code: 404")
  @ValueSource(
      strings = {
        "/Nothing",
        "/Things('x')",
        "/Things(1)",
        "/Things/x",
        "/Things('x')/name",
        "/Datastreams('AAAA')/Thing",
        "/HistoricalLocations('x')",
        "/Things('LTE6YQ')"
      })
  void there_is_nothing_else(String path) {
    assertEquals(404, stranger().get(ROOT + path).status());
  }

  @ParameterizedTest
  @DisplayName("/req/request-data/query-status-code: 400")
  @ValueSource(
      strings = {
        "/Things?$top=-1",
        "/Things?$top=x",
        "/Things?$skip=-1",
        "/Things?$count=maybe",
        "/Things?$nothing=1",
        "/Things?top=1",
        "/Things?$filter=(",
        "/Things?$filter=name%20eq",
        "/Things?$orderby=nothing",
        "/Things?$orderby=name%20sideways",
        "/Things?$select=nothing",
        "/Things?$expand=Nothing",
        "/Things?$expand=Datastreams($nothing=1)",
        "/Things?$expand=Datastreams($select=nothing)",
        "/Observations?$skiptoken=-1.",
        "/Observations?$skiptoken=x",
        "/Observations?$skiptoken=0.AAAA",
        "/Observations?$filter=phenomenonTime%20lt%20%2B99999-01-01T00:00:00Z",
        "?$top=x"
      })
  void a_wrong_option_is_refused(String path) {
    Answer answer = stranger().get(ROOT + path);
    assertEquals(400, answer.status(), answer.toString());
    assertTrue(answer.json().path("detail").asText().length() > 10, answer.toString());
  }

  @ParameterizedTest
  @DisplayName("/req/request-data/query-status-code: 501")
  @ValueSource(
      strings = {
        "/Observations?$orderby=phenomenonTime",
        "/Observations?$skip=1",
        "/Observations?$resultFormat=dataArray",
        "/Things?$filter=geo.distance(location,name)%20lt%201"
      })
  void what_is_not_served_says_so(String path) {
    Answer answer = stranger().get(ROOT + path);
    assertEquals(501, answer.status(), answer.toString());
  }

  @Test
  @DisplayName("/req/request-data/top, /req/request-data/count, /req/request-data/pagination")
  void pages_lead_through_every_entity_once() {
    JsonNode all = sta("/Datastreams?$count=true");
    int count = all.path("@iot.count").asInt();
    assertTrue(count > 7, all.toString());
    assertFalse(sta("/Datastreams").has("@iot.count"));
    assertEquals(0, sta("/Datastreams?$top=0").path("value").size());
    Set<String> seen = new HashSet<>();
    String next = Outside.center().base() + ROOT + "/Datastreams?$top=3";
    while (next != null) {
      JsonNode page = follow(next).json();
      assertTrue(page.path("value").size() <= 3);
      texts(page.path("value"), "@iot.id").forEach(id -> assertTrue(seen.add(id), id));
      next = page.has("@iot.nextLink") ? page.path("@iot.nextLink").asText() : null;
    }
    assertEquals(count, seen.size());
  }

  @Test
  @DisplayName("/req/request-data/skip, /req/request-data/order")
  void some_are_skipped_after_ordering() {
    List<String> ordered = texts(sta("/Datastreams?$orderby=name").path("value"), "name");
    List<String> sorted = new ArrayList<>(ordered);
    sorted.sort(Comparator.naturalOrder());
    assertEquals(sorted, ordered);
    JsonNode part = sta("/Datastreams?$top=2&$skip=3&$orderby=name");
    assertEquals(ordered.subList(3, 5), texts(part.path("value"), "name"));
    assertEquals(0, sta("/Datastreams?$skip=9999").path("value").size());
  }

  @Test
  @DisplayName("/req/request-data/orderby")
  void the_order_may_be_turned() {
    List<String> rising = texts(sta("/Things?$orderby=name%20asc").path("value"), "name");
    List<String> falling = texts(sta("/Things?$orderby=name%20desc").path("value"), "name");
    assertEquals(rising.get(0), falling.get(falling.size() - 1));
    assertNotEquals(rising, falling);
    assertEquals(200, stranger().get(ROOT + "/Things?$orderby=properties/dataset").status());
  }

  @Test
  @DisplayName("/req/request-data/select")
  void only_what_is_selected_comes() {
    JsonNode thing = sta("/Things?$select=name,id&$top=1").path("value").get(0);
    assertEquals(2, thing.size(), thing.toString());
    JsonNode linked = sta("/Things?$select=name,Datastreams&$top=1").path("value").get(0);
    assertTrue(linked.has("Datastreams@iot.navigationLink"), linked.toString());
    assertEquals(2, linked.size(), linked.toString());
  }

  @Test
  @DisplayName("/req/request-data/expand")
  void related_entities_come_inside() {
    JsonNode expanded = sta("/Things?$expand=Datastreams/Observations($top=1),Locations");
    for (JsonNode thing : expanded.path("value")) {
      assertEquals(1, thing.path("Locations").size());
      assertFalse(thing.has("Locations@iot.navigationLink"));
      for (JsonNode stream : thing.path("Datastreams")) {
        assertTrue(stream.path("Observations").size() <= 1, stream.toString());
      }
    }
    JsonNode inner =
        sta("/Things?$top=1&$expand=Datastreams($select=name;$expand=ObservedProperty;$count=true)")
            .path("value")
            .get(0);
    assertEquals(7, inner.path("Datastreams@iot.count").asInt());
    inner.path("Datastreams").forEach(s -> assertTrue(s.path("ObservedProperty").has("name")));
    JsonNode place = sta("/FeaturesOfInterest?$top=1&$expand=Observations($top=1)");
    assertEquals(1, place.path("value").get(0).path("Observations").size());
  }

  @Test
  @DisplayName("/req/request-data/filter")
  void entities_are_chosen_by_their_properties() {
    String name = first("Things").path("name").asText();
    String found = "/Things?$filter=";
    for (String condition :
        List.of(
            "name eq '" + name.replace("'", "''") + "'",
            "startswith(name,'" + name.replace("'", "''") + "')",
            "not (name ne '" + name.replace("'", "''") + "')",
            "id eq '" + first("Things").path("@iot.id").asText() + "' and true")) {
      JsonNode chosen = sta(found + encoded(condition)).path("value");
      assertEquals(1, chosen.size(), condition);
      assertEquals(name, chosen.get(0).path("name").asText());
    }
    assertEquals(0, sta(found + encoded("name eq 'tidak ada'")).path("value").size());
    assertTrue(sta(found + encoded("properties/dataset eq 'ispu'")).path("value").size() > 1);
  }

  @Test
  @DisplayName("/req/request-data/filter, /req/request-data/pagination: Observations")
  void observations_are_chosen_by_time_and_result_and_paged() {
    JsonNode stream =
        sta("/Datastreams?$filter=" + encoded("substringof('ISPU: ', name)")).path("value").get(0);
    String all = stream.path("Observations@iot.navigationLink").asText();
    String newest =
        follow(all + "?$top=1").json().path("value").get(0).path("phenomenonTime").asText();
    String until = "&$filter=" + encoded("phenomenonTime le " + newest);
    int count = follow(all + "?$count=true&$top=0" + until).json().path("@iot.count").asInt();
    Set<String> seen = new HashSet<>();
    String next = all + "?$top=2" + until;
    while (next != null) {
      JsonNode page = follow(next).json();
      texts(page.path("value"), "@iot.id").forEach(id -> assertTrue(seen.add(id), id));
      next = page.has("@iot.nextLink") ? page.path("@iot.nextLink").asText() : null;
    }
    assertEquals(count, seen.size());
    JsonNode high = follow(all + "?$filter=" + encoded("result gt 1000")).json();
    assertEquals(0, high.path("value").size());
    List<String> rising =
        texts(
            follow(all + "?$orderby=phenomenonTime%20asc").json().path("value"), "phenomenonTime");
    for (int i = 1; i < rising.size(); i++) {
      assertTrue(
          OffsetDateTime.parse(rising.get(i)).isAfter(OffsetDateTime.parse(rising.get(i - 1))));
    }
  }

  private static Api department() {
    Answer made =
        Outside.center().admin().post("/api/keys", Map.of("kind", "department", "scope", "dlh"));
    return new Api(Outside.center().base()).withKey(made.json().path("key").asText());
  }

  @Test
  @DisplayName("/req/create-update-delete/create-entity: Observation, Location, repetition")
  void a_department_creates_observations_and_repeats_them_without_harm() {
    Api dlh = department();
    JsonNode streams =
        follow(first("Things").path("Datastreams@iot.navigationLink").asText()).json();
    String one = streams.path("value").get(0).path("@iot.id").asText();
    String two = streams.path("value").get(1).path("@iot.id").asText();
    String time = "2026-01-02T03:04:05Z";
    Map<String, Object> observation = Map.of("phenomenonTime", time, "result", 41);
    String path = ROOT + "/Datastreams('" + one + "')/Observations";
    assertEquals(401, stranger().post(path, observation).status());
    Answer created = dlh.post(path, observation);
    assertEquals(201, created.status(), created.toString());
    assertEquals(41, follow(created.headers().get("location")).json().path("result").asInt());
    assertEquals(201, dlh.post(path, observation).status());
    assertEquals(409, dlh.post(path, Map.of("phenomenonTime", time, "result", 42)).status());
    Answer other =
        dlh.post(
            ROOT + "/Observations",
            Map.of("phenomenonTime", time, "result", 43, "Datastream", Map.of("@iot.id", two)));
    assertEquals(201, other.status(), other.toString());
    assertEquals(
        41, follow(created.headers().get("location")).json().path("result").asInt(), "kept");
    JsonNode place =
        json("/ogc/collections/dlh.ispu/items?datetime=" + time).path("features").get(0);
    assertEquals(
        first("Things").path("@iot.id"),
        follow(created.json().path("Datastream@iot.navigationLink").asText() + "/Thing")
            .json()
            .path("@iot.id"));
    assertEquals(
        follow(created.json().path("FeatureOfInterest@iot.navigationLink").asText())
            .json()
            .path("feature"),
        place.path("geometry"),
        "an observation is about the place of its thing");
  }

  @ParameterizedTest
  @DisplayName("/req/create-update-delete/create-entity: 400")
  @ValueSource(
      strings = {
        "{\"phenomenonTime\":\"2026-01-02T03:04:05Z\"}",
        "{\"result\":1}",
        "{\"phenomenonTime\":\"yesterday\",\"result\":1}",
        "{\"phenomenonTime\":\"+999999999-01-01T00:00:00Z\",\"result\":1}",
        "{\"phenomenonTime\":\"2026-01-02T03:04:05Z\",\"result\":\"x\"}",
        "{\"phenomenonTime\":\"2026-01-02T03:04:05Z\",\"result\":1e999}",
        "[]",
        "{"
      })
  void an_observation_that_is_none_is_refused(String body) {
    String path = first("Datastreams").path("Observations@iot.navigationLink").asText();
    Answer answer = department().post(path.substring(path.indexOf(ROOT)), "application/json", body);
    assertEquals(400, answer.status(), answer.toString());
  }

  @Test
  @DisplayName("/req/create-update-delete: what is not offered")
  void nothing_else_is_created_changed_or_deleted() {
    Api dlh = department();
    assertEquals(501, dlh.post(ROOT + "/Things", Map.of("name", "x")).status());
    assertEquals(501, dlh.put(ROOT + "/Things('x')", Map.of("name", "x")).status());
  }
}
