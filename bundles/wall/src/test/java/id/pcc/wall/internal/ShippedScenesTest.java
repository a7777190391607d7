package id.pcc.wall.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.wall.Output;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneWidget;
import id.pcc.wall.internal.domain.SceneRules;
import id.pcc.wall.internal.domain.SurfacePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedScenesTest {
  private final SurfacePlan plan = SurfaceFile.read(null).plan();

  @Test
  void the_shipped_scenes_have_no_fault() {
    for (Scene scene : ShippedScenes.all()) {
      var faults = new SceneRules(plan).faults(scene);
      assertTrue(faults.isEmpty(), scene.name() + ": " + faults);
    }
  }

  @Test
  void no_widget_of_a_shipped_scene_crosses_the_seam_of_two_outputs() {
    for (Scene scene : ShippedScenes.all()) {
      for (SceneWidget widget : scene.widgets()) {
        assertTrue(
            plan.outputsOf(scene.surface()).stream().anyMatch(o -> holds(o, widget)),
            scene.name() + "/" + widget.id() + " would be read in two halves");
      }
    }
  }

  @Test
  void no_two_widgets_of_a_shipped_scene_overlap() {
    for (Scene scene : ShippedScenes.all()) {
      List<SceneWidget> widgets = scene.widgets();
      for (int i = 0; i < widgets.size(); i++) {
        for (SceneWidget other : widgets.subList(0, i)) {
          assertTrue(
              apart(widgets.get(i), other),
              scene.name() + ": " + widgets.get(i).id() + " lies on " + other.id());
        }
      }
    }
  }

  private static boolean holds(Output o, SceneWidget w) {
    return w.x() >= o.x()
        && w.y() >= o.y()
        && w.x() + w.w() <= o.x() + o.w()
        && w.y() + w.h() <= o.y() + o.h();
  }

  private static boolean apart(SceneWidget a, SceneWidget b) {
    return a.x() + a.w() <= b.x()
        || b.x() + b.w() <= a.x()
        || a.y() + a.h() <= b.y()
        || b.y() + b.h() <= a.y();
  }
}
