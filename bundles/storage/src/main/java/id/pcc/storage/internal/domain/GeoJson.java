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
      throw expected(
          field,
          "geometry.point",
          "seharusnya Point GeoJSON, yang datang {value}",
          "expected a GeoJSON Point, got {value}",
          geometry.get("type"));
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
        throw tooLong(field);
      }
      try {
        read = reader.read(text);
      } catch (IllegalArgumentException e) {
        throw expected(
            field,
            "geometry.json",
            "seharusnya geometri GeoJSON, yang datang teks yang bukan JSON: {value}",
            "expected a GeoJSON geometry, got text that is not JSON: {value}",
            text);
      }
    }
    if (read instanceof Map<?, ?> map) {
      return map;
    }
    throw expected(
        field,
        "geometry.expected",
        "seharusnya geometri GeoJSON, yang datang {value}",
        "expected a GeoJSON geometry, got {value}",
        value);
  }

  private static double[] position(String field, Object value) throws Refusal {
    if (!(value instanceof List<?> list) || list.size() < 2 || list.size() > 3) {
      throw expected(
          field,
          "geometry.position",
          "sebuah posisi adalah [bujur, lintang], yang datang {value}",
          "a position is [longitude, latitude], got {value}",
          value);
    }
    double longitude = number(field, list.get(0));
    double latitude = number(field, list.get(1));
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      boolean swapped = Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180;
      boolean north = Math.abs(latitude) > 90;
      throw Refusal.of(
          field,
          swapped ? "geometry.swapped" : north ? "geometry.latitude" : "geometry.longitude",
          (north
                  ? "lintang {number} tidak di antara -90 dan 90"
                  : "bujur {number} tidak di antara -180 dan 180")
              + (swapped
                  ? ": bujur dan lintang tampaknya tertukar, GeoJSON menulis bujur lebih dahulu"
                  : ""),
          (north
                  ? "latitude {number} is not within -90 to 90"
                  : "longitude {number} is not within -180 to 180")
              + (swapped
                  ? ": longitude and latitude look swapped, GeoJSON writes longitude first"
                  : ""),
          "number",
          north ? latitude : longitude);
    }
    return new double[] {longitude, latitude};
  }

  private static double number(String field, Object value) throws Refusal {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      // adding zero turns the negative zero, which databases treat differently, into zero
      return number.doubleValue() + 0.0;
    }
    throw expected(
        field,
        "geometry.coordinate",
        "sebuah koordinat adalah bilangan, yang datang {value}",
        "a coordinate is a number, got {value}",
        value);
  }

  private static Refusal expected(String field, String code, String id, String en, Object value) {
    return Refusal.of(field, code, id, en, "value", value);
  }

  private static Refusal tooLong(String field) {
    return Refusal.of(
        field,
        "geometry.long",
        "geometri paling banyak {most} karakter",
        "a geometry has at most {most} characters",
        "most",
        LONGEST);
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
        throw Refusal.of(
            field,
            "geometry.empty",
            "geometrinya tidak punya koordinat",
            "the geometry has no coordinates");
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
              throw expected(
                  field,
                  "geometry.type",
                  "seharusnya geometri GeoJSON, yang datang jenis {value}",
                  "expected a GeoJSON geometry, got type {value}",
                  geometry.get("type"));
        }
      }
      text.append('}');
    }

    private void collection(Object geometries, int depth) throws Refusal {
      if (depth >= DEEPEST_COLLECTION) {
        throw Refusal.of(
            field,
            "geometry.deep",
            "kumpulan geometri bersarang terlalu dalam",
            "collections of geometries are nested too deeply");
      }
      text.append("\"geometries\":");
      each(
          geometries,
          member -> {
            if (!(member instanceof Map<?, ?> map)) {
              throw expected(
                  field,
                  "geometry.member",
                  "seharusnya geometri, yang datang {value}",
                  "expected a geometry, got {value}",
                  member);
            }
            geometry(map, depth + 1);
          });
    }

    private void each(Object value, Part part) throws Refusal {
      if (!(value instanceof List<?> list) || list.isEmpty()) {
        throw expected(
            field,
            "geometry.list",
            "seharusnya daftar koordinat, yang datang {value}",
            "expected a list of coordinates, got {value}",
            value);
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
        throw Refusal.of(
            field,
            closed ? "geometry.ring" : "geometry.line",
            (closed ? "cincin" : "garis") + " paling sedikit {least} posisi, yang datang {value}",
            (closed ? "a ring" : "a line") + " has at least {least} positions, got {value}",
            "least",
            least,
            "value",
            value);
      }
      if (closed
          && !Arrays.equals(
              position(field, list.get(0)), position(field, list.get(list.size() - 1)))) {
        throw Refusal.of(
            field,
            "geometry.open",
            "cincin poligon berakhir di tempat ia mulai; yang ini tidak",
            "a ring of a polygon ends where it begins; this one does not");
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
        throw tooLong(field);
      }
    }

    @FunctionalInterface
    private interface Part {
      void write(Object member) throws Refusal;
    }
  }
}
