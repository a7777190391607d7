package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.encoded;
import static id.pcc.itests.standards.Outside.follow;
import static id.pcc.itests.standards.Outside.json;
import static id.pcc.itests.standards.Outside.link;
import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OGC API - Features - Part 1: Core (OGC 17-069r4), requirement by requirement; the requirements
 * are named as the standard names them.
 */
@ExtendWith(Outside.class)
class OgcFeaturesIT {
  private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
  private static final String COLLECTION = "/ogc/collections/dlh.ispu";
  private static final String ITEMS = COLLECTION + "/items";

  private static JsonNode any() {
    return json(ITEMS + "?limit=1").path("features").get(0);
  }

  @Test
  @DisplayName("/req/core/root-op, /req/core/root-success")
  void the_landing_page_leads_to_definition_conformance_and_data() {
    JsonNode landing = json("/ogc");
    assertFalse(landing.path("title").asText().isEmpty());
    for (String relation : List.of("self", "service-desc", "conformance", "data")) {
      assertEquals(200, follow(link(landing, relation)).status(), relation);
    }
    assertEquals(landing, json("/ogc/"));
  }

  @Test
  @DisplayName("/req/core/api-definition-op, /req/core/api-definition-success")
  void the_definition_is_what_the_link_says_it_is() {
    for (JsonNode link : json("/ogc").path("links")) {
      if (link.path("rel").asText().equals("service-desc")) {
        Answer definition = follow(link.path("href").asText());
        assertEquals(200, definition.status());
        assertEquals(link.path("type").asText(), definition.headers().get("content-type"));
      }
    }
  }

  @Test
  @DisplayName("/req/oas30/oas-definition-2, /req/oas30/completeness")
  void the_definition_tells_of_every_path_and_every_parameter() {
    JsonNode definition = json("/ogc/api");
    assertTrue(definition.path("openapi").asText().startsWith("3.0."));
    for (String path :
        List.of(
            "/",
            "/conformance",
            "/collections",
            "/collections/dlh.ispu",
            "/collections/dlh.ispu/items",
            "/collections/dlh.ispu/items/{featureId}")) {
      JsonNode responses = definition.path("paths").path(path).path("get").path("responses");
      assertTrue(responses.has("200") && responses.has("400"), path);
    }
    Set<String> parameters = new HashSet<>();
    definition
        .path("paths")
        .path("/collections/dlh.ispu/items")
        .path("get")
        .path("parameters")
        .forEach(parameter -> parameters.add(parameter.path("name").asText()));
    assertTrue(
        parameters.containsAll(Set.of("limit", "bbox", "datetime", "cursor", "stasiun")),
        parameters.toString());
    for (String name : parameters) {
      assertNotEquals(500, stranger().get(ITEMS + "?" + name + "=1").status(), name);
    }
  }

  @Test
  @DisplayName("/req/core/fc-limit-definition, /req/core/fc-bbox-definition")
  void limit_and_bbox_are_defined_as_the_standard_does() {
    for (JsonNode parameter :
        json("/ogc/api")
            .path("paths")
            .path("/collections/dlh.ispu/items")
            .path("get")
            .path("parameters")) {
      JsonNode schema = parameter.path("schema");
      if (parameter.path("name").asText().equals("limit")) {
        assertEquals("integer", schema.path("type").asText());
        assertEquals(1, schema.path("minimum").asInt());
        assertTrue(schema.path("maximum").asInt() >= schema.path("default").asInt());
      } else if (parameter.path("name").asText().equals("bbox")) {
        assertEquals("array", schema.path("type").asText());
        assertEquals("form", parameter.path("style").asText());
        assertFalse(parameter.path("explode").asBoolean(true));
      }
    }
  }

  @Test
  @DisplayName("/req/core/conformance-op, /req/core/conformance-success")
  void only_what_is_offered_is_declared() {
    List<String> classes = new ArrayList<>();
    json("/ogc/conformance").path("conformsTo").forEach(each -> classes.add(each.asText()));
    assertEquals(List.of(CLASSES + "core", CLASSES + "oas30", CLASSES + "geojson"), classes);
    assertEquals(400, stranger().get(ITEMS + "?f=html").status(), "no HTML, and no class of it");
    assertEquals(400, stranger().get(ITEMS + "?crs=x").status(), "no Part 2, and no class of it");
    assertEquals(
        400, stranger().get(ITEMS + "?filter=x").status(), "no Part 3, and no class of it");
  }

