package id.pcc.city.internal.domain;

import id.pcc.api.city.City;
import id.pcc.api.city.Kelurahan;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** The city as it was read from the configuration; never changes. */
public final class Places implements City {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final String name;
  private final ZoneId zone;
  private final BoundingBox box;
  private final List<Kelurahan> kelurahan;
  private final Crosswalk crosswalk;
  private final Map<String, Geometry> boundaries;
  private final Map<String, PreparedGeometry> prepared = new LinkedHashMap<>();
  private final GeoJson geoJson = new GeoJson();

  /**
   * @param boundaries the boundaries that are known, by code
   */
  public Places(
      String name,
      ZoneId zone,
      BoundingBox box,
      List<Kelurahan> kelurahan,
      Map<String, Geometry> boundaries) {
    this.name = name;
    this.zone = zone;
    this.box = box;
    this.kelurahan = kelurahan.stream().sorted(Comparator.comparing(Kelurahan::code)).toList();
    this.crosswalk = new Crosswalk(kelurahan);
    this.boundaries = Map.copyOf(boundaries);
    boundaries.forEach((code, area) -> prepared.put(code, PreparedGeometryFactory.prepare(area)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public double[] boundingBox() {
    return box.array();
  }

  @Override
  public List<Kelurahan> kelurahan() {
    return kelurahan;
  }

  @Override
  public Optional<Kelurahan> find(String nameOrCode) {
    return crosswalk.find(nameOrCode);
  }

  @Override
  public List<Kelurahan> touchedBy(Map<String, Object> geometry) {
    Geometry area = geoJson.read(geometry);
    PreparedGeometry preparedArea = PreparedGeometryFactory.prepare(area);
    return kelurahan.stream().filter(k -> touches(area, preparedArea, k)).toList();
  }

  private boolean touches(Geometry area, PreparedGeometry preparedArea, Kelurahan k) {
    PreparedGeometry boundary = prepared.get(k.code());
    return boundary != null ? boundary.intersects(area) : preparedArea.intersects(centre(k));
  }

  @Override
  public Optional<Kelurahan> at(double longitude, double latitude) {
    Point point = FACTORY.createPoint(new Coordinate(longitude, latitude));
    Optional<Kelurahan> holding =
        kelurahan.stream()
            .filter(k -> prepared.containsKey(k.code()))
            .filter(k -> prepared.get(k.code()).covers(point))
            .findFirst();
    if (holding.isPresent() || !covers(longitude, latitude)) {
      return holding;
    }
    return kelurahan.stream()
        .min(
            Comparator.comparingDouble(
                k -> boundaries.getOrDefault(k.code(), centre(k)).distance(point)));
  }

  @Override
  public boolean covers(double longitude, double latitude) {
    return box.covers(longitude, latitude);
  }

  /** The boundaries as a GeoJSON FeatureCollection; {@code null} when there are none. */
  public Map<String, Object> boundaryCollection() {
    if (boundaries.isEmpty()) {
      return null;
    }
    List<Map<String, Object>> features =
        kelurahan.stream()
            .filter(k -> boundaries.containsKey(k.code()))
            .map(this::feature)
            .toList();
    return Map.of("type", "FeatureCollection", "features", features);
  }

  private Map<String, Object> feature(Kelurahan k) {
    return Map.of(
        "type",
        "Feature",
        "id",
        k.code(),
        "properties",
        Map.of("code", k.code(), "name", k.name(), "kecamatan", k.kecamatan()),
        "geometry",
        geoJson.write(boundaries.get(k.code())));
  }

  /** How many kelurahan have a boundary. */
  public int bounded() {
    return boundaries.size();
  }

  private static Point centre(Kelurahan k) {
    return FACTORY.createPoint(new Coordinate(k.longitude(), k.latitude()));
  }
}
