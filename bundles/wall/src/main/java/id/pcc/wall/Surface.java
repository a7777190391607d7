package id.pcc.wall;

import id.pcc.api.LocalText;
import java.util.Objects;

/**
 * One picture that people look at, such as an LED wall, however many outputs light it.
 *
 * @param name a lower-case letter, then up to 39 lower-case letters, digits and dashes
 * @param title what people call it
 * @param widthPx native pixels, 1 to 20,000
 * @param heightPx native pixels, 1 to 20,000
 * @param widthMm millimetres, positive
 * @param heightMm millimetres, positive
 * @param farthestViewerM distance of the farthest person who has to read it, in metres, positive
 */
public record Surface(
    String name,
    LocalText title,
    int widthPx,
    int heightPx,
    int widthMm,
    int heightMm,
    double farthestViewerM) {
  public Surface {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
  }

  /** Millimetres from one pixel to the next. */
  public double pitchMm() {
    return (double) widthMm / widthPx;
  }

  /**
   * The least font size in pixels that the farthest viewer reads as one of a group: capitals of 16
   * arc-minutes (NUREG-0700), at 0.7 of the font size.
   */
  public int minimumTextPx() {
    double capitals = 2 * farthestViewerM * 1000 * Math.tan(Math.toRadians(8 / 60.0)) / pitchMm();
    return (int) Math.round(capitals / 0.7);
  }
}
