package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is named and kept aside; what is good beside it is stored. */
class BadInputIT {
  private static final String RECORDS = Notes.PATH + "/records";
  private static CommandCenter center;
  private Api api;

  @BeforeAll
  static void start() {
    center = CommandCenter.shared();
    Notes.bring(center);
  }

  @BeforeEach
  void signIn() {
    api = center.admin();
  }

  @Test
  void the_good_records_of_a_batch_are_kept_and_the_others_are_in_quarantine() {
    int first = Notes.next();
    int last = Notes.next();
    int bad = Notes.next();
    Answer answer =
        api.post(
            RECORDS,
            List.of(
                Notes.good(first),
                Notes.with(bad, "nilai", "banyak"),
                Notes.with(bad, "warna", "merah"),
                Notes.with(bad, "kelas", "C"),
                Notes.with(bad, "aktif", "mungkin"),
                Notes.with(bad, "waktu", "kemarin"),
                Map.of("waktu", "2026-11-24T00:00:00Z"),
                Notes.good(last)));

    assertEquals(200, answer.status(), answer.toString());
    assertEquals(2, answer.json().path("accepted").asInt(), answer.toString());
    assertEquals(6, answer.json().path("quarantined").asInt(), answer.toString());
    assertEquals(
        List.of("1 nilai", "2 warna", "3 kelas", "4 aktif", "5 waktu", "6 nomor"),
        list(answer.json().path("errors"), e -> e.path("index") + " " + e.path("field").asText()));
    for (JsonNode error : answer.json().path("errors")) {
      assertFalse(error.path("detail").asText().isBlank(), error.toString());
    }
    assertEquals(first, Notes.find(api, first).path("nomor").asInt());
    assertEquals(last, Notes.find(api, last).path("nomor").asInt());
    assertTrue(Notes.find(api, bad).isMissingNode());
    Answer quarantine = api.get(Notes.PATH + "/quarantine?limit=100");
    assertTrue(quarantine.body().contains("banyak"), quarantine.toString());
    assertTrue(quarantine.body().contains("merah"), quarantine.toString());
  }

  @Test
  void swapped_coordinates_are_told_apart_from_places() {
    int good = Notes.next();
    int swapped = Notes.next();
    Answer answer =
        api.post(
            RECORDS,
            List.of(
                Notes.with(good, "tempat", point(109.3446, -0.0352)),
                Notes.with(swapped, "tempat", point(-0.0352, 109.3446))));

    assertEquals(200, answer.status(), answer.toString());
    assertEquals(1, answer.json().path("accepted").asInt(), answer.toString());
    JsonNode error = answer.json().path("errors").path(0);
    assertEquals("tempat", error.path("field").asText());
    assertTrue(error.path("detail").asText().contains("latitude"), error.toString());
    assertTrue(Notes.find(api, swapped).isMissingNode());
  }

  @Test
  void a_latitude_of_the_wrong_sign_is_still_in_the_city_and_is_kept() {
    int number = Notes.next();
    Answer answer =
        api.post(RECORDS, List.of(Notes.with(number, "tempat", point(109.3446, 0.0352))));
    assertEquals(1, answer.json().path("accepted").asInt(), answer.toString());
  }

  @Test
  void a_table_with_other_columns_names_the_columns_expected() {
    Answer answer =
        api.post(RECORDS, "text/csv", "tanggal,stasiun,pm10\n2026-11-24,Pontianak,41\n");
    assertEquals(422, answer.status(), answer.toString());
    assertTrue(answer.body().contains("nomor"), answer.toString());
    assertTrue(answer.body().contains("tanggal"), answer.toString());
  }

  @Test
  void the_good_rows_of_a_table_are_kept() {
    int first = Notes.next();
    int second = Notes.next();
    Answer answer =
        api.post(
            RECORDS,
            "text/csv",
            "nomor,waktu,nilai\n"
                + first
                + ",2026-11-24T01:00:00Z,1.5\n"
                + "tujuh,2026-11-24T01:00:00Z,1.5\n"
                + second
                + ",2026-11-24T01:00:01Z,2.5\n");
    assertEquals(200, answer.status(), answer.toString());
    assertEquals(2, answer.json().path("accepted").asInt(), answer.toString());
    assertEquals(1, answer.json().path("quarantined").asInt(), answer.toString());
    assertEquals(1.5, Notes.find(api, first).path("nilai").asDouble());
  }

  @Test
  void the_good_lines_of_a_stream_are_kept() {
    int first = Notes.next();
    int second = Notes.next();
    Answer answer =
        api.post(
            RECORDS,
            "application/x-ndjson",
            Api.text(Notes.good(first)) + "\n{\"nomor\":\n" + Api.text(Notes.good(second)) + "\n");
    assertEquals(200, answer.status(), answer.toString());
    assertEquals(2, answer.json().path("accepted").asInt(), answer.toString());
    assertEquals(1, answer.json().path("quarantined").asInt(), answer.toString());
  }

