package id.pcc.storage.internal.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks GeoJSON geometries (RFC 7946): their structure, their size and where they lie. */
public final class GeoJson {
  /** The greatest length of a geometry as text. */
  public static final int LONGEST = 1_000_000;

  private static final int DEEPEST_COLLECTION = 4;

  /** Reads JSON text into maps, lists, numbers and texts. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads.
     *
     * @throws IllegalArgumentException when the text is not JSON
     */
    Object read(String json);
  }

  private final Reader reader;

  /**
   * @param reader for geometries that come as text
   */
  public GeoJson(Reader reader) {
    this.reader = reader;
  }

  /** A place from a GeoJSON Point, as a map or as text. */
  public Place place(String field, Object value) throws Refusal {
    Map<?, ?> geometry = geometry(field, value);
    if (!"Point".equals(geometry.get("type"))) {
      throw new Refusal(
          field, "expected a GeoJSON Point, got " + Words.quoted(geometry.get("type")));
    }
    double[] position = position(field, geometry.get("coordinates"));
    return new Place(position[0], position[1]);
  }

  /** Any geometry, as a map or as text. */
  public Shape shape(String field, Object value) throws Refusal {
    Outline outline = new Outline(field);
    outline.geometry(geometry(field, value), 0);
    return outline.shape();
  }

  private Map<?, ?> geometry(String field, Object value) throws Refusal {
    Object read = value;
    if (value instanceof String text) {
      if (text.length() > LONGEST) {
        throw new Refusal(field, "a geometry has at most " + LONGEST + " characters");
      }
      try {
        read = reader.read(text);
      } catch (IllegalArgumentException e) {
        throw new Refusal(
            field, "expected a GeoJSON geometry, got text that is not JSON: " + Words.quoted(text));
      }
    }
    if (read instanceof Map<?, ?> map) {
      return map;
    }
    throw new Refusal(field, "expected a GeoJSON geometry, got " + Words.quoted(value));
  }

  private static double[] position(String field, Object value) throws Refusal {
    if (!(value instanceof List<?> list) || list.size() < 2 || list.size() > 3) {
      throw new Refusal(field, "a position is [longitude, latitude], got " + Words.quoted(value));
    }
    double longitude = number(field, list.get(0));
    double latitude = number(field, list.get(1));
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      boolean swapped = Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180;
      throw new Refusal(
          field,
          (Math.abs(latitude) > 90
                  ? "latitude " + latitude + " is not within -90 to 90"
                  : "longitude " + longitude + " is not within -180 to 180")
              + (swapped
                  ? ": longitude and latitude look swapped, GeoJSON writes longitude first"
                  : ""));
    }
    return new double[] {longitude, latitude};
  }

  private static double number(String field, Object value) throws Refusal {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      // adding zero turns the negative zero, which databases treat differently, into zero
      return number.doubleValue() + 0.0;
    }
    throw new Refusal(field, "a coordinate is a number, got " + Words.quoted(value));
  }

  /** Writes a geometry and notes how far it reaches. */
  private static final class Outline {
    private final String field;
    private final StringBuilder text = new StringBuilder();
    private double west = Double.POSITIVE_INFINITY;
    private double south = Double.POSITIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    Outline(String field) {
      this.field = field;
    }

    Shape shape() throws Refusal {
      if (west > east) {
        throw new Refusal(field, "the geometry has no coordinates");
      }
      return new Shape(text.toString(), west, south, east, north);
    }

    void geometry(Map<?, ?> geometry, int depth) throws Refusal {
      String type = geometry.get("type") instanceof String name ? name : "";
      text.append("{\"type\":\"").append(type).append("\",");
      if (type.equals("GeometryCollection")) {
        collection(geometry.get("geometries"), depth);
      } else {
        text.append("\"coordinates\":");
        Object coordinates = geometry.get("coordinates");
        switch (type) {
          case "Point" -> point(coordinates);
          case "MultiPoint" -> line(coordinates, 1, false);
          case "LineString" -> line(coordinates, 2, false);
          case "MultiLineString" -> each(coordinates, line -> line(line, 2, false));
          case "Polygon" -> each(coordinates, ring -> line(ring, 4, true));
          case "MultiPolygon" ->
              each(coordinates, polygon -> each(polygon, ring -> line(ring, 4, true)));
          default ->
              throw new Refusal(
                  field,
                  "expected a GeoJSON geometry, got type " + Words.quoted(geometry.get("type")));
        }
      }
      text.append('}');
    }

    private void collection(Object geometries, int depth) throws Refusal {
      if (depth >= DEEPEST_COLLECTION) {
        throw new Refusal(field, "collections of geometries are nested too deeply");
      }
      text.append("\"geometries\":");
      each(
          geometries,
          member -> {
            if (!(member instanceof Map<?, ?> map)) {
              throw new Refusal(field, "expected a geometry, got " + Words.quoted(member));
            }
            geometry(map, depth + 1);
          });
    }

    private void each(Object value, Part part) throws Refusal {
      if (!(value instanceof List<?> list) || list.isEmpty()) {
        throw new Refusal(field, "expected a list of coordinates, got " + Words.quoted(value));
      }
      char separator = '[';
      for (Object member : list) {
        text.append(separator);
        part.write(member);
        separator = ',';
      }
      text.append(']');
    }

    private void line(Object value, int least, boolean closed) throws Refusal {
      if (!(value instanceof List<?> list) || list.size() < least) {
        throw new Refusal(
            field,
            (closed ? "a ring" : "a line")
                + " has at least "
                + least
                + " positions, got "
                + Words.quoted(value));
      }
      if (closed
          && !Arrays.equals(
              position(field, list.get(0)), position(field, list.get(list.size() - 1)))) {
        throw new Refusal(field, "a ring of a polygon ends where it begins; this one does not");
      }
      each(list, this::point);
    }

    private void point(Object value) throws Refusal {
      double[] position = position(field, value);
      west = Math.min(west, position[0]);
      east = Math.max(east, position[0]);
      south = Math.min(south, position[1]);
      north = Math.max(north, position[1]);
      text.append('[').append(position[0]).append(',').append(position[1]).append(']');
      if (text.length() > LONGEST) {
        throw new Refusal(field, "a geometry has at most " + LONGEST + " characters");
      }
    }

    @FunctionalInterface
    private interface Part {
      void write(Object member) throws Refusal;
    }
  }
}
