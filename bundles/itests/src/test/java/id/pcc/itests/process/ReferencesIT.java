package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.LiveStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reference codes over HTTP, and who sees which data of a catalogue. */
class ReferencesIT {
  private static final String REPORTS = "/api/datasets/uji/laporan";
  private static Api admin;
  private static Api operator;
  private static Api supervisor;
  private static Api walidata;

  @BeforeAll
  static void start() {
    CommandCenter center = CommandCenter.shared();
    Notes.bring(center);
    admin = center.admin();
    operator = account(center, "operator");
    supervisor = account(center, "supervisor");
    walidata = account(center, "walidata");
    Await.value(
        "the city's tables are there",
        Duration.ofSeconds(30),
        () -> admin.get("/api/references/kelurahan"),
        answer -> answer.status() == 200);
    Await.value(
        "uji/laporan is there",
        Duration.ofSeconds(30),
        () -> admin.get(REPORTS),
        answer -> answer.status() == 200);
  }

  private static Api account(CommandCenter center, String role) {
    String user = "acuan_" + role;
    Answer made =
        center.admin().post("/api/accounts", Map.of("user", user, "name", user, "role", role));
    assertTrue(made.status() < 300, made.toString());
    return new Api(center.base()).signIn(user, made.json().path("password").asText());
  }

  private static Map<String, Object> market(String code, String title, String bps) {
    return Map.of(
        "code", code, "title", Map.of("id", title, "en", title), "codes", Map.of("bps", bps));
  }

  private static Map<String, Object> table(int version, List<Map<String, Object>> rows) {
    return Map.of(
        "title",
        Map.of("id", "Pasar", "en", "Markets"),
        "source",
        "Diskumdag Kota Pontianak",
        "system",
        "kota",
        "version",
        version,
        "rows",
        rows);
  }

  private static Answer crosswalk(String query) {
    return operator.get("/api/references/kelurahan/crosswalk?" + query);
  }

  @Test
  void the_areas_of_the_city_have_the_codes_of_both_systems() {
    JsonNode kelurahan = operator.get("/api/references/kelurahan").json();
    assertEquals(29, kelurahan.path("rows").size());
    assertEquals("[\"kemendagri\",\"bps\"]", kelurahan.path("systems").toString());
    assertEquals("kecamatan", kelurahan.path("parents").asText());
    assertEquals(6, operator.get("/api/references/kecamatan").json().path("rows").size());
    assertTrue(operator.get("/api/references").json().path("items").size() >= 2);
  }

  @Test
  void a_code_is_found_in_the_other_system() {
    String codes = "{\"kemendagri\":\"61.71.01.1005\",\"bps\":\"6171010006\"}";
    for (String query :
        List.of(
            "from=kemendagri&code=61.71.01.1005",
            "from=bps&code=6171010006",
            "code=6171010006",
            "code=kotabaru",
            "code=Kelurahan%20Kota%20Baru")) {
      Answer answer = crosswalk(query);
      assertEquals(200, answer.status(), query + answer);
      assertEquals(codes, answer.json().path("codes").toString(), query);
      assertEquals("61.71.01", answer.json().path("parent").asText());
    }
    assertEquals(404, crosswalk("from=kemendagri&code=6171010006").status());
    assertEquals(404, crosswalk("code=Sambas").status());
    assertEquals(400, crosswalk("from=pos&code=78115").status());
    assertEquals(400, crosswalk("from=bps").status());
    assertEquals(404, operator.get("/api/references/tidak_ada/crosswalk?code=1").status());
  }

  @Test
  void a_walidata_keeps_tables_and_nobody_else_does() {
    String path = "/api/references/pasar_uji";
    List<Map<String, Object>> rows = new ArrayList<>(List.of(market("P1", "=Flamboyan", "1")));
    assertEquals(403, operator.put(path, table(0, rows)).status());
    assertEquals(403, supervisor.put(path, table(0, rows)).status());
    assertEquals(1, walidata.put(path, table(0, rows)).json().path("version").asInt());
    rows.add(market("P2", "Mawar", "2"));
    assertEquals(409, walidata.put(path, table(0, rows)).status());
    assertEquals(2, walidata.put(path, table(1, rows)).json().path("version").asInt());
    assertEquals(2, operator.get(path + "/versions").json().path("items").size());
    assertEquals(1, operator.get(path + "?version=1").json().path("rows").size());
    Answer csv = operator.get(path + "?format=csv");
    assertEquals(
        "code,title_id,title_en,parent,bps\r\nP1,'=Flamboyan,'=Flamboyan,,1\r\nP2,Mawar,Mawar,,2\r\n",
        csv.body());
    assertTrue(csv.headers().get("content-disposition").contains("pasar_uji.csv"));
    String acts = admin.get("/api/audit?limit=200").body();
    assertTrue(acts.contains("pasar_uji") && acts.contains("acuan_walidata"), acts);
  }

