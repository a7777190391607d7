package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
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
  }

  @Test
  void persons_are_masked_and_restricted_datasets_hidden_by_role() {
    deliver(report(20, "Saigon", ""));
    String path = REPORTS + "/records?nomor=20";
    assertTrue(operator.get(path).json().path("items").path(0).path("pelapor").isNull());
    assertEquals(
        "Nama Warga", supervisor.get(path).json().path("items").path(0).path("pelapor").asText());
    for (String format : List.of("csv", "ndjson")) {
      assertFalse(operator.get(path + "&format=" + format).body().contains("Nama Warga"), format);
    }
    assertEquals(403, operator.get(REPORTS + "/records?pelapor.has=Nama").status());
    assertEquals(403, operator.get("/api/datasets/uji/pasien").status());
    assertEquals(200, supervisor.get("/api/datasets/uji/pasien").status());
    assertFalse(operator.get("/api/datasets?limit=500").body().contains("uji/pasien"));
    assertTrue(supervisor.get("/api/datasets?limit=500").body().contains("uji/pasien"));
  }
}
