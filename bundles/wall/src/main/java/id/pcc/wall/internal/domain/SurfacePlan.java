package id.pcc.wall.internal.domain;

import id.pcc.wall.Output;
import id.pcc.wall.Surface;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The surfaces of the house and the outputs that light them. */
public record SurfacePlan(List<Surface> surfaces, List<Output> outputs) {
  /** The rule for names of surfaces, outputs, scenes and widgets; they stand in addresses. */
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  static final int LARGEST_PX = 20_000;

  /**
   * @throws IllegalArgumentException when the plan contradicts itself; the message says where
   */
  public SurfacePlan {
    surfaces = List.copyOf(surfaces);
    outputs =
        outputs.stream()
            .sorted(Comparator.comparingInt(Output::x).thenComparingInt(Output::y))
            .toList();
    require(!surfaces.isEmpty(), "there is no surface");
    Set<String> names = new HashSet<>();
    for (Surface surface : surfaces) {
      check(surface);
      require(names.add(surface.name()), "surface " + surface.name() + " stands there twice");
    }
    for (Output output : outputs) {
      Surface surface =
          surfaces.stream()
              .filter(s -> s.name().equals(output.surface()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          label(output) + " belongs to a surface that does not exist"));
      check(output, surface);
      require(names.add(label(output)), label(output) + " stands there twice");
    }
  }

  /** One surface. */
  public Optional<Surface> surface(String name) {
    return surfaces.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The outputs of a surface, from left to right. */
  public List<Output> outputsOf(String surface) {
    return outputs.stream().filter(o -> o.surface().equals(surface)).toList();
  }

  private static void check(Surface s) {
    String what = "surface " + s.name();
    require(NAME.matcher(s.name()).matches(), what + ": the name must match " + NAME);
    require(
        s.widthPx() >= 1
            && s.widthPx() <= LARGEST_PX
            && s.heightPx() >= 1
            && s.heightPx() <= LARGEST_PX,
        what + ": widthPx and heightPx must be 1 to " + LARGEST_PX);
    require(
        s.widthMm() > 0 && s.heightMm() > 0, what + ": widthMm and heightMm must be more than 0");
    require(
        s.farthestViewerM() > 0 && s.farthestViewerM() <= 1000,
        what + ": farthestViewerM must be more than 0 and at most 1000");
  }

  private static void check(Output o, Surface s) {
    require(NAME.matcher(o.name()).matches(), label(o) + ": the name must match " + NAME);
    require(
        o.x() >= 0
            && o.y() >= 0
            && o.w() >= 1
            && o.h() >= 1
            && (long) o.x() + o.w() <= s.widthPx()
            && (long) o.y() + o.h() <= s.heightPx(),
        label(o) + " does not lie inside its surface of " + s.widthPx() + " x " + s.heightPx());
    require(
        o.rotation() == 0 || o.rotation() == 90 || o.rotation() == 180 || o.rotation() == 270,
        label(o) + ": rotation must be 0, 90, 180 or 270");
  }

  private static String label(Output output) {
    return "output " + output.surface() + "/" + output.name();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