  @Test
  void a_walidata_deletes_a_table_that_nothing_uses_and_takes_it_back() {
    String path = "/api/references/salah_ketik";
    List<Map<String, Object>> rows = List.of(market("P1", "Flamboyan", "1"));
    assertEquals(1, walidata.put(path, table(0, rows)).json().path("version").asInt());
    assertEquals(403, supervisor.delete(path + "?version=1").status());
    assertEquals(400, walidata.delete(path).status());
    assertEquals(409, walidata.delete(path + "?version=2").status());
    Answer deleted = walidata.delete(path + "?version=1");
    assertEquals(2, deleted.json().path("version").asInt(), deleted.toString());
    assertEquals(404, operator.get(path).status());
    assertEquals(404, walidata.delete(path + "?version=2").status());
    assertFalse(operator.get("/api/references").body().contains("salah_ketik"));
    assertTrue(
        operator.get(path + "/versions").json().at("/items/0/deleted").asBoolean(), "the versions");
    assertEquals(1, operator.get(path + "?version=1").json().path("rows").size());
    assertEquals(3, walidata.put(path, table(0, rows)).json().path("version").asInt());
    assertEquals(200, operator.get(path).status());
    List<String> acts = new ArrayList<>();
    admin
        .get("/api/audit?limit=200")
        .json()
        .path("items")
        .forEach(act -> acts.add(act.path("action").asText() + " " + act.path("object").asText()));
    assertTrue(acts.contains("DELETE " + path), acts.toString());
  }

  @Test
  void a_table_that_does_not_hold_together_is_refused_with_its_row() {
    Answer twice =
        walidata.put(
            "/api/references/salah",
            table(0, List.of(market("P1", "Satu", "1"), market("P1", "Dua", "2"))));
    assertEquals(400, twice.status());
    assertTrue(twice.json().path("detail").asText().startsWith("row 2: the code"), twice.body());
    assertEquals(400, walidata.put("/api/references/Salah-1", table(0, List.of())).status());
    assertEquals(400, walidata.put("/api/references/salah", List.of()).status());
    Answer shipped =
        walidata.put("/api/references/kelurahan", table(1, List.of(market("P1", "Satu", "1"))));
    assertEquals(409, shipped.status(), shipped.toString());
    assertEquals(409, walidata.delete("/api/references/kelurahan?version=1").status());
    assertEquals(404, operator.get("/api/references/salah").status());
  }

  private static Map<String, Object> report(int number, String kelurahan, String market) {
    return Map.of(
        "nomor",
        number,
        "waktu",
        "2026-11-24T10:00:00+07:00",
        "kelurahan",
        kelurahan,
        "pasar",
        market,
        "pelapor",
        "Nama Warga");
  }

  private static Answer deliver(Map<String, Object> record) {
    return admin.post(REPORTS + "/records", List.of(record));
  }

  private static String missing() {
    return admin.get(REPORTS).json().path("missing").toString();
  }

  @Test
  void what_is_no_code_is_quarantined_and_a_missing_table_only_warns() {
    String unknown = "{\"part\":\"reference\",\"what\":\"table\",\"fields\":[\"pasar\"]}";
    assertTrue(missing().contains(unknown), missing());
    assertTrue(missing().contains("\"standard\""), missing());
    int number = 0;
    for (String kelurahan :
        List.of("61.71.01.1005", "6171010006", "Kota  Baru", "61.71.01.1005 61.71.01.1006")) {
      Answer good = deliver(report(++number, kelurahan, "apa saja"));
      assertEquals(1, good.json().path("accepted").asInt(), kelurahan + good);
    }
    assertEquals(
        "Kota  Baru",
        admin
            .get(REPORTS + "/records?nomor=3")
            .json()
            .path("items")
            .path(0)
            .path("kelurahan")
            .asText());
    Answer bad = deliver(report(9, "61.71.01.9999", "apa saja"));
    JsonNode error = bad.json().path("errors").path(0);
    assertEquals("/0/kelurahan", error.path("pointer").asText(), bad.toString());
    assertTrue(error.path("detail").asText().contains("reference table kelurahan"), bad.body());
    assertEquals(
        2,
        operator.get(REPORTS + "/records?kelurahan.has=61.71.01.1005").json().path("items").size());
    walidata.put("/api/references/pasar_kota", table(0, List.of(market("P1", "Flamboyan", "1"))));
    assertFalse(missing().contains(unknown), missing());
    assertEquals(1, deliver(report(10, "Saigon", "P1")).json().path("accepted").asInt());
    assertEquals(1, deliver(report(11, "Saigon", "P9")).json().path("errors").size());
    Answer used = walidata.delete("/api/references/pasar_kota?version=1");
    assertEquals(409, used.status(), used.toString());
    assertTrue(used.body().contains("uji/laporan.pasar"), used.body());
  }

  @Test
  void persons_are_masked_and_restricted_datasets_hidden_by_role() {
    deliver(report(20, "Saigon", ""));
    String path = REPORTS + "/records?nomor=20";
    assertTrue(operator.get(path).json().path("items").path(0).path("pelapor").isNull());
    assertEquals(
        "Nama Warga", supervisor.get(path).json().path("items").path(0).path("pelapor").asText());
    for (String format : List.of("csv", "ndjson", "geojson")) {
      assertFalse(operator.get(path + "&format=" + format).body().contains("Nama Warga"), format);
    }
    assertEquals(403, operator.get(REPORTS + "/records?pelapor.has=Nama").status());
    assertEquals(403, operator.get("/api/datasets/uji/pasien").status());
    assertEquals(200, supervisor.get("/api/datasets/uji/pasien").status());
    assertFalse(operator.get("/api/datasets?limit=500").body().contains("uji/pasien"));
    assertTrue(supervisor.get("/api/datasets?limit=500").body().contains("uji/pasien"));
  }