  @ParameterizedTest
  @DisplayName("/req/core/http")
  @ValueSource(
      strings = {"/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", COLLECTION, ITEMS})
  void head_answers_as_get_does_without_a_body(String path) {
    Answer get = stranger().get(path);
    Answer head = Outside.head(path);
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(get.headers().get("content-type"), head.headers().get("content-type"));
  }

  @Test
  @DisplayName("/req/core/http")
  void other_methods_are_not_allowed_and_other_paths_not_found() {
    var admin = Outside.center().admin();
    assertEquals(405, admin.post(ITEMS, Map.of()).status());
    assertEquals(404, stranger().get("/ogc/nothing").status());
    assertEquals(404, stranger().get(COLLECTION + "/nothing").status());
    assertEquals(404, stranger().get("/ogc/collections/nothing").status());
    assertEquals(404, stranger().get("/ogc/collections/nothing/items").status());
  }

  @ParameterizedTest
  @DisplayName("/req/core/query-param-unknown")
  @ValueSource(
      strings = {
        "/ogc?unknown=1",
        "/ogc/api?unknown=1",
        "/ogc/conformance?unknown=1",
        "/ogc/collections?limit=1",
        COLLECTION + "?bbox=1",
        ITEMS + "?unknown=1",
        ITEMS + "?LIMIT=1",
        ITEMS + "/x?limit=1"
      })
  void an_unknown_parameter_is_named(String path) {
    Answer answer = stranger().get(path);
    assertEquals(400, answer.status(), answer.toString());
    String name = path.substring(path.indexOf('?') + 1, path.indexOf('='));
    assertTrue(answer.body().contains("parameter " + name), answer.body());
  }

