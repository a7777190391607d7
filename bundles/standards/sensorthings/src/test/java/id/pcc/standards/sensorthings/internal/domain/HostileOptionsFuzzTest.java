package id.pcc.standards.sensorthings.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileOptionsFuzzTest {
  private static final Map<String, Object> ENTITY =
      Map.of(
          "@iot.id",
          "abc",
          "name",
          "Tugu 'Khatulistiwa'",
          "result",
          41.5,
          "phenomenonTime",
          "2026-01-02T03:04:05Z",
          "properties",
          Map.of("dataset", "ispu"));

  @FuzzTest(maxDuration = "5m")
  void a_condition_is_read_or_refused(byte[] raw) {
    try {
      Condition condition = ConditionParser.parse(new String(raw, StandardCharsets.UTF_8));
      condition.test(ENTITY);
      condition.test(Map.of());
    } catch (IllegalArgumentException | NotServed refusal) {
      assertTrue(refusal.getMessage().startsWith("$filter: "), refusal.getMessage());
      assertTrue(refusal.getMessage().length() < 1_000, "a message that nobody reads");
    }
  }

  @FuzzTest(maxDuration = "5m")
  void options_are_read_or_the_one_at_fault_is_named(byte[] raw) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : new String(raw, StandardCharsets.UTF_8).split("&")) {
      String[] sides = part.split("=", 2);
      given.put(sides[0], sides.length == 1 ? "" : sides[1]);
    }
    try {
      Options options = Options.of(given);
      assertTrue(options.top() >= 0 && options.top() <= Options.MOST);
      assertTrue(options.skip() >= 0 && options.skip() <= Options.MOST_SKIPPED);
    } catch (IllegalArgumentException | NotServed refusal) {
      assertFalse(refusal.getMessage().isBlank());
      assertTrue(
          refusal.getMessage().startsWith("$")
              || refusal.getMessage().startsWith("there is no query option "),
          refusal.getMessage());
    }
  }

  @FuzzTest(maxDuration = "5m")
  void a_name_of_an_entity_has_its_parts_or_none(byte[] raw) {
    for (String id :
        new String[] {
          new String(raw, StandardCharsets.ISO_8859_1),
          Base64.getUrlEncoder().withoutPadding().encodeToString(raw)
        }) {
      for (int parts = 1; parts <= 5; parts++) {
        int number = parts;
        EntityId.parts(id, number)
            .ifPresent(
                found -> {
                  String again = EntityId.of(found.toArray(String[]::new));
                  assertEquals(found, EntityId.parts(again, number).orElseThrow());
                });
      }
    }
  }
}
