package id.pcc.standards.ckan.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.dataset.Dataset;
import id.pcc.storage.DatasetId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileSearchesFuzzTest {
  private static final List<Package> PACKAGES = List.of(named("ispu"), named("kamera"));

  private static Package named(String name) {
    return new Package(
        new DatasetId("dlh", name),
        Dataset.named(name).title("Udara", "Air").key("stasiun", "Stasiun", "Station").build(),
        Instant.parse("2026-01-02T03:04:05Z"),
        1);
  }

  @FuzzTest(maxDuration = "5m")
  void packages_are_searched_or_the_parameter_is_named(byte[] raw) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : new String(raw, StandardCharsets.UTF_8).split("&")) {
      String[] sides = part.split("=", 2);
      given.put(sides[0], sides.length == 1 ? "" : sides[1]);
    }
    try {
      Search search = Search.of(given);
      assertTrue(search.start() >= 0 && search.rows() >= 0 && search.rows() <= Search.MOST_ROWS);
      PACKAGES.forEach(search.filter()::test);
      assertEquals(2, Set.copyOf(PACKAGES.stream().sorted(search.order()).toList()).size());
    } catch (Search.NotServed refusal) {
      assertTrue(refusal.getMessage().length() < 1_000, "a message that nobody reads");
    } catch (Search.Wrong refusal) {
      assertTrue(given.containsKey(refusal.parameter()), refusal.parameter());
      assertFalse(refusal.getMessage().isBlank());
      assertTrue(refusal.getMessage().length() < 1_000, "a message that nobody reads");
    }
  }
}
