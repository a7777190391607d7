package id.pcc.wall;

import java.util.Objects;

/**
 * A part of a surface that one computer lights. An output shows its part in native pixels: it moves
 * the picture, and never scales it.
 *
 * @param surface the surface's name
 * @param name a lower-case letter, then up to 39 lower-case letters, digits and dashes
 * @param x left edge on the surface in pixels
 * @param y upper edge on the surface in pixels
 * @param w width in pixels
 * @param h height in pixels
 * @param rotation how the screen is mounted: 0, 90, 180 or 270 degrees clockwise
 */
public record Output(String surface, String name, int x, int y, int w, int h, int rotation) {
  public Output {
    Objects.requireNonNull(surface, "surface");
    Objects.requireNonNull(name, "name");
  }
}
