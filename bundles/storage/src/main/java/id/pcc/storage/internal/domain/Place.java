package id.pcc.storage.internal.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point on the earth, WGS 84.
 *
 * @param longitude degrees east, -180 to 180
 * @param latitude degrees north, -90 to 90
 */
public record Place(double longitude, double latitude) {
  /** This place as a GeoJSON geometry. */
  public Map<String, Object> geoJson() {
    Map<String, Object> geometry = new LinkedHashMap<>();
    geometry.put("type", "Point");
    geometry.put("coordinates", List.of(longitude, latitude));
    return geometry;
  }
}
