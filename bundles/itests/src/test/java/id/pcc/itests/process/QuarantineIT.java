package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was refused is found, repaired and stored, and its way is known afterwards. */
class QuarantineIT {
  private static final String QUARANTINE = Notes.PATH + "/quarantine";
  private static Api api;

  @BeforeAll
  static void start() {
    CommandCenter center = CommandCenter.shared();
    Notes.bring(center);
    api = center.admin();
  }

  private static Map<String, Object> bad(int number, String mark, Object value) {
    Map<String, Object> record = Notes.with(number, "nilai", value);
    record.put("keterangan", mark);
    return record;
  }

  private static String of(String mark) {
    return "?text=" + mark;
  }

  /** The other half of a record's key. */
  private static String when(int number) {
    return "&waktu=" + Notes.good(number).get("waktu");
  }

  private static Map<String, Object> steps(Object... steps) {
    return Map.of("steps", List.of(steps));
  }

  private static Map<String, Object> counted(Map<String, Object> body, long number) {
    Map<String, Object> all = new java.util.HashMap<>(body);
    all.put("number", number);
    return all;
  }

  @Test
  void rows_are_filtered_grouped_and_paged() {
    String mark = "saring-" + Notes.next();
    api.post(
        Notes.PATH + "/records",
        List.of(
            bad(Notes.next(), mark, "1.250,5"),
            bad(Notes.next(), mark, "TIDAK ADA DATA"),
            bad(Notes.next(), mark, List.of())));
    JsonNode page = api.get(QUARANTINE + of(mark) + "&limit=2").json();
    assertEquals(2, page.path("items").size(), page.toString());
    JsonNode rest =
        api.get(QUARANTINE + of(mark) + "&limit=2&cursor=" + page.path("next").asText()).json();
    assertEquals(1, rest.path("items").size(), rest.toString());
    JsonNode groups = api.get(QUARANTINE + "/groups" + of(mark)).json().path("items");
    assertEquals(3, groups.path(0).path("rows").asInt(), groups.toString());
    assertEquals("nilai", groups.path(0).path("field").asText());
    assertEquals("number.decimal", groups.path(0).path("code").asText());
    assertTrue(
        groups.path(0).path("text").path("id").asText().startsWith("seharusnya bilangan"),
        groups.toString());
    JsonNode first = page.path("items").path(0);
    assertEquals("1.250,5", first.path("arguments").path("value").asText(), first.toString());
    assertEquals(
        first.path("reason").asText(), first.path("text").path("en").asText(), first.toString());
    String kind = URLEncoder.encode(groups.path(0).path("kind").asText(), StandardCharsets.UTF_8);
    assertEquals(
        3,
        api.get(QUARANTINE + of(mark) + "&field=nilai&kind=" + kind).json().path("items").size());
    assertEquals(0, api.get(QUARANTINE + of(mark) + "&field=").json().path("items").size());
    for (String query : List.of("warna=x", "ids=a", "from=kemarin", "cursor=-1")) {
      assertEquals(400, api.get(QUARANTINE + "?" + query).status(), query);
    }
  }

  @Test
  void a_repair_is_tried_confirmed_and_on_record() {
    int number = Notes.next();
    String mark = "perbaiki-" + number;
    api.post(
        Notes.PATH + "/records",
        List.of(bad(number, mark, "1.250,5"), bad(Notes.next(), mark, "banyak")));
    Map<String, Object> body = steps(Map.of("do", "number", "field", "nilai", "form", "id"));

    Answer tried = api.post(QUARANTINE + "/repairs" + of(mark), body);
    assertEquals(200, tried.status(), tried.toString());
    assertEquals(2, tried.json().path("number").asInt(), tried.toString());
    assertEquals(1, tried.json().path("accepted").asInt(), tried.toString());
    assertEquals(1250.5, tried.json().at("/examples/0/after/nilai").asDouble(), tried.toString());
    assertTrue(Notes.find(api, number).isMissingNode(), "nothing is stored by trying");
    assertEquals(409, api.post(QUARANTINE + "/repairs" + of(mark), counted(body, 7)).status());

    Answer done = api.post(QUARANTINE + "/repairs" + of(mark), counted(body, 2));
    assertEquals(200, done.status(), done.toString());
    assertEquals(1, done.json().path("accepted").asInt(), done.toString());
    assertEquals(1, done.json().path("quarantined").asInt(), done.toString());
    JsonNode record = Notes.find(api, number);
    assertEquals(1250.5, record.path("nilai").asDouble(), record.toString());

    JsonNode lineage = api.get(Notes.PATH + "/lineage?nomor=" + number + when(number)).json();
    assertEquals("quarantine", lineage.at("/delivery/source").asText(), lineage.toString());
    assertEquals("number", lineage.at("/delivery/repair/steps/0/do").asText());
    assertTrue(lineage.at("/original/raw").asText().contains("1.250,5"), lineage.toString());
    JsonNode delivery = api.get(Notes.PATH + "/deliveries/" + record.path("_seq").asText()).json();
    assertEquals(1, delivery.path("quarantineIds").size(), delivery.toString());
    String audit = api.get("/api/audit?limit=20").body();
    assertTrue(audit.contains(mark) && audit.contains("steps"), audit);
  }