  @Test
  void persons_are_masked_on_every_other_way_out() throws Exception {
    String topic = "dataset:uji/laporan";
    try (LiveStream operators = LiveStream.open(operator, topic, null);
        LiveStream supervisors = LiveStream.open(supervisor, topic, null)) {
      deliver(report(30, "Saigon", ""));
      for (LiveStream each : List.of(operators, supervisors)) {
        Await.until("30 is heard", Duration.ofSeconds(20), () -> heard(each, topic, 30) != null);
      }
      assertTrue(heard(operators, topic, 30).path("pelapor").isNull());
      assertEquals("Nama Warga", heard(supervisors, topic, 30).path("pelapor").asText());
      String before = operators.lastId();
      deliver(report(31, "Saigon", ""));
      try (LiveStream late = LiveStream.open(operator, topic, before)) {
        Await.until("31 is heard", Duration.ofSeconds(20), () -> heard(late, topic, 31) != null);
        assertTrue(heard(late, topic, 31).path("pelapor").isNull(), "the past too");
      }
      assertEquals(
          "403",
          assertThrows(
                  IOException.class,
                  () -> LiveStream.open(operator, "dataset:uji/pasien", null).close())
              .getMessage()
              .replaceAll("\\D+", ""));
    }
    String lineage = REPORTS + "/lineage?nomor=30&waktu=2026-11-24T10:00:00%2B07:00";
    assertTrue(operator.get(lineage).json().at("/record/pelapor").isNull());
    assertEquals("Nama Warga", supervisor.get(lineage).json().at("/record/pelapor").asText());
    assertEquals(403, operator.get(REPORTS + "/quarantine").status());
    assertEquals(200, supervisor.get(REPORTS + "/quarantine").status());
    assertFalse(operator.get(REPORTS + "/records?latest=true").body().contains("Nama Warga"));
  }

  private static JsonNode heard(LiveStream stream, String topic, int number) {
    return stream.records(topic).stream()
        .filter(record -> record.path("nomor").asInt() == number)
        .findFirst()
        .orElse(null);
  }

  @Test
  void persons_are_masked_in_the_operations_console_whoever_looks() throws IOException {
    deliver(report(40, "Saigon", ""));
    for (String person : List.of("tamu", "pengawas")) {
      try (Shell shell = new Shell(CommandCenter.shared(), person)) {
        String shown = shell.run("pcc:tail uji/laporan -n 1000");
        assertTrue(shown.contains("disamarkan"), shown);
        assertFalse(shown.contains("Nama Warga"), shown);
        String restricted = shell.run("pcc:tail uji/pasien");
        assertTrue(restricted.contains("restricted"), restricted);
      }
    }
  }

  @Test
  void records_are_deleted_by_filter_with_their_number_and_a_reason_in_the_audit() {
    deliver(report(50, "Saigon", ""));
    deliver(report(51, "Akcaya", ""));
    String path = REPORTS + "/deletions?nomor=50";
    assertEquals(403, supervisor.post(path, Map.of()).status());
    Answer tried = admin.post(path, Map.of());
    assertEquals(1, tried.json().path("number").asInt(), tried.toString());
    assertFalse(tried.json().path("deleted").asBoolean());
    String reason = "Diminta oleh pelapor, surat 12/2026";
    assertEquals(400, admin.post(path, Map.of("number", 1)).status());
    assertEquals(409, admin.post(path, Map.of("number", 2, "reason", reason)).status());
    assertEquals(1, admin.get(REPORTS + "/records?nomor=50").json().path("items").size());
    Answer done = admin.post(path, Map.of("number", 1, "reason", reason));
    assertTrue(done.json().path("deleted").asBoolean(), done.toString());
    assertEquals(0, admin.get(REPORTS + "/records?nomor=50").json().path("items").size());
    assertEquals(1, admin.get(REPORTS + "/records?nomor=51").json().path("items").size());
    assertTrue(admin.get("/api/audit?limit=200").body().contains(reason));
  }

  @Test
  void an_admin_says_for_how_long_a_dataset_is_kept() {
    String path = REPORTS + "/retention";
    Map<String, Object> lengths = Map.of("raw", "P90D", "hour", "P400D");
    assertEquals(403, supervisor.put(path, lengths).status());
    assertEquals(400, admin.put(path, Map.of("raw", "90 hari")).status());
    Answer kept = admin.put(path, lengths);
    assertTrue(kept.json().path("setBy").asText().endsWith("admin"), kept.toString());
    assertTrue(operator.get(path).body().contains("PT9600H"), operator.get(path).body());
    assertEquals(200, admin.delete(path).status());
    assertTrue(operator.get(path).json().path("setBy").isNull());
  }
}
