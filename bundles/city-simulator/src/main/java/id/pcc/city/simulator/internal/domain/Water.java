package id.pcc.city.simulator.internal.domain;

/** How deep the water stands in the streets, at any position of the script. */
final class Water {
  /** Centimetres from which a kelurahan counts as flooded. */
  static final double FLOODED = 10;

  private final Flood flood;
  private final Curve depth;

  Water(Script script) {
    flood = script.flood();
    depth = new Curve(flood.depth());
  }

  /** Centimetres of water in a kelurahan. */
  double depth(String kelurahan, double position) {
    return flood.kelurahan().getOrDefault(kelurahan, 0.0) * depth.at(position);
  }

  /** Whether a kelurahan is flooded. */
  boolean floods(String kelurahan, double position) {
    return depth(kelurahan, position) >= FLOODED;
  }
}
