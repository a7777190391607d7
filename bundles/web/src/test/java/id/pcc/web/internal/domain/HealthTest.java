package id.pcc.web.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static HealthPart part(String name, HealthPart.State state, String reason) {
    return part(name, () -> new HealthPart.Health(state, reason));
  }

  private static HealthPart part(String name, Supplier<HealthPart.Health> health) {
    return new HealthPart() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Health health() {
        return health.get();
      }
    };
  }

  private static Health look(HealthPart... parts) {
    return Health.look(
        "1.0.0", List.of("storage", "wall"), List.of(parts), name -> name + " is gone");
  }

  @Test
  void everything_required_works_so_it_is_ready() {
    Health health =
        look(
            part("wall", HealthPart.State.READY, ""),
            part("storage", HealthPart.State.DEGRADED, "disk is 90 % full"));
    assertTrue(health.ready());
    assertEquals("ready", health.status());
    assertEquals(
        List.of("storage", "wall"), health.parts().stream().map(Health.Part::name).toList());
  }

  @Test
  void what_is_missing_is_named_with_what_to_do() {
    Health health = look(part("storage", HealthPart.State.READY, ""));
    assertFalse(health.ready());
    assertEquals(new Health.Part("wall", "missing", "wall is gone"), health.parts().get(1));
  }

  @Test
  void a_department_that_fails_does_not_make_the_center_unready() {
    Health health =
        look(
            part("wall", HealthPart.State.READY, ""),
            part("storage", HealthPart.State.READY, ""),
            part("department dlh", HealthPart.State.FAILED, "no address"));
    assertTrue(health.ready());
    assertEquals("failed", health.parts().get(2).state());
  }

  @Test
  void a_required_part_that_starts_or_fails_or_throws_makes_it_unready() {
    var wall = part("wall", HealthPart.State.READY, "");
    assertFalse(look(wall, part("storage", HealthPart.State.STARTING, "opens")).ready());
    assertFalse(look(wall, part("storage", HealthPart.State.FAILED, "away")).ready());
    Health thrown =
        look(
            wall,
            part(
                "storage",
                () -> {
                  throw new IllegalStateException("no disk");
                }));
    assertFalse(thrown.ready());
    assertEquals("does not say how it is: no disk", thrown.parts().get(0).reason());
  }
}
