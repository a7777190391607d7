package id.pcc.standards.ogcfeatures.internal.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The smallest box around geometries of GeoJSON. */
public final class Extent {
  private double west = Double.POSITIVE_INFINITY;
  private double south = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;
  private double north = Double.NEGATIVE_INFINITY;

  /** Widens the box until it holds a geometry; {@code null} changes nothing. */
  public void add(Object geometry) {
    if (geometry instanceof Map<?, ?> map) {
      positions(map.get("coordinates"));
      if (map.get("geometries") instanceof Collection<?> parts) {
        parts.forEach(this::add);
      }
    }
  }

  private void positions(Object coordinates) {
    if (!(coordinates instanceof List<?> list) || list.isEmpty()) {
      return;
    }
    if (list.get(0) instanceof Number longitude && list.get(1) instanceof Number latitude) {
      west = Math.min(west, longitude.doubleValue());
      east = Math.max(east, longitude.doubleValue());
      south = Math.min(south, latitude.doubleValue());
      north = Math.max(north, latitude.doubleValue());
    } else {
      list.forEach(this::positions);
    }
  }

  /** West, south, east, north in degrees; {@code null} while there is nothing in it. */
  public List<Double> box() {
    return west > east ? null : List.of(west, south, east, north);
  }
}
