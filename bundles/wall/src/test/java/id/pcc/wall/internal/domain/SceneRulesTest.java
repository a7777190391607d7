package id.pcc.wall.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.LocalText;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneRefusedException.Fault;
import id.pcc.wall.SceneWidget;
import id.pcc.wall.Surface;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SceneRulesTest {
  private static final Surface LED =
      new Surface("led", LocalText.of("Dinding LED", "LED wall"), 7200, 1600, 9000, 2000, 6);
  private final SceneRules rules = new SceneRules(new SurfacePlan(List.of(LED), List.of()));

  @Test
  void a_widget_may_fill_the_surface_and_cross_its_outputs() {
    assertEquals(List.of(), pointers(widget("peta", "map", 0, 0, 7200, 1600)));
  }

  @Test
  void a_widget_that_reaches_past_the_surface_is_at_fault() {
    assertEquals(
        List.of("/widgets/0/w", "/widgets/0/h"), pointers(widget("peta", "map", 1, 1, 7200, 1600)));
  }

  @Test
  void sizes_past_any_sense_are_at_fault_without_overflow() {
    assertEquals(
        List.of("/widgets/0/x", "/widgets/0/w", "/widgets/0/w"),
        pointers(widget("peta", "map", Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 10)));
    assertEquals(
        List.of("/widgets/0/x", "/widgets/0/w"), pointers(widget("peta", "map", -1, 0, 0, 10)));
  }

  @Test
  void a_department_s_widget_is_named_with_its_department() {
    assertEquals(List.of(), pointers(widget("ispu", "dlh/ispu", 0, 0, 10, 10)));
    assertEquals(List.of("/widgets/0/type"), pointers(widget("ispu", "ispu", 0, 0, 10, 10)));
    assertEquals(
        List.of("/widgets/0/type"), pointers(widget("ispu", "../../etc/passwd", 0, 0, 10, 10)));
  }

  @Test
  void two_widgets_of_one_name_are_at_fault() {
    SceneWidget clock = widget("jam", "clock", 0, 0, 10, 10);
    assertEquals(List.of("/widgets/1/id"), pointers(clock, clock));
  }

  @Test
  void more_than_a_hundred_widgets_are_at_fault() {
    SceneWidget[] crowd =
        IntStream.range(0, 101)
            .mapToObj(i -> widget("jam-" + i, "clock", 0, 0, 10, 10))
            .toArray(SceneWidget[]::new);
    assertEquals(List.of("/widgets"), pointers(crowd));
  }

  @Test
  void an_unknown_surface_is_at_fault_and_the_known_ones_are_named() {
    Scene scene = new Scene("kota", LocalText.name("Kota"), "main", 0, List.of());
    assertEquals(
        List.of(new Fault("/surface", "there is no surface \"main\"; there are led")),
        rules.faults(scene));
  }

  @Test
  void a_title_with_control_characters_is_at_fault() {
    Scene scene = new Scene("kota", LocalText.of("Ko\u0000ta", "City"), "led", 0, List.of());
    assertEquals("/title/id", rules.faults(scene).get(0).pointer());
  }

  @Test
  void text_for_the_farthest_viewer_is_measured_on_the_surface() {
    assertEquals(1.25, LED.pitchMm());
    assertEquals(32, LED.minimumTextPx());
  }

  private List<String> pointers(SceneWidget... widgets) {
    Scene scene = new Scene("kota", LocalText.of("Kota", "City"), "led", 0, List.of(widgets));
    return rules.faults(scene).stream().map(Fault::pointer).toList();
  }

  private static SceneWidget widget(String id, String type, int x, int y, int w, int h) {
    return new SceneWidget(id, type, x, y, w, h, 0, Map.of());
  }
}