  @Test
  void a_repair_that_cannot_be_understood_names_the_step() {
    Answer answer =
        api.post(QUARANTINE + "/repairs", steps(Map.of("do", "number", "field", "nilai")));
    assertEquals(400, answer.status(), answer.toString());
    assertTrue(answer.body().contains("steps/0/form"), answer.toString());
    assertEquals(400, api.post(QUARANTINE + "/repairs", Map.of()).status());
    assertEquals(400, api.post(QUARANTINE + "/repairs", steps("x")).status());
  }

  @Test
  void discarding_takes_a_reason_and_the_number() {
    String mark = "buang-" + Notes.next();
    api.post(Notes.PATH + "/records", List.of(bad(Notes.next(), mark, "x")));
    String path = QUARANTINE + "/discards" + of(mark);
    assertEquals(1, api.post(path, Map.of()).json().path("number").asInt());
    assertEquals(400, api.post(path, Map.of("number", 1, "reason", "salah")).status());
    Map<String, Object> two = Map.of("number", 2, "reason", "baris percobaan saja");
    assertEquals(409, api.post(path, two).status());
    Answer done = api.post(path, Map.of("number", 1, "reason", "baris percobaan saja"));
    assertTrue(done.json().path("dropped").asBoolean(), done.toString());
    assertEquals(0, api.get(QUARANTINE + of(mark)).json().path("items").size());
    assertTrue(api.get("/api/audit?limit=20").body().contains("baris percobaan saja"));
  }

  @Test
  void a_record_tells_its_delivery_and_deliveries_are_listed_newest_first() {
    int first = Notes.next();
    Api keyed = CommandCenter.shared().admin().withHeader("Idempotency-Key", "asal-" + first);
    keyed.post(Notes.PATH + "/records", List.of(Notes.good(first)));
    api.post(Notes.PATH + "/records", List.of(Notes.good(Notes.next())));
    JsonNode lineage = api.get(Notes.PATH + "/lineage?nomor=" + first + when(first)).json();
    assertEquals("asal-" + first, lineage.at("/delivery/key").asText(), lineage.toString());
    assertTrue(lineage.at("/delivery/source").asText().startsWith("HTTP"), lineage.toString());
    assertTrue(lineage.path("original").isNull(), lineage.toString());
    JsonNode page = api.get(Notes.PATH + "/deliveries?limit=1").json();
    JsonNode next =
        api.get(Notes.PATH + "/deliveries?limit=1&cursor=" + page.path("next").asText()).json();
    assertTrue(
        page.at("/items/0/seq").asLong() > next.at("/items/0/seq").asLong(), page.toString());
    assertEquals(400, api.get(Notes.PATH + "/lineage?nilai=1").status());
    assertEquals(404, api.get(Notes.PATH + "/deliveries/1").status());
  }

  @Test
  void a_route_is_named_by_the_records_that_it_brought() {
    JsonNode delivery = api.get("/api/datasets/dlh/ispu/deliveries?limit=1").json();
    assertFalse(delivery.at("/items/0/route").asText("").isBlank(), delivery.toString());
  }

  @Test
  void a_stranger_sees_neither_refused_rows_nor_who_delivered() {
    Api stranger = new Api(api.base());
    for (String path :
        List.of(
            QUARANTINE,
            QUARANTINE + "/groups",
            Notes.PATH + "/deliveries",
            Notes.PATH + "/lineage?nomor=1",
            "/api/datasets/uji/intake")) {
      int status = stranger.get(path).status();
      assertTrue(status == 401 || status == 403, path + " " + status);
    }
    int status = stranger.post(QUARANTINE + "/repairs", steps()).status();
    assertTrue(status == 401 || status == 403, "" + status);
  }

  @Test
  void what_came_in_is_accounted_for() {
    api.post(
        Notes.PATH + "/records",
        List.of(Notes.good(Notes.next()), bad(Notes.next(), "hitung", "x")));
    JsonNode intake = api.get("/api/datasets/uji/intake").json();
    assertTrue(intake.path("reconciles").asBoolean(), intake.toString());
    assertEquals(
        intake.path("received").asLong(),
        List.of("accepted", "unchanged", "quarantined", "refused", "queued").stream()
            .mapToLong(part -> intake.path(part).asLong())
            .sum(),
        intake.toString());
    String metrics = api.get("/metrics").body();
    assertTrue(metrics.contains("pcc_queue_level"), metrics);
  }
}
