package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvolutionTest {
  private static Dataset.Builder air() {
    return Dataset.named("air").title("Udara", "Air").time("time", "Waktu", "Time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xmin", "xmax", "ctid", "tableoid"})
  void a_column_that_postgresql_has_for_itself_is_refused(String name) {
    Dataset dataset =
        air().key("station", "Stasiun", "Station").measure(name, "", "A", "A").build();
    assertTrue(Evolution.first(dataset).refusal().contains("field " + name));
  }

  @Test
  void a_key_named_as_a_value_by_hour_is_refused() {
    Dataset dataset = air().key("a_count", "Stasiun", "Station").measure("a", "", "A", "A").build();
    String refusal = Evolution.first(dataset).refusal();
    assertTrue(refusal.contains("a_count") && refusal.contains("key"), refusal);
    Dataset before = air().key("a_count", "Stasiun", "Station").build();
    assertEquals(refusal, Evolution.from(before, List.of(), dataset).refusal());
  }

  @Test
  void a_measure_named_as_a_value_by_hour_is_not() {
    Dataset dataset =
        air()
            .key("station", "Stasiun", "Station")
            .measure("a", "", "A", "A")
            .measure("a_count", "", "A", "A")
            .build();
    assertEquals("", Evolution.first(dataset).refusal());
  }
}
