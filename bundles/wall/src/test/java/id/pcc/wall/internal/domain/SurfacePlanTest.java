package id.pcc.wall.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.wall.Output;
import id.pcc.wall.Surface;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfacePlanTest {
  private static final Surface LED =
      new Surface("led", LocalText.of("Dinding LED", "LED wall"), 7200, 1600, 9000, 2000, 6);

  @Test
  void outputs_come_from_left_to_right() {
    SurfacePlan plan =
        new SurfacePlan(
            List.of(LED),
            List.of(
                new Output("led", "right", 3600, 0, 3600, 1600, 0),
                new Output("led", "left", 0, 0, 3600, 1600, 0)));
    assertEquals(
        List.of("left", "right"), plan.outputsOf("led").stream().map(Output::name).toList());
  }

  @Test
  void an_output_lies_inside_its_surface() {
    refuses(new Output("led", "right", 3601, 0, 3600, 1600, 0), "led/right does not lie inside");
  }

  @Test
  void an_output_belongs_to_a_surface() {
    refuses(new Output("main", "left", 0, 0, 10, 10, 0), "a surface that does not exist");
  }

  @Test
  void an_output_is_mounted_at_a_right_angle() {
    refuses(new Output("led", "left", 0, 0, 10, 10, 45), "rotation must be 0, 90, 180 or 270");
  }

  @Test
  void a_plan_has_a_surface() {
    assertThrows(IllegalArgumentException.class, () -> new SurfacePlan(List.of(), List.of()));
  }

  private static void refuses(Output output, String why) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new SurfacePlan(List.of(LED), List.of(output)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }
}
