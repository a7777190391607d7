package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A department that hangs, floods, throws, leaks, lies, or asks where it may not, in the assembly:
 * the ones beside it lose nothing and are as fast as before, and it is told which one is bad.
 */
class HostileDepartmentIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");
  private static final int SENT = 100;

  /** Of a record that a neighbour sends, whatever else this machine does meanwhile. */
  private static final long LONGEST_MILLIS = 2_000;

  private static CommandCenter center;
  private static Api admin;
  private static int next;

  @BeforeAll
  static void begin() throws IOException {
    Path jars = Path.of(System.getProperty("pcc.work"), "process", "hostile").toAbsolutePath();
    center = CommandCenter.unpack("hostile", Map.of("PCC_CITY", "none", "PCC_UNSIGNED", "accept"));
    behave("baik");
    center.start();
    admin = center.admin();
    center.drop(FixtureBundles.uji(jars));
    center.drop(FixtureBundles.pasar(jars));
    center.drop(FixtureBundles.jahat(jars));
    for (String department : List.of("uji", "pasar", "jahat")) {
      Await.value(department + " runs", SOON, () -> state(department), "running"::equals);
    }
  }

  @AfterAll
  static void end() {
    if (center != null) {
      center.close();
    }
  }

  /** Its configuration is read again, and only it starts again. */
  private static void behave(String manner) throws IOException {
    Files.writeString(
        center.home().resolve("etc/id.pcc.departments.jahat.cfg"), "cara = " + manner + "\n");
  }

  private static JsonNode department(String name) {
    return admin.get("/api/departments/" + name).json();
  }

  private static String state(String department) {
    return department(department).path("status").path("state").asText("");
  }

  private static long rows(String dataset) {
    return admin.get("/api/datasets/" + dataset).json().path("rows").asLong(-1);
  }

  private static JsonNode part(String department) {
    JsonNode parts = admin.get("/api/health").json().path("parts");
    return StreamSupport.stream(parts.spliterator(), false)
        .filter(part -> part.path("name").asText().equals("department " + department))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "gantung, starting, ''",
    "lempar, degraded, ''",
    "bohong, degraded, 'were refused'",
    "terlarang, degraded, 'is not allowed'"
  })
  void one_that_is_bad_is_named_and_the_others_lose_nothing(String manner, String state, String why)
      throws IOException {
    behave(manner);
    try {
      JsonNode status =
          Await.value(
              "it is " + state,
              SOON,
              () -> department("jahat").path("status"),
              s -> s.path("state").asText().equals(state));
      assertTrue(status.path("reason").toString().contains(why), status.toString());
      JsonNode part = part("jahat");
      assertEquals(state, part.path("state").asText().toLowerCase(), part.toString());
      assertTrue(!part.path("reason").asText().isEmpty(), part.toString());

      goesOnBeside();
    } finally {
      recover();
    }
  }

  @ParameterizedTest
  @CsvSource({"banjir", "bocor"})
  void one_that_takes_what_it_can_leaves_the_others_theirs(String manner) throws IOException {
    long before = rows("jahat/angka");
    behave(manner);
    try {
      if (manner.equals("banjir")) {
        Await.until("it floods", SOON, () -> rows("jahat/angka") >= Math.max(before, 1_000));
      } else {
        Await.value("it runs", SOON, () -> state("jahat"), "running"::equals);
      }
      goesOnBeside();
    } finally {
      recover();
    }
  }

  @Test
  void one_that_hangs_can_be_switched_off_and_on() throws IOException {
    behave("gantung");
    try {
      Await.value("it hangs", SOON, () -> state("jahat"), "starting"::equals);
      assertEquals(204, admin.post("/api/departments/jahat/disable", "").status());
      assertEquals("stopped", state("jahat"));
      goesOnBeside();
      assertEquals(204, admin.post("/api/departments/jahat/enable", "").status());
    } finally {
      recover();
    }
  }

  private static void recover() throws IOException {
    behave("baik");
    Await.value("it is good again", SOON, () -> state("jahat"), "running"::equals);
  }

  /** Both ways in, of those beside it: what is sent over HTTP, and what a route brings. */
  private static void goesOnBeside() {
    long brought = rows("pasar/harga");
    long had = rows("uji/catatan");
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < SENT; i++) {
      int number = next++;
      Map<String, Object> record =
          Map.of("nomor", number, "waktu", FIRST.plusSeconds(number).toString(), "nilai", 1.5);
      long begun = System.nanoTime();
      Answer answer = admin.post("/api/datasets/uji/catatan/records", List.of(record));
      millis.add((System.nanoTime() - begun) / 1_000_000);
      assertEquals(200, answer.status(), answer.toString());
    }
    assertEquals(had + SENT, rows("uji/catatan"));
    Collections.sort(millis);
    long slowest = millis.get(SENT - 2);
    assertTrue(slowest < LONGEST_MILLIS, "99 of 100 records within ms: " + millis);
    Await.until("the route beside it brings on", SOON, () -> rows("pasar/harga") > brought);
    for (String department : List.of("uji", "pasar")) {
      assertEquals("running", state(department));
      assertEquals("ready", part(department).path("state").asText().toLowerCase());
    }
    assertEquals(200, admin.get("/api/health").status());
  }
}