  @Test
  void a_batch_with_nothing_acceptable_is_refused_as_a_whole() {
    Answer answer = api.post(RECORDS, List.of(Map.of("warna", "merah")));
    assertEquals(422, answer.status(), answer.toString());
    assertEquals("application/problem+json", answer.headers().get("content-type"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nomor\":1,",
        "[{\"nomor\":1}",
        "{]",
        "nomor=1",
        "'[1,2'",
      })
  void a_body_that_is_no_json_is_a_problem_and_no_stack_trace(String body) {
    Answer answer = api.post(RECORDS, "application/json", body);
    assertTrue(answer.status() == 400 || answer.status() == 422, answer.toString());
    problem(answer);
  }

  @Test
  void a_document_as_deep_as_a_well_is_refused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    Answer answer = api.post(RECORDS, "application/json", deep);
    assertTrue(answer.status() == 400 || answer.status() == 422, answer.toString());
    problem(answer);
  }

  @Test
  void a_number_that_no_column_holds_is_put_aside() {
    int number = Notes.next();
    Answer answer =
        api.post(
            RECORDS,
            "application/json",
            "[{\"nomor\":"
                + number
                + ",\"waktu\":\"2026-11-24T00:00:00Z\",\"nilai\":1e999},"
                + "{\"nomor\":99999999999999999999999,\"waktu\":\"2026-11-24T00:00:00Z\"},"
                + Api.text(Notes.good(Notes.next()))
                + "]");
    assertEquals(200, answer.status(), answer.toString());
    assertEquals(2, answer.json().path("quarantined").asInt(), answer.toString());
  }

  @Test
  void a_document_with_an_external_entity_is_no_way_in() {
    String xxe =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    Answer answer = api.post(RECORDS, "application/xml", xxe);
    assertEquals(415, answer.status(), answer.toString());
    problem(answer);
    assertFalse(answer.body().contains("root:"), answer.toString());
  }

  @Test
  void a_repeated_delivery_changes_nothing() {
    int number = Notes.next();
    String key = "delivery-" + number;
    Api keyed = center.admin().withHeader("Idempotency-Key", key);
    Answer first = keyed.post(RECORDS, List.of(Notes.good(number)));
    Answer again = keyed.post(RECORDS, List.of(Notes.good(number)));
    Answer plain = api.post(RECORDS, List.of(Notes.good(number)));
    Answer other = keyed.post(RECORDS, List.of(Notes.good(Notes.next())));

    assertEquals(200, first.status(), first.toString());
    assertEquals(first.json(), again.json());
    assertEquals(1, plain.json().path("unchanged").asInt(), plain.toString());
    assertEquals(422, other.status(), other.toString());
  }

  @Test
  void an_unknown_dataset_and_an_unknown_filter_are_named() {
    Answer dataset = api.post("/api/datasets/uji/tiada/records", List.of(Notes.good(1)));
    assertEquals(404, dataset.status(), dataset.toString());
    assertTrue(dataset.body().contains("uji/tiada"), dataset.toString());
    Answer filter = api.get(RECORDS + "?warna=merah");
    assertEquals(400, filter.status(), filter.toString());
    assertTrue(filter.body().contains("warna"), filter.toString());
    for (String query :
        List.of("limit=0", "limit=x", "from=kemarin", "bbox=1,2,3", "cursor=abc", "order=x")) {
      Answer answer = api.get(RECORDS + "?" + query);
      assertEquals(400, answer.status(), query + ": " + answer);
      problem(answer);
    }
  }

  @Test
  void an_injected_statement_is_only_a_value() {
    Answer answer = api.get(RECORDS + "?keterangan=x%27%20OR%20%271%27%3D%271");
    assertEquals(200, answer.status(), answer.toString());
    assertEquals(0, answer.json().path("items").size(), answer.toString());
  }

  @Test
  void a_scene_with_faults_is_refused_with_their_places() {
    Answer answer =
        api.put(
            "/api/wall/scenes/coba",
            Map.of(
                "title",
                Map.of("id", "Coba", "en", "Try"),
                "surface",
                "led",
                "widgets",
                List.of(Map.of("id", "a", "type", "map", "x", 7000, "y", 0, "w", 900, "h", 1))));
    assertEquals(422, answer.status(), answer.toString());
    assertEquals("/widgets/0/w", answer.json().path("errors").path(0).path("pointer").asText());
  }

  private static void problem(Answer answer) {
    assertEquals(
        "application/problem+json", answer.headers().get("content-type"), answer.toString());
    assertFalse(answer.json().path("title").asText().isBlank(), answer.toString());
    assertFalse(answer.json().path("detail").asText().isBlank(), answer.toString());
    assertFalse(answer.body().contains("\tat "), answer.toString());
    assertFalse(answer.body().contains("Exception"), answer.toString());
  }

  private static Map<String, Object> point(double longitude, double latitude) {
    return Map.of("type", "Point", "coordinates", List.of(longitude, latitude));
  }

  private static List<String> list(
      JsonNode array, java.util.function.Function<JsonNode, String> text) {
    return StreamSupport.stream(array.spliterator(), false).map(text).toList();
  }
}
