package id.pcc.city.internal.domain;

import id.pcc.api.city.Kelurahan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Gathers boundaries from GeoJSON feature collections. Features that speak of no kelurahan, such as
 * a whole kecamatan, are passed over; what cannot be right is refused with a reason.
 */
public final class BoundaryReading {
  /** A boundary this far from its centre point, in degrees, belongs elsewhere; about 2 km. */
  private static final double FAR = 0.02;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final BoundingBox box;
  private final Crosswalk crosswalk;
  private final GeoJson geoJson = new GeoJson();
  private final Map<String, Geometry> boundaries = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int matched;

  public BoundaryReading(BoundingBox box, List<Kelurahan> kelurahan) {
    this.box = box;
    this.crosswalk = new Crosswalk(kelurahan);
  }

  /** The boundaries found so far, by Kemendagri code. */
  public Map<String, Geometry> boundaries() {
    return boundaries;
  }

  /** What was refused so far, a sentence each. */
  public List<String> faults() {
    return faults;
  }

  /** Notes that a file could not be read. */
  public void unreadable(String file, String reason) {
    faults.add(file + ": " + reason);
  }

  /**
   * Takes what a file holds.
   *
   * @param document a FeatureCollection; members that RFC 7946 does not know are ignored; {@code
   *     null} when the file says so
   */
  public void take(String file, Map<String, Object> document) {
    if (document == null || !(document.get("features") instanceof List<?> features)) {
      faults.add(file + ": is no GeoJSON FeatureCollection");
      return;
    }
    int before = matched;
    for (int i = 0; i < features.size(); i++) {
      take(file + ", feature " + (i + 1), features.get(i));
    }
    if (matched == before) {
      faults.add(file + ": no feature names a kelurahan by code or name");
    }
  }

  @SuppressWarnings("unchecked")
  private void take(String where, Object value) {
    if (!(value instanceof Map<?, ?> feature)
        || !(feature.get("properties") instanceof Map<?, ?> properties)
        || !(feature.get("geometry") instanceof Map<?, ?> geometry)) {
      return;
    }
    Kelurahan kelurahan = crosswalk.match(properties.values()).orElse(null);
    if (kelurahan == null) {
      return;
    }
    matched++;
    String place = where + " (" + kelurahan.name() + ")";
    try {
      Geometry area = geoJson.read((Map<String, Object>) geometry);
      String fault = fault(area, kelurahan);
      if (fault != null) {
        faults.add(place + ": " + fault);
        return;
      }
      Geometry other = boundaries.putIfAbsent(kelurahan.code(), area);
      if (other != null && !other.equalsExact(area)) {
        faults.add(place + ": has another boundary already");
      }
    } catch (IllegalArgumentException e) {
      faults.add(place + ": " + e.getMessage());
    }
  }

  private String fault(Geometry area, Kelurahan kelurahan) {
    if (area.isEmpty() || area.getDimension() < 2) {
      return "a boundary is a Polygon or MultiPolygon";
    }
    Envelope envelope = area.getEnvelopeInternal();
    if (!overlaps(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY())) {
      return overlaps(
              envelope.getMinY(), envelope.getMinX(), envelope.getMaxY(), envelope.getMaxX())
          ? "latitude and longitude are swapped"
          : "lies outside the city's bounding box";
    }
    Coordinate centre = new Coordinate(kelurahan.longitude(), kelurahan.latitude());
    if (area.distance(FACTORY.createPoint(centre)) > FAR) {
      return "lies more than 2 km from the centre point: check the sign of the latitude";
    }
    return null;
  }

  private boolean overlaps(double west, double south, double east, double north) {
    return west <= box.east() && east >= box.west() && south <= box.north() && north >= box.south();
  }
}
