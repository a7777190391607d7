package id.pcc.wall;

import id.pcc.api.LocalText;
import java.util.List;
import java.util.Objects;

/**
 * What a surface shows: a layout of widgets.
 *
 * @param name a lower-case letter, then up to 39 lower-case letters, digits and dashes
 * @param title what people call it
 * @param surface the surface that it is made for
 * @param version counts the changes, from 1; 0 for a scene that is not kept yet
 * @param widgets at most 100
 */
public record Scene(
    String name, LocalText title, String surface, int version, List<SceneWidget> widgets) {
  public Scene {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(surface, "surface");
    widgets = List.copyOf(widgets);
  }

  /** This scene under another version. */
  public Scene at(int other) {
    return new Scene(name, title, surface, other, widgets);
  }
}
