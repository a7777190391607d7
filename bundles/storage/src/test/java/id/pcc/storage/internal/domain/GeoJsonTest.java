package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeoJsonTest {
  private final GeoJson geoJson = new GeoJson(Json::read);

  private String refused(String text) {
    return assertThrows(Refusal.class, () -> geoJson.shape("f", text)).detail();
  }

  @Test
  void a_point_is_longitude_then_latitude() throws Refusal {
    Place place = geoJson.place("f", "{\"type\":\"Point\",\"coordinates\":[109.33,-0.02,12]}");
    assertEquals(new Place(109.33, -0.02), place);
  }

  @Test
  void swapped_coordinates_are_named_as_such() {
    String detail =
        assertThrows(
                Refusal.class,
                () -> geoJson.place("f", "{\"type\":\"Point\",\"coordinates\":[-0.02,109.33]}"))
            .detail();
    assertTrue(detail.contains("look swapped"), detail);
  }

  @Test
  void a_shape_knows_how_far_it_reaches_and_loses_what_is_foreign_to_it() throws Refusal {
    Shape shape =
        geoJson.shape(
            "f",
            "{\"crs\":{},\"type\":\"Polygon\",\"coordinates\":"
                + "[[[1,2],[3,2],[3,4],[1,2]]],\"bbox\":[9,9,9,9]}");
    assertEquals(
        "{\"type\":\"Polygon\",\"coordinates\":[[[1.0,2.0],[3.0,2.0],[3.0,4.0],[1.0,2.0]]]}",
        shape.text());
    assertEquals(new Shape(shape.text(), 1, 2, 3, 4), shape);
  }

  @Test
  void collections_hold_geometries_but_not_without_end() throws Refusal {
    String point = "{\"type\":\"Point\",\"coordinates\":[1,2]}";
    String one = "{\"type\":\"GeometryCollection\",\"geometries\":[" + point + "]}";
    assertEquals(1, geoJson.shape("f", one).west());
    String deep = point;
    for (int i = 0; i < 6; i++) {
      deep = "{\"type\":\"GeometryCollection\",\"geometries\":[" + deep + "]}";
    }
    assertTrue(refused(deep).contains("too deeply"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|that is not JSON",
        "5|expected a GeoJSON geometry",
        "{}|got type nothing",
        "{\"type\":\"Feature\",\"geometry\":null}|\"Feature\"",
        "{\"type\":\"Point\",\"coordinates\":[]}|a position is",
        "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}|a coordinate is a number",
        "{\"type\":\"Point\",\"coordinates\":[1,2,3,4]}|a position is",
        "{\"type\":\"Point\",\"coordinates\":[1,95]}|latitude 95.0 is not within",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}|at least 2 positions",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4],[1,1]]]}|ends where it begins",
        "{\"type\":\"Polygon\",\"coordinates\":[]}|expected a list of coordinates",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[5]}|expected a list of coordinates"
      })
  void what_is_no_geometry_is_refused_with_the_reason(String text, String reason) {
    assertTrue(refused(text).contains(reason), refused(text));
  }

  @Test
  void a_ring_may_write_its_first_position_in_another_way_at_its_end() throws Refusal {
    String ring = "{\"type\":\"Polygon\",\"coordinates\":[[[109,0],[110,0],[110,1],[109.0,-0.0]]]}";
    assertEquals(109, geoJson.shape("f", ring).west());
  }
}
