package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.encoded;
import static id.pcc.itests.standards.Outside.follow;
import static id.pcc.itests.standards.Outside.json;
import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reading part of CKAN's Action API as the guide of CKAN 2.10 describes it (Making an API
 * request; API reference, {@code ckan.logic.action.get}). CKAN has no numbered requirements: the
 * tests are named after its actions.
 */
@ExtendWith(Outside.class)
class CkanIT {
  private static final String ACTION = "/ckan/api/3/action/";

  private static JsonNode result(String action) {
    JsonNode answer = json(ACTION + action);
    assertTrue(answer.path("success").asBoolean(), answer.toString());
    return answer.path("result");
  }

  private static JsonNode error(int status, String type, String action) {
    Answer answer = stranger().get(ACTION + action);
    assertEquals(status, answer.status(), answer.toString());
    assertFalse(answer.json().path("success").asBoolean(true));
    assertEquals(type, answer.json().path("error").path("__type").asText());
    assertFalse(answer.json().has("result"));
    return answer.json().path("error");
  }

  @Test
  @DisplayName("envelope: help, success, result; help_show")
  void an_answer_has_help_success_and_result() {
    Answer answer = stranger().get(ACTION + "package_list");
    assertEquals("application/json;charset=utf-8", answer.headers().get("content-type"));
    assertEquals(3, answer.json().size());
    JsonNode help = follow(answer.json().path("help").asText()).json();
    assertTrue(help.path("result").asText().contains("names"), help.toString());
    error(409, "Validation Error", "help_show");
    error(404, "Not Found Error", "help_show?name=package_create");
  }

  @Test
  @DisplayName("versions: /api/3, and the action without a version")
  void the_version_is_three() {
    assertEquals("{\"version\":3}", stranger().get("/ckan/api/3").body());
    assertEquals(result("package_list"), json("/ckan/api/action/package_list").path("result"));
  }

  @Test
  @DisplayName("status_show")
  void the_site_says_its_name_and_version() {
    JsonNode status = result("status_show");
    assertTrue(status.path("site_title").asText().contains("Pontianak"));
    assertTrue(status.path("ckan_version").asText().startsWith("2.10"));
    assertTrue(status.path("extensions").isArray());
  }

  @Test
  @DisplayName("package_list: limit, offset")
  void only_what_a_walidata_approved_is_a_package() {
    assertEquals("[\"dlh-ispu\"]", result("package_list").toString());
    assertEquals("[]", result("package_list?offset=1").toString());
    assertEquals("[]", result("package_list?limit=0").toString());
    error(409, "Validation Error", "package_list?limit=x");
    error(409, "Validation Error", "package_list?offset=-1");
  }

