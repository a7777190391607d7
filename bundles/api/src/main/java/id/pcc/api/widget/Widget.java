package id.pcc.api.widget;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import java.util.List;
import java.util.Objects;

/**
 * A widget that a department brings to the wall: an ES module {@code widgets/<name>.js} in its
 * bundle.
 *
 * @param name by the rule of {@link Name}; the widget's type is {@code <department>/<name>}
 * @param title what people call it
 * @param datasets the datasets that it shows, as {@code <department>/<dataset>}
 * @param width preferred width in pixels of the surface, 1 to 20,000
 * @param height preferred height in pixels of the surface, 1 to 20,000
 */
public record Widget(String name, LocalText title, List<String> datasets, int width, int height) {
  public Widget {
    Name.check("widget", name);
    Objects.requireNonNull(title, "title");
    datasets = List.copyOf(datasets);
    if (width < 1 || width > 20_000 || height < 1 || height > 20_000) {
      throw new IllegalArgumentException("widget " + name + ": size " + width + " x " + height);
    }
  }

  /** The module's path in the bundle. */
  public String module() {
    return "widgets/" + name + ".js";
  }
}
