package id.pcc.wall.internal.domain;

import id.pcc.wall.Scene;
import id.pcc.wall.SceneRefusedException.Fault;
import id.pcc.wall.SceneWidget;
import id.pcc.wall.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What makes a scene one that a surface can show. */
public final class SceneRules {
  /** The most widgets of a scene: more than a wall PC draws calmly. */
  public static final int MOST_WIDGETS = 100;

  private static final Pattern TYPE =
      Pattern.compile("map|clock|notices|value|series|[a-z][a-z0-9_]{0,39}/[a-z][a-z0-9_]{0,39}");
  private static final int LONGEST_TITLE = 200;
  private static final int LARGEST_PX = SurfacePlan.LARGEST_PX;
  private static final int FARTHEST_Z = 1000;

  private final SurfacePlan plan;

  /** Rules for the scenes of a plan. */
  public SceneRules(SurfacePlan plan) {
    this.plan = plan;
  }

  /** What is wrong with a scene; empty when nothing is. */
  public List<Fault> faults(Scene scene) {
    List<Fault> faults = new ArrayList<>();
    name(faults, "/name", scene.name());
    title(faults, "/title/id", scene.title().id());
    title(faults, "/title/en", scene.title().en());
    Surface surface = plan.surface(scene.surface()).orElse(null);
    if (surface == null) {
      faults.add(
          new Fault(
              "/surface",
              "there is no surface \""
                  + scene.surface()
                  + "\"; there are "
                  + String.join(", ", plan.surfaces().stream().map(Surface::name).toList())));
    }
    if (scene.widgets().size() > MOST_WIDGETS) {
      faults.add(
          new Fault(
              "/widgets",
              "at most " + MOST_WIDGETS + " widgets, and these are " + scene.widgets().size()));
      return faults;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < scene.widgets().size(); i++) {
      SceneWidget widget = scene.widgets().get(i);
      widget(faults, "/widgets/" + i, widget, surface);
      Integer first = seen.putIfAbsent(widget.id(), i);
      if (first != null) {
        faults.add(
            new Fault(
                "/widgets/" + i + "/id",
                "\"" + widget.id() + "\" is the name of /widgets/" + first + " already"));
      }
    }
    return faults;
  }

  private static void widget(List<Fault> faults, String at, SceneWidget w, Surface surface) {
    name(faults, at + "/id", w.id());
    if (!TYPE.matcher(w.type()).matches()) {
      faults.add(
          new Fault(
              at + "/type",
              "map, clock, notices, value, series or <department>/<widget> was expected, and \""
                  + w.type()
                  + "\" came"));
    }
    range(faults, at + "/x", w.x(), 0, LARGEST_PX);
    range(faults, at + "/y", w.y(), 0, LARGEST_PX);
    range(faults, at + "/w", w.w(), 1, LARGEST_PX);
    range(faults, at + "/h", w.h(), 1, LARGEST_PX);
    range(faults, at + "/z", w.z(), -FARTHEST_Z, FARTHEST_Z);
    if (surface == null) {
      return;
    }
    edge(faults, at + "/w", w.x(), w.w(), surface.widthPx(), "right");
    edge(faults, at + "/h", w.y(), w.h(), surface.heightPx(), "lower");
  }

  private static void edge(
      List<Fault> faults, String at, long start, long size, int end, String side) {
    if (start >= 0 && size >= 1 && start + size > end) {
      faults.add(
          new Fault(
              at,
              "the "
                  + side
                  + " edge is at "
                  + (start + size)
                  + ", and the surface ends at "
                  + end));
    }
  }

  private static void range(List<Fault> faults, String at, int value, int least, int most) {
    if (value < least || value > most) {
      faults.add(new Fault(at, least + " to " + most + " was expected, and " + value + " came"));
    }
  }

  private static void title(List<Fault> faults, String at, String title) {
    if (title.length() > LONGEST_TITLE) {
      faults.add(new Fault(at, "at most " + LONGEST_TITLE + " characters"));
    }
    // PostgreSQL refuses U+0000 in a text, and nobody reads the other control characters.
    if (title.chars().anyMatch(Character::isISOControl)) {
      faults.add(new Fault(at, "control characters cannot stand in a title"));
    }
  }

  private static void name(List<Fault> faults, String at, String name) {
    if (!SurfacePlan.NAME.matcher(name).matches()) {
      faults.add(
          new Fault(
              at,
              "a lower-case letter, then up to 39 lower-case letters, digits and dashes were"
                  + " expected, and \""
                  + name
                  + "\" came"));
    }
  }
}
