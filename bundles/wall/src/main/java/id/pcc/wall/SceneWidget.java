package id.pcc.wall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A widget at its place in a scene.
 *
 * @param id names it within the scene: a lower-case letter, then up to 39 lower-case letters,
 *     digits and dashes
 * @param type one of the platform's ({@code map, clock, notices, value, series}) or {@code
 *     <department>/<widget>}
 * @param x left edge in pixels of the surface
 * @param y upper edge in pixels of the surface
 * @param w width in pixels, 1 to 20,000
 * @param h height in pixels, 1 to 20,000
 * @param z what lies above what, -1,000 to 1,000
 * @param settings what the widget is told, as values that JSON knows
 */
public record SceneWidget(
    String id, String type, int x, int y, int w, int h, int z, Map<String, Object> settings) {
  public SceneWidget {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
