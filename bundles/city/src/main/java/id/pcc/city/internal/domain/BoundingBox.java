package id.pcc.city.internal.domain;

import java.util.Arrays;

/**
 * A box in WGS 84 degrees.
 *
 * @param west least longitude
 * @param south least latitude
 * @param east greatest longitude
 * @param north greatest latitude
 */
public record BoundingBox(double west, double south, double east, double north) {
  public BoundingBox {
    boolean sound =
        west >= -180 && west < east && east <= 180 && south >= -90 && south < north && north <= 90;
    if (!sound) {
      throw new IllegalArgumentException(
          "a bounding box is west, south, east, north in degrees, not "
              + Arrays.toString(new double[] {west, south, east, north}));
    }
  }

  /**
   * Reads four numbers separated by commas.
   *
   * @throws IllegalArgumentException when they are no box
   */
  public static BoundingBox parse(String text) {
    String[] parts = text.split(",");
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "a bounding box is west, south, east, north, not \"" + text + "\"");
    }
    double[] n = Arrays.stream(parts).map(String::strip).mapToDouble(Double::parseDouble).toArray();
    return new BoundingBox(n[0], n[1], n[2], n[3]);
  }

  /** Whether the point is in the box or on its edge. */
  public boolean covers(double longitude, double latitude) {
    return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  }

  /** West, south, east, north. */
  public double[] array() {
    return new double[] {west, south, east, north};
  }
}