  @Test
  @DisplayName("package_show: id or name; resources")
  void a_package_is_shown_with_files_that_can_be_fetched() {
    JsonNode shown = result("package_show?id=dlh-ispu");
    assertEquals(shown, result("package_show?id=" + shown.path("id").asText()));
    assertEquals(shown, result("package_show?name_or_id=dlh-ispu"));
    assertEquals("dlh", shown.path("organization").path("name").asText());
    assertEquals(shown.path("owner_org"), shown.path("organization").path("id"));
    assertEquals(shown.path("num_resources").asInt(), shown.path("resources").size());
    assertEquals(shown.path("num_tags").asInt(), shown.path("tags").size());
    assertTrue(
        shown
            .path("metadata_modified")
            .asText()
            .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{6}"));
    for (JsonNode resource : shown.path("resources")) {
      assertEquals(shown.path("id"), resource.path("package_id"));
      Answer file = follow(resource.path("url").asText() + "&limit=5");
      assertEquals(200, file.status(), file.toString());
      assertTrue(
          file.headers().get("content-type").startsWith(resource.path("mimetype").asText()),
          file.headers().toString());
    }
  }

  @Test
  @DisplayName("package_show: extras of Satu Data Indonesia")
  void a_package_says_which_standard_it_follows_and_how_it_can_be_exchanged() {
    Map<String, String> extras = new HashMap<>();
    result("package_show?id=dlh-ispu")
        .path("extras")
        .forEach(each -> extras.put(each.path("key").asText(), each.path("value").asText()));
    assertEquals("Permen LHK P.14/2020 (ISPU)", extras.get("standar_data"));
    assertEquals("CSV (RFC 4180)", extras.get("interoperabilitas"));
    assertFalse(extras.containsKey("kode_referensi"), extras.toString());
  }

  @Test
  @DisplayName("package_show: errors")
  void a_package_that_is_not_there_is_not_found() {
    assertEquals(
        "Not found",
        error(404, "Not Found Error", "package_show?id=dishub-kamera").path("message").asText());
    assertEquals(
        "Missing value", error(409, "Validation Error", "package_show").path("id").get(0).asText());
  }

  @ParameterizedTest
  @DisplayName("package_search: q, fq")
  @ValueSource(
      strings = {
        "",
        "?q=*:*",
        "?q=",
        "?q=ispu",
        "?q=name:dlh-ispu",
        "?fq=organization:dlh",
        "?fq=%2Borganization:dlh%20%2Bname:dlh-ispu",
        "?fq=organization:(dlh%20OR%20dishub)",
        "?fq=organization:%22dlh%22%20AND%20type:dataset",
        "?fq=metadata_modified:%5B2020-01-01T00:00:00Z%20TO%20*%5D",
        "?rows=1000&start=0&sort=id+asc",
        "?sort=score%20desc,%20metadata_modified%20desc",
        "?facet=true&facet.field=%5B%5D&include_private=true"
      })
  void a_search_finds_it(String query) {
    JsonNode found = result("package_search" + query);
    assertEquals(1, found.path("count").asInt(), found.toString());
    assertEquals(result("package_show?id=dlh-ispu"), found.path("results").get(0));
    assertTrue(found.path("search_facets").isObject());
  }

  @ParameterizedTest
  @DisplayName("package_search: q, fq, rows, start")
  @ValueSource(
      strings = {
        "?q=tidakada",
        "?fq=organization:dishub",
        "?fq=metadata_modified:%5B*%20TO%202020-01-01T00:00:00Z%5D",
        "?q=ispu&fq=name:x"
      })
  void a_search_finds_nothing_else(String query) {
    JsonNode found = result("package_search" + query);
    assertEquals(0, found.path("count").asInt());
    assertEquals(0, found.path("results").size());
  }

  @Test
  @DisplayName("package_search: rows, start")
  void a_page_of_a_search_says_how_many_there_are_in_all() {
    for (String page : List.of("rows=0", "start=1")) {
      JsonNode found = result("package_search?" + page);
      assertEquals(1, found.path("count").asInt());
      assertEquals(0, found.path("results").size());
    }
  }

  @ParameterizedTest
  @DisplayName("package_search: Validation Error")
  @ValueSource(
      strings = {
        "rows=-1",
        "rows=x",
        "start=-1",
        "fq=a:b",
        "fq=rubbish",
        "q=a:b",
        "sort=,",
        "sort=nothing",
        "sort=name%20sideways",
        "fq=metadata_modified:x"
      })
  void a_wrong_parameter_of_a_search_is_named(String query) {
    JsonNode error = error(409, "Validation Error", "package_search?" + query);
    assertTrue(error.has(query.substring(0, query.indexOf('='))), error.toString());
  }

  @ParameterizedTest
  @DisplayName("package_search: Search Query Error")
  @ValueSource(strings = {"facet.field=%5B%22organization%22%5D", "unknown=1", "fq_list=x"})
  void facets_and_unknown_parameters_are_refused(String query) {
    JsonNode error = error(400, "Search Query Error", "package_search?" + query);
    String name = query.substring(0, query.indexOf('='));
    assertTrue(error.path("message").asText().contains(name), error.toString());
  }

  @Test
  @DisplayName("organization_list, organization_show")
  void organizations_have_the_packages() {
    assertEquals("[\"dlh\"]", result("organization_list").toString());
    assertEquals("[]", result("organization_list?limit=0").toString());
    assertEquals("[]", result("organization_list?all_fields=true&offset=1").toString());
    JsonNode listed = result("organization_list?all_fields=true").get(0);
    assertEquals(1, listed.path("package_count").asInt());
    JsonNode shown = result("organization_show?id=dlh");
    assertEquals(listed.path("id"), shown.path("id"));
    assertEquals(shown, result("organization_show?id=" + shown.path("id").asText()));
    assertFalse(shown.has("packages"));
    JsonNode full = result("organization_show?id=dlh&include_datasets=true");
    assertEquals("dlh-ispu", full.path("packages").get(0).path("name").asText());
    error(404, "Not Found Error", "organization_show?id=dishub");
    error(409, "Validation Error", "organization_show");
  }

  @Test
  @DisplayName("requests: POST with a JSON dictionary, HEAD")
  void ckan_s_own_client_asks_by_posting() {
    Answer answer = stranger().post(ACTION + "package_show", Map.of("id", "dlh-ispu"));
    assertEquals(200, answer.status(), answer.toString());
    assertEquals("dlh-ispu", answer.json().path("result").path("name").asText());
    String search = "{\"q\":null,\"rows\":1,\"facet.field\":[]}";
    Answer found = stranger().post(ACTION + "package_search", "application/json", search);
    assertEquals(1, found.json().path("result").path("count").asInt(), found.toString());
    assertEquals(200, Outside.head(ACTION + "package_list").status());
  }

  @ParameterizedTest
  @DisplayName("requests: JSON Error")
  @ValueSource(strings = {"[", "[]", "1", "{\"id\":"})
  void a_body_that_is_no_dictionary_is_a_bad_request(String body) {
    Answer answer = stranger().post(ACTION + "package_show", "application/json", body);
    assertEquals(400, answer.status());
    assertTrue(answer.json().asText().startsWith("Bad request - JSON Error"), answer.body());
  }

  @ParameterizedTest
  @DisplayName("actions that are not offered")
  @ValueSource(strings = {"package_create?name=x", "datastore_search?id=x", "user_list", "x"})
  void other_actions_are_not_known(String action) {
    Answer answer = stranger().get(ACTION + action);
    assertEquals(400, answer.status());
    assertEquals(
        "Bad request - Action name not known: " + action.replaceAll("\\?.*", ""),
        answer.json().asText());
  }

  @Test
  @DisplayName("package_search: fq of harvesters")
  void a_harvester_asks_for_what_changed() {
    JsonNode found =
        result(
            "package_search?rows=1000&start=0&sort=id+asc&fq="
                + encoded("metadata_modified:[2020-01-01T00:00:00Z TO *] +organization:dlh"));
    assertEquals(1, found.path("count").asInt());
  }
}
