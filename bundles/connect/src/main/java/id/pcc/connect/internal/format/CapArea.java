package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.DocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The areas of a CAP info, put together. CAP writes latitude first, GeoJSON longitude first;
 * circles become polygons.
 *
 * @param description the areas in words
 * @param multiPolygon a GeoJSON MultiPolygon; {@code null} when no area has a polygon or circle
 */
record CapArea(String description, Map<String, Object> multiPolygon) {
  private static final int MOST_POINTS = 200_000;
  private static final int CIRCLE_CORNERS = 48;
  private static final double EARTH_KM = 6371.0088;
  private static final double GREATEST_RADIUS_KM = 5_000;

  /** A circle of no size, as senders write for a point, is drawn as wide as a building. */
  private static final double LEAST_RADIUS_KM = 0.05;

  static CapArea of(List<XmlElement> areas) throws DocumentException {
    StringJoiner words = new StringJoiner("; ");
    List<Object> polygons = new ArrayList<>();
    int points = 0;
    for (XmlElement area : areas) {
      if (area.text("areaDesc").isEmpty()) {
        throw DocumentException.missing(area.place() + "/areaDesc");
      }
      words.add(area.text("areaDesc"));
      for (XmlElement polygon : area.children("polygon")) {
        if (!polygon.text().isEmpty()) {
          List<Object> ring = ring(polygon);
          points += ring.size();
          polygons.add(List.of(ring));
        }
      }
      for (XmlElement circle : area.children("circle")) {
        if (!circle.text().isEmpty()) {
          List<Object> ring = circle(circle);
          points += ring.size();
          polygons.add(List.of(ring));
        }
      }
      if (points > MOST_POINTS) {
        throw DocumentException.tooMuch(
            area.place(), LocalText.of(MOST_POINTS + " titik", MOST_POINTS + " points"));
      }
    }
    return new CapArea(
        words.toString(),
        polygons.isEmpty() ? null : Map.of("type", "MultiPolygon", "coordinates", polygons));
  }

  private static List<Object> ring(XmlElement polygon) throws DocumentException {
    String[] pairs = polygon.text().split("\\s+");
    List<Object> ring = new ArrayList<>(pairs.length);
    for (String pair : pairs) {
      double[] point = point(polygon.place(), pair);
      ring.add(List.of(point[1], point[0]));
    }
    if (ring.size() < 4 || !ring.get(0).equals(ring.get(ring.size() - 1))) {
      throw DocumentException.at(
          polygon.place(),
          "poligon perlu sedikitnya empat titik, dan titik terakhir sama dengan titik pertama",
          "a polygon needs at least four points, and the last is the first again");
    }
    return ring;
  }

  private static List<Object> circle(XmlElement circle) throws DocumentException {
    String[] parts = circle.text().split("\\s+");
    if (parts.length != 2) {
      throw DocumentException.wrong(
          circle.place(),
          circle.text(),
          LocalText.of("lintang,bujur jari-jari", "latitude,longitude radius"));
    }
    double[] centre = point(circle.place(), parts[0]);
    double radius = number(circle.place(), parts[1]);
    if (!(radius >= 0 && radius <= GREATEST_RADIUS_KM)) {
      throw DocumentException.wrong(
          circle.place(),
          parts[1],
          LocalText.of(
              "jari-jari 0 sampai " + (int) GREATEST_RADIUS_KM + " km",
              "a radius of 0 to " + (int) GREATEST_RADIUS_KM + " km"));
    }
    double angle = Math.max(radius, LEAST_RADIUS_KM) / EARTH_KM;
    double latitude = Math.toRadians(centre[0]);
    double longitude = Math.toRadians(centre[1]);
    List<Object> ring = new ArrayList<>(CIRCLE_CORNERS + 1);
    for (int i = 0; i < CIRCLE_CORNERS; i++) {
      double bearing = -2 * Math.PI * i / CIRCLE_CORNERS;
      double sin =
          Math.sin(latitude) * Math.cos(angle)
              + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing);
      double along =
          Math.atan2(
              Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
              Math.cos(angle) - Math.sin(latitude) * sin);
      double east = Math.toDegrees(longitude + along);
      ring.add(
          List.of(
              Math.max(-180, Math.min(180, east)),
              Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sin))))));
    }
    ring.add(ring.get(0));
    return ring;
  }

  /** Latitude and longitude. */
  private static double[] point(String place, String pair) throws DocumentException {
    String[] parts = pair.split(",", -1);
    if (parts.length != 2) {
      throw DocumentException.wrong(
          place, pair, LocalText.of("lintang,bujur", "latitude,longitude"));
    }
    double latitude = number(place, parts[0]);
    double longitude = number(place, parts[1]);
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      boolean swapped = Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180;
      throw DocumentException.wrong(
          place,
          pair,
          swapped
              ? LocalText.of(
                  "lintang dahulu, lalu bujur: keduanya tertukar",
                  "latitude first, then longitude: they are swapped")
              : LocalText.of("derajat di Bumi", "degrees on the Earth"));
    }
    return new double[] {latitude, longitude};
  }

  private static double number(String place, String text) throws DocumentException {
    // Double.parseDouble alone would take "1d", "NaN" and "0x1p3" for numbers.
    if (text.length() > 40 || !text.matches("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?|[-+]?\\.\\d+")) {
      throw DocumentException.wrong(
          place, text, LocalText.of("bilangan desimal", "a decimal number"));
    }
    return Double.parseDouble(text);
  }
}
