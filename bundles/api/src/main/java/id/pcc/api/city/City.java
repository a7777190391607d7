package id.pcc.api.city;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The city as a reference of places, read from the configuration. */
@ProviderType
public interface City {
  /** The city's name. */
  String name();

  /** The zone of the clocks on its walls. */
  ZoneId zone();

  /** West, south, east, north in WGS 84 degrees. */
  double[] boundingBox();

  /** All kelurahan, by code. */
  List<Kelurahan> kelurahan();

  /** The kelurahan of that name, matched by letters only; any code of either system does too. */
  Optional<Kelurahan> find(String nameOrCode);

  /**
   * The kelurahan that an area touches: by boundary where an administrator has installed
   * boundaries, else by centre point. A geometry that crosses itself is mended first.
   *
   * @param geoJson a GeoJSON geometry (RFC 7946)
   * @throws IllegalArgumentException when it is none
   */
  List<Kelurahan> touchedBy(Map<String, Object> geoJson);

  /** The kelurahan that holds a point, or the nearest within the bounding box. */
  Optional<Kelurahan> at(double longitude, double latitude);

  /**
   * Whether the point lies in the city's bounding box. The equator crosses the city, so a wrong
   * sign of the latitude can still be inside; swapped coordinates never are.
   */
  boolean covers(double longitude, double latitude);
}
