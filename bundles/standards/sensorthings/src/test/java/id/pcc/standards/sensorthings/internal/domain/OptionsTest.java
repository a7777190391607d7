package id.pcc.standards.sensorthings.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void expansions_have_options_of_their_own() {
    Options options =
        Options.of(
            Map.of(
                "$expand",
                "Datastreams($select=name;$expand=Observations($top=1;$orderby=phenomenonTime"
                    + " desc)),Locations"));
    assertEquals(Set.of("Datastreams", "Locations"), options.expand().keySet());
    Options streams = options.expand().get("Datastreams");
    assertEquals(Set.of("name"), streams.select());
    Options observations = streams.expand().get("Observations");
    assertEquals(1, observations.top());
    assertEquals(List.of("phenomenonTime", "desc"), observations.orderBy());
  }

  @Test
  void a_path_expands_step_by_step() {
    Options options = Options.of(Map.of("$expand", "Datastreams/Observations($top=2)"));
    assertEquals(2, options.expand().get("Datastreams").expand().get("Observations").top());
  }

  @Test
  void too_much_is_served_in_pages() {
    assertEquals(Options.MOST, Options.of(Map.of("$top", "999999")).top());
  }

  @ParameterizedTest
  @CsvSource({
    "$top,-1",
    "$top,x",
    "$skip,10001",
    "$count,maybe",
    "$orderby,a b c",
    "$expand,A(",
    "$x,1",
    "$expand,A/B/C/D/E/F"
  })
  void a_wrong_option_is_named(String name, String value) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> Options.of(Map.of(name, value)));
    assertTrue(wrong.getMessage().contains(name), wrong.getMessage());
  }

  @Test
  void ids_come_back_in_their_parts() {
    String id = EntityId.of("dlh", "ispu", "A:1/ü", "");
    assertEquals(List.of("dlh", "ispu", "A:1/ü", ""), EntityId.parts(id, 4).orElseThrow());
    assertTrue(EntityId.parts(id, 3).isEmpty());
    assertTrue(EntityId.parts("x", 3).isEmpty());
    assertTrue(EntityId.parts("", 3).isEmpty());
  }
}
