package id.pcc.mapping;

/**
 * Where the city lies, in degrees of WGS 84, with some of its surroundings. The equator crosses it:
 * a latitude is below or above zero, and always near it.
 */
final class CityBox {
  private static final double WEST = 109.2721;
  private static final double EAST = 109.3841;
  private static final double SOUTH = -0.0974;
  private static final double NORTH = 0.0381;
  private static final double AROUND = 0.15;

  private CityBox() {}

  static boolean longitude(double degrees) {
    return degrees >= WEST - AROUND && degrees <= EAST + AROUND;
  }

  static boolean latitude(double degrees) {
    return degrees >= SOUTH - AROUND && degrees <= NORTH + AROUND;
  }
}
