package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostilePlacesFuzzTest {
  private static final GeoJson GEO_JSON = new GeoJson(Json::read);

  @FuzzTest(maxDuration = "5m")
  void a_geometry_is_read_or_refused(byte[] raw) throws Refusal {
    String text = new String(raw, StandardCharsets.UTF_8);
    Shape shape;
    try {
      shape = GEO_JSON.shape("tempat", text);
    } catch (Refusal refusal) {
      clear(refusal);
      return;
    }
    assertTrue(shape.west() >= -180 && shape.west() <= shape.east() && shape.east() <= 180);
    assertTrue(shape.south() >= -90 && shape.south() <= shape.north() && shape.north() <= 90);
    assertEquals(shape, GEO_JSON.shape("tempat", shape.text()));
  }

  @FuzzTest(maxDuration = "5m")
  void a_point_is_read_or_refused(byte[] raw) throws Refusal {
    String text = new String(raw, StandardCharsets.UTF_8);
    Place place;
    try {
      place = GEO_JSON.place("tempat", text);
    } catch (Refusal refusal) {
      clear(refusal);
      return;
    }
    assertEquals(place, GEO_JSON.place("tempat", place.geoJson()));
  }

  private static void clear(Refusal refusal) {
    assertEquals("tempat", refusal.field());
    assertFalse(refusal.detail().isBlank());
    assertTrue(refusal.detail().length() < 1_000, "a message that nobody reads");
  }
}
