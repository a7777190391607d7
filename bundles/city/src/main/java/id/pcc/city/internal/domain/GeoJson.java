package id.pcc.city.internal.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;

/** GeoJSON geometries (RFC 7946) as JTS geometries, and polygons back. */
public final class GeoJson {
  private static final int MOST_POINTS = 500_000;
  private static final int DEEPEST = 8;
  private static final int LONGEST_POSITION = 4;
  private static final int LONGEST_SHOWN = 100;

  private final GeometryFactory factory = new GeometryFactory(new PrecisionModel(), 4326);

  /**
   * Reads a geometry and mends it where it crosses itself.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public Geometry read(Map<String, Object> geometry) {
    Geometry read = new Reading().geometry(geometry, 0);
    return read.isValid() ? read : GeometryFixer.fix(read);
  }

  /** Writes a Polygon or MultiPolygon. */
  public Map<String, Object> write(Geometry geometry) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (geometry instanceof Polygon polygon) {
      map.put("type", "Polygon");
      map.put("coordinates", rings(polygon));
      return map;
    }
    List<Object> polygons = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon) {
        polygons.add(rings(polygon));
      }
    }
    map.put("type", "MultiPolygon");
    map.put("coordinates", polygons);
    return map;
  }

  /** What stands there, as far as a person wants to read it. */
  private static String brief(Object value) {
    if (value instanceof List<?> list && list.size() > LONGEST_POSITION) {
      return "a list of " + list.size();
    }
    if (value == null) {
      return "nothing";
    }
    String text = value instanceof Map<?, ?> ? "an object" : value.toString();
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private static List<Object> rings(Polygon polygon) {
    List<Object> rings = new ArrayList<>();
    rings.add(ring(polygon.getExteriorRing()));
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      rings.add(ring(polygon.getInteriorRingN(i)));
    }
    return rings;
  }

  private static List<Object> ring(LineString line) {
    List<Object> positions = new ArrayList<>(line.getNumPoints());
    for (Coordinate c : line.getCoordinates()) {
      positions.add(List.of(c.x, c.y));
    }
    return positions;
  }

  private final class Reading {
    private int points;

    Geometry geometry(Object value, int depth) {
      if (!(value instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("a GeoJSON geometry is an object, not " + brief(value));
      }
      if (depth > DEEPEST) {
        throw new IllegalArgumentException("geometry collections nested deeper than " + DEEPEST);
      }
      String type = String.valueOf(map.get("type"));
      Object coordinates = map.get("coordinates");
      return switch (type) {
        case "Point" -> factory.createPoint(position(coordinates));
        case "MultiPoint" -> factory.createMultiPointFromCoords(positions(coordinates));
        case "LineString" -> line(coordinates);
        case "MultiLineString" ->
            factory.createMultiLineString(
                list(coordinates).stream().map(this::line).toArray(LineString[]::new));
        case "Polygon" -> polygon(coordinates);
        case "MultiPolygon" -> multiPolygon(coordinates);
        case "GeometryCollection" -> collection(map.get("geometries"), depth);
        default ->
            throw new IllegalArgumentException(
                "\"" + brief(type) + "\" is no type of GeoJSON geometry");
      };
    }

    private GeometryCollection collection(Object members, int depth) {
      return factory.createGeometryCollection(
          list(members).stream().map(m -> geometry(m, depth + 1)).toArray(Geometry[]::new));
    }

    private MultiPolygon multiPolygon(Object coordinates) {
      return factory.createMultiPolygon(
          list(coordinates).stream().map(this::polygon).toArray(Polygon[]::new));
    }

    private Polygon polygon(Object coordinates) {
      List<?> rings = list(coordinates);
      if (rings.isEmpty()) {
        return factory.createPolygon();
      }
      LinearRing[] holes = rings.stream().skip(1).map(this::ring).toArray(LinearRing[]::new);
      return factory.createPolygon(ring(rings.get(0)), holes);
    }

    private LineString line(Object coordinates) {
      Coordinate[] positions = positions(coordinates);
      if (positions.length == 1) {
        throw new IllegalArgumentException("a line needs at least two positions");
      }
      return factory.createLineString(positions);
    }

    private LinearRing ring(Object coordinates) {
      Coordinate[] positions = positions(coordinates);
      if (positions.length < 4 || !positions[0].equals2D(positions[positions.length - 1])) {
        throw new IllegalArgumentException(
            "a ring of a polygon needs at least four positions, and the last is the first again");
      }
      return factory.createLinearRing(positions);
    }

    private Coordinate[] positions(Object coordinates) {
      return list(coordinates).stream().map(this::position).toArray(Coordinate[]::new);
    }

    private Coordinate position(Object value) {
      List<?> numbers = list(value);
      if (numbers.size() < 2
          || !(numbers.get(0) instanceof Number x)
          || !(numbers.get(1) instanceof Number y)) {
        throw new IllegalArgumentException(
            "a position is [longitude, latitude], not " + brief(value));
      }
      if (++points > MOST_POINTS) {
        throw new IllegalArgumentException("a geometry of more than " + MOST_POINTS + " positions");
      }
      double longitude = x.doubleValue();
      double latitude = y.doubleValue();
      if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
        boolean swapped = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
        throw new IllegalArgumentException(
            "position "
                + brief(value)
                + " is not on the Earth"
                + (swapped ? ": longitude comes first, latitude second" : ""));
      }
      return new Coordinate(longitude, latitude);
    }

    private static List<?> list(Object value) {
      if (!(value instanceof List<?> list)) {
        throw new IllegalArgumentException("expected a list of coordinates, not " + brief(value));
      }
      return list;
    }
  }
}