  @ParameterizedTest
  @DisplayName("/req/core/query-param-invalid")
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=1.5",
        "limit=",
        "limit=1&limit=2",
        "bbox=1,2,3",
        "bbox=1,2,3,x",
        "bbox=109,1,110,-1",
        "bbox=0,0,0,95",
        "bbox=NaN,0,1,1",
        "bbox=0x1,0,1,1",
        "bbox=",
        "datetime=yesterday",
        "datetime=",
        "datetime=..",
        "datetime=../..",
        "datetime=/",
        "datetime=2026-01-01",
        "datetime=%2B99999-01-01T00:00:00Z",
        "datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z",
        "datetime=2026-01-01T00:00:00Z/../..",
        "pm25=x",
        "f=html",
        "cursor=AAAA"
      })
  void a_wrong_parameter_is_named(String query) {
    Answer answer = stranger().get(ITEMS + "?" + query);
    assertEquals(400, answer.status(), answer.toString());
    assertEquals("application/problem+json", answer.headers().get("content-type").split(";")[0]);
    assertTrue(answer.body().contains(query.substring(0, query.indexOf('='))), answer.body());
  }

  @Test
  @DisplayName("/req/core/fc-md-op, /req/core/fc-md-success, /req/core/fc-md-links")
  void only_what_a_walidata_approved_is_a_collection() {
    JsonNode list = json("/ogc/collections");
    assertEquals(200, follow(link(list, "self")).status());
    assertEquals(1, list.path("collections").size(), list.toString());
    assertEquals("dlh.ispu", list.path("collections").get(0).path("id").asText());
    assertEquals(404, stranger().get("/ogc/collections/dishub.kamera").status());
    assertEquals(404, stranger().get("/ogc/collections/dishub.kamera/items").status());
  }

  @Test
  @DisplayName("/req/core/fc-md-items, /req/core/fc-md-items-links")
  void every_collection_leads_to_its_items() {
    for (JsonNode collection : json("/ogc/collections").path("collections")) {
      assertEquals("feature", collection.path("itemType").asText());
      for (JsonNode link : collection.path("links")) {
        assertTrue(link.has("rel") && link.has("type"), link.toString());
      }
      Answer items = follow(link(collection, "items"));
      assertEquals(200, items.status());
      assertEquals("FeatureCollection", items.json().path("type").asText());
    }
  }

  @Test
  @DisplayName("/req/core/fc-md-extent, /req/core/crs84")
  void the_extent_is_where_and_when_the_features_are() {
    JsonNode collection = json(COLLECTION);
    assertEquals(
        "[\"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"]", collection.path("crs").toString());
    JsonNode box = collection.path("extent").path("spatial").path("bbox").get(0);
    JsonNode interval = collection.path("extent").path("temporal").path("interval").get(0);
    OffsetDateTime oldest = OffsetDateTime.parse(interval.get(0).asText());
    for (JsonNode feature : json(ITEMS + "?limit=1000").path("features")) {
      JsonNode place = feature.path("geometry").path("coordinates");
      assertEquals(2, place.size(), feature.toString());
      assertTrue(place.get(0).asDouble() >= box.get(0).asDouble());
      assertTrue(place.get(0).asDouble() <= box.get(2).asDouble());
      assertTrue(place.get(1).asDouble() >= box.get(1).asDouble());
      assertTrue(place.get(1).asDouble() <= box.get(3).asDouble());
      assertFalse(time(feature).isBefore(oldest.toInstant()));
    }
  }

  private static Instant time(JsonNode feature) {
    return OffsetDateTime.parse(feature.path("properties").path("waktu").asText()).toInstant();
  }

  @Test
  @DisplayName("/req/core/sfc-md-op, /req/core/sfc-md-success")
  void a_collection_alone_says_the_same_as_in_the_list() {
    JsonNode listed = json("/ogc/collections").path("collections").get(0);
    JsonNode alone = json(COLLECTION);
    for (String member : List.of("id", "title", "description", "links", "crs", "itemType")) {
      assertEquals(listed.path(member), alone.path(member), member);
    }
  }

  @Test
  @DisplayName("/req/core/fc-op, /req/core/fc-response, /req/geojson/content")
  void features_come_as_geojson() {
    Answer answer = stranger().get(ITEMS);
    assertEquals(200, answer.status());
    assertEquals("application/geo+json", answer.headers().get("content-type"));
    assertEquals("FeatureCollection", answer.json().path("type").asText());
    for (JsonNode feature : answer.json().path("features")) {
      assertEquals("Feature", feature.path("type").asText());
      assertTrue(feature.path("id").isTextual());
      assertEquals("Point", feature.path("geometry").path("type").asText());
      assertTrue(feature.path("properties").isObject());
    }
  }

  @Test
  @DisplayName("/req/core/fc-links, /req/core/fc-rel-type")
  void a_page_says_where_it_is_and_every_link_what_it_leads_to() {
    JsonNode page = json(ITEMS + "?limit=3&stasiun=" + encoded(station()));
    JsonNode again = follow(link(page, "self")).json();
    assertEquals(page.path("features"), again.path("features"));
    for (JsonNode link : page.path("links")) {
      assertTrue(link.has("rel") && link.has("type"), link.toString());
    }
  }

  private static String station() {
    return any().path("properties").path("stasiun").asText();
  }

  @Test
  @DisplayName("/req/core/fc-timeStamp, /req/core/fc-numberReturned, /req/core/fc-numberMatched")
  void a_page_says_when_it_was_made_and_how_many_it_has() {
    JsonNode page = json(ITEMS + "?limit=3");
    Instant made = OffsetDateTime.parse(page.path("timeStamp").asText()).toInstant();
    assertTrue(made.isAfter(Instant.now().minusSeconds(60)), made.toString());
    assertEquals(page.path("features").size(), page.path("numberReturned").asInt());
    assertFalse(page.has("numberMatched"), "it may be left out, and is: it would be counted anew");
  }

  @ParameterizedTest
  @DisplayName("/req/core/fc-limit-response-1")
  @ValueSource(strings = {"1", "3", "10000", "100000", "99999999999999999999"})
  void no_more_come_than_were_asked_for_and_a_high_limit_is_no_error(String limit) {
    int returned = json(ITEMS + "?limit=" + limit).path("numberReturned").asInt();
    assertTrue(limit.length() > 2 ? returned > 20 : returned <= Integer.parseInt(limit));
  }

  @Test
  @DisplayName("/req/core/fc-links, /rec/core/fc-next-1 to -3")
  void pages_lead_through_every_feature_once() {
    Set<String> seen = new HashSet<>();
    String newest = any().path("properties").path("waktu").asText();
    String next = Outside.center().base() + ITEMS + "?limit=7&datetime=" + encoded("../" + newest);
    int pages = 0;
    while (next != null) {
      JsonNode page = follow(next).json();
      assertTrue(page.path("features").size() <= 7 && !page.path("features").isEmpty());
      page.path("features").forEach(f -> assertTrue(seen.add(f.path("id").asText()), "twice"));
      next = link(page, "next");
      pages++;
    }
    assertTrue(pages > 2, pages + " pages of " + seen.size());
  }

  @Test
  @DisplayName("/req/core/fc-bbox-response")
  void only_what_meets_the_box_comes() {
    JsonNode one = any();
    double x = one.path("geometry").path("coordinates").get(0).asDouble();
    double y = one.path("geometry").path("coordinates").get(1).asDouble();
    String box = (x - 0.0001) + "," + (y - 0.0001) + "," + (x + 0.0001) + "," + (y + 0.0001);
    JsonNode near = json(ITEMS + "?bbox=" + box);
    assertTrue(near.path("numberReturned").asInt() > 0);
    near.path("features").forEach(f -> assertEquals(one.path("geometry"), f.path("geometry")));
    String high =
        (x - 0.0001) + "," + (y - 0.0001) + ",-5," + (x + 0.0001) + "," + (y + 0.0001) + ",5";
    assertTrue(json(ITEMS + "?bbox=" + high).path("numberReturned").asInt() > 0);
    String elsewhere = (-x) + "," + y + "," + (-x) + "," + y;
    assertEquals(0, json(ITEMS + "?bbox=" + elsewhere).path("numberReturned").asInt());
    assertEquals(0, json(ITEMS + "?bbox=170,-1,-170,1").path("numberReturned").asInt());
    assertTrue(json(ITEMS + "?bbox=100,-1,-170,1").path("numberReturned").asInt() > 0);
  }

  @Test
  @DisplayName("/req/core/fc-time-definition, /req/core/fc-time-response")
  void only_what_meets_the_time_comes() {
    JsonNode newest = any();
    String time = newest.path("properties").path("waktu").asText();
    JsonNode then = json(ITEMS + "?datetime=" + encoded(time));
    assertTrue(then.path("numberReturned").asInt() > 0);
    then.path("features").forEach(f -> assertEquals(time(newest), time(f)));
    for (String open : List.of("../", "/")) {
      json(ITEMS + "?datetime=" + encoded(open + time))
          .path("features")
          .forEach(f -> assertFalse(time(f).isAfter(time(newest))));
    }
    for (String open : List.of("/..", "/")) {
      JsonNode after = json(ITEMS + "?datetime=" + encoded(time + open));
      assertTrue(after.path("numberReturned").asInt() > 0);
      after.path("features").forEach(f -> assertFalse(time(f).isBefore(time(newest))));
    }
    JsonNode both = json(ITEMS + "?datetime=" + encoded(time + "/" + time));
    assertEquals(then.path("features"), both.path("features"));
    JsonNode before = json(ITEMS + "?datetime=" + encoded("../2000-01-01T00:00:00Z"));
    assertEquals(0, before.path("numberReturned").asInt());
  }

  @Test
  @DisplayName("/rec/core/fc-filters")
  void a_field_chooses_what_has_its_value() {
    String station = station();
    JsonNode chosen = json(ITEMS + "?stasiun=" + encoded(station));
    assertTrue(chosen.path("numberReturned").asInt() > 0);
    chosen
        .path("features")
        .forEach(f -> assertEquals(station, f.path("properties").path("stasiun").asText()));
  }

  @Test
  @DisplayName("/req/core/f-op, /req/core/f-success, /req/core/f-links")
  void a_feature_is_found_by_its_name() {
    JsonNode feature = any();
    Answer answer = stranger().get(ITEMS + "/" + feature.path("id").asText());
    assertEquals(200, answer.status());
    assertEquals("application/geo+json", answer.headers().get("content-type"));
    JsonNode alone = answer.json();
    assertEquals(feature.path("id"), alone.path("id"));
    assertEquals(feature.path("properties"), alone.path("properties"));
    assertEquals(feature.path("geometry"), alone.path("geometry"));
    assertEquals(alone, follow(link(alone, "self")).json());
    assertEquals("dlh.ispu", follow(link(alone, "collection")).json().path("id").asText());
    assertNotNull(alone.get("type"));
  }

  @ParameterizedTest
  @DisplayName("/req/core/f-success")
  @ValueSource(strings = {"bm90aGluZw", "x", "LTE6YQ", "%00", "MTphMToy"})
  void there_is_no_other_feature(String id) {
    int status = stranger().get(ITEMS + "/" + id).status();
    assertTrue(status == 404 || id.equals("%00") && status == 400, id + " " + status);
  }
}
