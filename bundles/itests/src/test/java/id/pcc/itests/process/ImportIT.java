package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A file as an office writes it becomes a dataset of a department that has no bundle. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FILE =
      "DATA TINGGI GENANGAN;;;;\n;;;;\n"
          + "Kode Titik;Tanggal;Tinggi (cm);Bujur;Lintang\n"
          + "G01;24/11/2026 06.30;1.250,5;109,342;-0,0263\n"
          + "G02;24/11/2026 06.30;12,25;109,299;0,0123\n"
          + "G03;24/11/2026 06.30;rusak;109,311;0,0011\n"
          + "G04;24/11/2026 06.30;---;109,322;0,0021\n"
          + "G05;24/11/2026 06.30;7,75;109,333;-0,0031\n"
          + "G06;24/11/2026 06.30;8,5;109,334;-0,0041\n"
          + "G07;24/11/2026 06.30;9,5;109,335;-0,0051\n"
          + "G08;24/11/2026 06.30;9,75;109,336;-0,0061\n"
          + "G09;24/11/2026 06.30;9,25;109,337;-0,0071\n"
          + "G10;24/11/2026 06.30;10,5;109,338;-0,0081\n"
          + "G11;24/11/2026 06.30;11,5;109,339;-0,0091\n";

  private static CommandCenter center;
  private static Api admin;
  private static JsonNode taken;

  @BeforeAll
  static void start() {
    center = CommandCenter.unpack("import", Map.of("PCC_CITY", "none")).start();
    admin = center.admin();
  }

  @AfterAll
  static void stop() {
    center.close();
  }

  private static Answer bring(Api who, String name, String content) {
    return who.post("/api/imports?name=" + name, "application/octet-stream", content);
  }

  private static String path() {
    return "/api/imports/" + taken.path("file").path("id").asText();
  }

  private static ObjectNode plan(boolean declared) {
    ObjectNode plan = ((ObjectNode) taken).objectNode();
    plan.put("department", "pupr");
    plan.put("dataset", "genangan");
    plan.putObject("mapping").set("rules", taken.path("rules").deepCopy());
    if (declared) {
      ObjectNode declaration = plan.putObject("declaration");
      declaration.putObject("title").put("id", "Tinggi genangan");
      declaration.put("frequency", "P1D");
      declaration.putArray("key").add("kode_titik").add("tanggal");
      ArrayNode fields = declaration.putArray("fields");
      for (JsonNode rule : taken.path("rules")) {
        String role =
            switch (rule.path("field").asText()) {
              case "kode_titik" -> "KEY";
              case "tanggal" -> "TIME";
              case "lokasi" -> "GEOMETRY";
              default -> "MEASURE";
            };
        fields
            .addObject()
            .put("name", rule.path("field").asText())
            .put("type", rule.path("type").asText())
            .put("role", role);
      }
    }
    return plan;
  }

  private static JsonNode ended() {
    return Await.value(
            "the load ends",
            SOON,
            () -> admin.get(path() + "/load").json(),
            file -> !file.path("load").path("ended").isNull())
        .path("load");
  }

  @Test
  @Order(1)
  void a_file_is_taken_and_its_columns_are_guessed() {
    Answer answer = bring(admin, "genangan.csv", FILE);
    assertEquals(200, answer.status(), answer.toString());
    taken = answer.json();
    assertEquals("CSV", taken.path("format").asText());
    assertEquals(
        List.of("TEXT", "TIME", "DECIMAL", "LONGITUDE", "LATITUDE"),
        taken.path("columns").findValuesAsText("kind"));
    assertEquals("DAY_FIRST", taken.path("columns").get(1).path("time").asText());
    assertEquals("COMMA", taken.path("columns").get(2).path("number").asText());
    assertTrue(taken.path("columns").get(0).path("key").asBoolean());
    assertEquals(
        List.of("kode_titik", "tanggal", "tinggi_cm", "lokasi"),
        taken.path("rules").findValuesAsText("field"));
    assertEquals(4, taken.path("rows").get(0).path("number").asInt());
  }

  @Test
  @Order(2)
  void a_preview_shows_records_and_refusals_and_stores_nothing() {
    Answer answer = admin.post(path() + "/preview", plan(true));
    assertEquals(200, answer.status(), answer.toString());
    JsonNode preview = answer.json();
    assertEquals(10, preview.path("accepted").asInt());
    assertEquals(1, preview.path("refused").asInt());
    JsonNode first = preview.path("rows").get(0).path("record");
    assertEquals(1250.5, first.path("tinggi_cm").asDouble());
    assertEquals("2026-11-24T06:30:00+07:00", first.path("tanggal").asText());
    assertEquals("[109.342,-0.0263]", first.path("lokasi").path("coordinates").toString());
    JsonNode refused = preview.path("rows").get(2);
    assertEquals(6, refused.path("row").asInt());
    assertEquals("tinggi_cm", refused.path("field").asText());
    assertTrue(refused.path("reason").asText().contains("rusak"), refused.toString());
    assertEquals("cell.number_comma", refused.path("code").asText(), refused.toString());
    assertTrue(
        refused.path("text").path("id").asText().startsWith("baris 6, kolom "), refused.toString());
    assertEquals(404, admin.get("/api/datasets/pupr/genangan").status());
  }

  @Test
  @Order(3)
  void a_mapping_that_does_not_fit_names_what_is_wrong() {
    ObjectNode keyless = plan(true);
    ((ArrayNode) keyless.path("mapping").path("rules")).remove(0);
    Answer answer = admin.post(path() + "/load", keyless);
    assertEquals(422, answer.status());
    assertTrue(answer.body().contains("kode_titik"), answer.body());
    ObjectNode unknown = plan(true);
    ((ArrayNode) ((ObjectNode) unknown.path("mapping").path("rules").get(0)).putArray("columns"))
        .add("Tidak Ada");
    Answer column = admin.post(path() + "/load", unknown);
    assertEquals(422, column.status());
    assertTrue(column.body().contains("Tidak Ada"), column.body());
    ObjectNode reserved = plan(true).put("department", "storage");
    assertEquals(422, admin.post(path() + "/load", reserved).status());
    assertEquals(404, admin.post(path() + "/load", plan(false)).status());
    assertEquals(404, admin.get("/api/datasets/pupr/genangan").status());
  }

  @Test
  @Order(4)
  void a_load_declares_a_draft_and_accounts_for_every_row() {
    Answer begun = admin.post(path() + "/load", plan(true));
    assertEquals(200, begun.status(), begun.toString());
    JsonNode load = ended();
    assertEquals("DONE", load.path("state").asText(), load.toString());
    assertEquals(11, load.path("rows").asInt());
    assertEquals(10, load.path("accepted").asInt());
    assertEquals(1, load.path("quarantined").asInt());
    JsonNode dataset = admin.get("/api/datasets/pupr/genangan").json();
    assertEquals(10, dataset.path("rows").asInt());
    assertTrue(dataset.path("draft").asBoolean());
    assertEquals("PT24H", dataset.path("frequency").asText());
    JsonNode kept = admin.get("/api/datasets/pupr/genangan/quarantine").json().path("items");
    assertEquals(1, kept.size());
    assertTrue(kept.get(0).path("reason").asText().contains("row 6"), kept.toString());
    assertEquals(6, kept.get(0).path("arguments").path("row").asInt(), kept.toString());
    assertEquals(
        kept.get(0).path("text").path("id").asText(),
        load.path("reasons").path(0).path("id").asText(),
        load.toString());
    JsonNode audit = admin.get("/api/audit?limit=20").json();
    assertTrue(audit.toString().contains("import ended"), audit.toString());
  }

  @Test
  @Order(5)
  void loading_again_changes_nothing() {
    assertEquals(200, admin.post(path() + "/load", plan(false)).status());
    JsonNode load = ended();
    assertEquals(10, load.path("unchanged").asInt(), load.toString());
    assertEquals(0, load.path("accepted").asInt());
    JsonNode rules =
        admin.get(path() + "/rules?department=pupr&dataset=genangan").json().path("items");
    assertEquals(
        List.of("kode_titik", "tanggal", "tinggi_cm", "lokasi"), rules.findValuesAsText("field"));
  }

  @Test
  @Order(6)
  void a_department_brings_files_for_itself_only() {
    Answer made = admin.post("/api/keys", Map.of("kind", "department", "scope", "pupr"));
    Api pupr = new Api(center.base()).withKey(made.json().path("key").asText());
    Answer other = admin.post("/api/keys", Map.of("kind", "department", "scope", "dlh"));
    Api dlh = new Api(center.base()).withKey(other.json().path("key").asText());
    assertEquals(404, pupr.get(path()).status());
    JsonNode own = bring(pupr, "satu.csv", FILE).json();
    String mine = "/api/imports/" + own.path("file").path("id").asText();
    assertEquals(200, pupr.post(mine + "/preview", plan(false)).status());
    assertEquals(403, pupr.post(mine + "/load", plan(false).put("department", "dlh")).status());
    assertEquals(404, dlh.get(mine).status());
    assertEquals(1, pupr.get("/api/imports").json().path("items").size());
    assertEquals(204, pupr.send("DELETE", mine, null, BodyPublishers.noBody()).status());
    assertEquals(401, new Api(center.base()).get("/api/imports").status());
  }

  @Test
  @Order(7)
  void what_holds_no_table_is_refused() {
    assertEquals(422, bring(admin, "a.pdf", "%PDF-1.7").status());
    assertEquals(422, bring(admin, "a.xlsx", "PK\u0003\u0004 rusak").status());
    assertEquals(422, bring(admin, "a.csv", "").status());
    assertEquals(400, admin.post("/api/imports", "text/csv", "a\n1\n").status());
    assertEquals(400, admin.post(path() + "/preview", Map.of("department", "x")).status());
    assertEquals(404, admin.get("/api/imports/0123456789abcdef").status());
    assertEquals(1, admin.get("/api/imports").json().path("items").size());
  }

  @Test
  @Order(8)
  void a_workbook_is_read_too() throws IOException {
    Map<String, String> parts =
        Map.of(
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Data\" id=\"r1\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
                + "</Relationships>",
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c t=\"str\"><v>Kode</v></c><c t=\"str\"><v>Nilai</v></c>"
                + "</row><row><c t=\"str\"><v>A</v></c><c><v>1.5</v></c></row></sheetData>"
                + "</worksheet>");
    ByteArrayOutputStream workbook = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(workbook)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    Answer answer =
        admin.send(
            "POST",
            "/api/imports?name=buku.xlsx",
            "application/octet-stream",
            BodyPublishers.ofByteArray(workbook.toByteArray()));
    assertEquals(200, answer.status(), answer.toString());
    assertEquals("XLSX", answer.json().path("format").asText());
    assertEquals("[\"Data\"]", answer.json().path("sheets").toString());
    assertEquals(
        List.of("TEXT", "DECIMAL"), answer.json().path("columns").findValuesAsText("kind"));
  }

  @Test
  @Order(9)
  void a_restart_forgets_neither_the_dataset_nor_the_file() {
    center.stop();
    center.start();
    admin = center.admin();
    assertEquals(10, admin.get("/api/datasets/pupr/genangan").json().path("rows").asInt());
    assertEquals("DONE", admin.get(path()).json().path("file").path("load").path("state").asText());
    assertEquals(204, admin.send("DELETE", path(), null, BodyPublishers.noBody()).status());
    assertFalse(admin.get("/api/imports").body().contains("genangan"));
  }
}
