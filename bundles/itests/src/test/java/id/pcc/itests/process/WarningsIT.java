package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Warnings of a folder of CAP files, good and bad, reached by configuration alone. */
class WarningsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String WARNINGS = "/api/datasets/bpbd/peringatan";
  private static final String DOCUMENTS = "/api/datasets/bpbd/quarantine?limit=100";
  private static CapFolder folder;
  private static CommandCenter center;
  private static Api admin;

  @BeforeAll
  static void start() throws IOException {
    folder = new CapFolder();
    folder.put("baik.xml", CapFolder.warning("uji-baik", "Actual", CapFolder.CITY));
    folder.put("latihan.xml", CapFolder.warning("uji-latihan", "Exercise", CapFolder.CITY));
    folder.put("tertukar.xml", CapFolder.warning("uji-tertukar", "Actual", CapFolder.SWAPPED));
    folder.put("terpotong.xml", "<?xml version=\"1.0\"?><alert xmlns=\"urn:oasis:names:tc");
    folder.put(
        "xxe.xml",
        "<?xml version=\"1.0\"?><!DOCTYPE alert [<!ENTITY x SYSTEM \""
            + folder.address()
            + "/rahasia\">]>"
            + CapFolder.warning("uji-xxe", "Actual", CapFolder.CITY)
                .replaceFirst("<\\?xml[^>]*>", "")
                .replace("disertai petir", "&x;"));
    folder.put(
        "tawa.xml",
        "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\">]>"
            + "<alert>&d;</alert>");
    center = CommandCenter.unpack("warnings", Map.of("PCC_CITY", "none", "PCC_POLL", "2s"));
    center.start();
    admin = center.admin();
    Path settings = center.home().resolve("etc/id.pcc.departments.bpbd.cfg");
    Files.writeString(
        settings,
        "address = "
            + folder.address()
            + "\nindex = /cap/\npoll = 2s\ngempa = false\n"
            + "gempa_address = "
            + folder.address()
            + "\ngempa_files = a.json\n");
  }

  @AfterAll
  static void end() {
    if (center != null) {
      center.close();
    }
    folder.close();
  }

  @Test
  void a_department_without_an_address_says_what_to_do() {
    JsonNode status = admin.get("/api/departments/dlh").json().path("status");
    assertEquals("stopped", status.path("state").asText().toLowerCase());
    assertTrue(
        status.path("reason").toString().contains("etc/id.pcc.departments.dlh.cfg"),
        status.toString());
  }

  @Test
  void the_good_warning_is_stored_for_the_kelurahan_that_it_touches_and_noticed() {
    JsonNode good = record("uji-baik");
    assertFalse(good.path("kelurahan").asText().isBlank(), good.toString());
    Await.until(
        "a notice of it is open",
        SOON,
        () -> admin.get("/api/notices").body().contains("Hujan lebat uji-baik"));
  }

  @Test
  void an_exercise_is_stored_and_alarms_nobody() {
    record("uji-latihan");
    assertFalse(admin.get("/api/notices").body().contains("uji-latihan"));
  }

  @Test
  void what_cannot_be_read_is_in_quarantine_with_its_reason_and_only_once() {
    JsonNode settled =
        Await.value(
            "the bad documents are in quarantine",
            SOON,
            () -> admin.get(DOCUMENTS).json().path("items"),
            items ->
                items.toString().contains("terpotong")
                    && items.toString().contains("xxe")
                    && items.toString().contains("tawa"));
    assertTrue(settled.toString().contains("DOCTYPE"), settled.toString());
    int polls = folder.asked("/cap/");
    Await.until("it is polled again", SOON, () -> folder.asked("/cap/") >= polls + 3);
    JsonNode later = admin.get(DOCUMENTS).json().path("items");
    assertEquals(settled.size(), later.size(), "a bad document is kept once: " + later);
  }

  @Test
  void swapped_coordinates_are_no_place_of_the_city() {
    Await.value(
        "the swapped warning is refused",
        SOON,
        () -> admin.get(DOCUMENTS).body(),
        body -> body.contains("tertukar"));
    assertTrue(
        StreamSupport.stream(
                admin.get(WARNINGS + "/records?limit=100").json().path("items").spliterator(),
                false)
            .filter(r -> r.path("identifier").asText().equals("uji-tertukar"))
            .allMatch(r -> r.path("area").isNull() || r.path("area").isMissingNode()));
  }

  @Test
  void no_entity_of_a_document_is_ever_fetched() {
    Await.until("the document was read", SOON, () -> folder.asked("/cap/xxe.xml") > 0);
    record("uji-baik");
    assertEquals(0, folder.asked("/rahasia"));
  }

  @Test
  void bad_documents_do_not_stop_the_department() {
    record("uji-baik");
    String state = admin.get("/api/departments/bpbd").json().path("status").path("state").asText();
    assertNotEquals("stopped", state.toLowerCase());
    assertEquals(200, new Api(center.base()).get("/api/health").status());
  }

  private static JsonNode record(String identifier) {
    return Await.value(
        identifier + " is stored",
        SOON,
        () ->
            admin.get(WARNINGS + "/records?identifier=" + identifier).json().path("items").path(0),
        found -> found.has("identifier"));
  }
}
