package id.pcc.city.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.city.Kelurahan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class PlacesTest {
  private static final BoundingBox BOX = new BoundingBox(109.2721, -0.0974, 109.3841, 0.0381);
  private static final Kelurahan HULU =
      new Kelurahan("61.71.04.1001", "6171040004", "Siantan Hulu", "Utara", 109.3631, 0.0007);
  private static final Kelurahan LAYANG =
      new Kelurahan("61.71.04.1004", "6171040001", "Batu Layang", "Utara", 109.3109, 0.0177);
  private static final Kelurahan LIMA =
      new Kelurahan("61.71.03.1001", "6171030001", "Pal Lima", "Barat", 109.2866, -0.0271);
  private static final List<Kelurahan> ALL = List.of(HULU, LAYANG, LIMA);

  private static Places city(Map<String, Geometry> boundaries) {
    return new Places("Pontianak", ZoneId.of("Asia/Pontianak"), BOX, ALL, boundaries);
  }

  private static Map<String, Object> polygon(double... lonLat) {
    List<Object> ring = new ArrayList<>();
    for (int i = 0; i < lonLat.length; i += 2) {
      ring.add(List.of(lonLat[i], lonLat[i + 1]));
    }
    return Map.of("type", "Polygon", "coordinates", List.of(ring));
  }

  private static Map<String, Object> box(double w, double s, double e, double n) {
    return polygon(w, s, e, s, e, n, w, n, w, s);
  }

  private static Map<String, Geometry> boundary(Kelurahan kelurahan, Map<String, Object> area) {
    return Map.of(kelurahan.code(), new GeoJson().read(area));
  }

  @Test
  void without_boundaries_an_area_touches_the_centre_points_within() {
    assertEquals(List.of(LAYANG), city(Map.of()).touchedBy(box(109.30, 0.01, 109.32, 0.03)));
  }

  @Test
  void with_a_boundary_an_area_that_misses_the_centre_touches() {
    Places city = city(boundary(LAYANG, box(109.30, 0.005, 109.33, 0.03)));
    Map<String, Object> corner = box(109.325, 0.004, 109.34, 0.008);
    assertEquals(List.of(LAYANG), city.touchedBy(corner));
    assertEquals(List.of(), city(Map.of()).touchedBy(corner));
  }

  @Test
  void a_kelurahan_without_boundary_is_matched_by_its_centre_among_those_that_have_one() {
    Places city = city(boundary(LAYANG, box(109.30, 0.005, 109.33, 0.03)));
    assertEquals(List.of(LIMA, HULU, LAYANG), city.touchedBy(box(109.27, -0.09, 109.39, 0.04)));
  }

  @Test
  void an_area_south_of_the_equator_does_not_touch_what_lies_north_of_it() {
    Places city = city(Map.of());
    assertEquals(List.of(LAYANG), city.touchedBy(box(109.30, 0.01, 109.32, 0.03)));
    assertEquals(List.of(), city.touchedBy(box(109.30, -0.03, 109.32, -0.01)));
  }

  @Test
  void a_wrong_sign_of_the_latitude_can_still_be_inside_but_swapped_coordinates_never_are() {
    Places city = city(Map.of());
    assertTrue(city.covers(109.3109, 0.0177));
    assertTrue(city.covers(109.3109, -0.0177));
    assertFalse(city.covers(0.0177, 109.3109));
    assertFalse(city.covers(-0.0177, 109.3109));
  }

  @Test
  void swapped_coordinates_are_refused_with_the_order_that_is_expected() {
    Places city = city(Map.of());
    Map<String, Object> swapped = polygon(0, 109.3, 0.1, 109.3, 0.1, 109.4, 0, 109.3);
    var refused = assertThrows(IllegalArgumentException.class, () -> city.touchedBy(swapped));
    assertTrue(refused.getMessage().contains("longitude comes first"), refused.getMessage());
  }

  @Test
  void a_polygon_that_crosses_itself_is_mended() {
    // A bow tie: the left triangle holds Pal Lima's centre, the right one Siantan Hulu's.
    Map<String, Object> bowTie =
        polygon(109.27, -0.05, 109.38, 0.02, 109.38, -0.02, 109.27, 0.03, 109.27, -0.05);
    assertEquals(List.of(LIMA, HULU), city(Map.of()).touchedBy(bowTie));
  }

  @Test
  void what_is_no_geometry_is_refused() {
    Places city = city(Map.of());
    for (Map<String, Object> none :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("type", "Circle"),
            Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(1, 2)))),
            Map.of("type", "Polygon", "coordinates", "POLYGON EMPTY"),
            Map.of("type", "Point", "coordinates", List.of("109", "0")),
            Map.of("type", "Point", "coordinates", List.of(Double.NaN, 0.0)))) {
      assertThrows(IllegalArgumentException.class, () -> city.touchedBy(none), none.toString());
    }
  }

  @Test
  void collections_nested_without_end_are_refused() {
    Map<String, Object> nested = Map.of("type", "Point", "coordinates", List.of(109.3, 0.0));
    for (int i = 0; i < 20; i++) {
      nested = Map.of("type", "GeometryCollection", "geometries", List.of(nested));
    }
    Map<String, Object> deep = nested;
    assertThrows(IllegalArgumentException.class, () -> city(Map.of()).touchedBy(deep));
  }

  @Test
  void a_point_belongs_to_the_boundary_that_holds_it_else_to_the_nearest_centre() {
    Places city = city(boundary(LIMA, box(109.28, -0.04, 109.32, 0.018)));
    assertEquals(LIMA, city.at(109.3109, 0.017).orElseThrow());
    assertEquals(LAYANG, city(Map.of()).at(109.3109, 0.017).orElseThrow());
    assertTrue(city.at(108.9, 0).isEmpty());
  }

  @Test
  void boundaries_are_shown_as_a_feature_collection() {
    var shown = city(boundary(LIMA, box(109.28, -0.04, 109.30, -0.01))).boundaryCollection();
    assertEquals("FeatureCollection", shown.get("type"));
    assertEquals(null, city(Map.of()).boundaryCollection());
  }
}
