package id.pcc.city.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.city.Kelurahan;
import id.pcc.city.internal.domain.BoundaryReading;
import id.pcc.city.internal.domain.BoundingBox;
import id.pcc.city.internal.domain.GeoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileCityFilesFuzzTest {
  private static final BoundingBox BOX = BoundingBox.parse("109.2721,-0.0974,109.3841,0.0381");
  private static final List<Kelurahan> KELURAHAN =
      List.of(new Kelurahan("61.71.01.1001", "6171010001", "Uji", "Pontianak Uji", 109.33, -0.03));

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "5m")
  void boundaries_are_read_or_their_fault_is_named(byte[] raw) throws IOException {
    Path file = folder.resolve("batas.geojson");
    Files.write(file, raw);
    BoundaryReading reading = new BoundaryReading(BOX, KELURAHAN);
    new CityFiles().readBoundaries(file, reading);
    assertTrue(!reading.boundaries().isEmpty() || !reading.faults().isEmpty());
    for (String fault : reading.faults()) {
      assertTrue(fault.startsWith("batas.geojson"), fault);
      assertFalse(fault.endsWith(": null"), fault);
      assertTrue(fault.length() < 1_000, "a message that nobody reads");
    }
    for (Geometry boundary : reading.boundaries().values()) {
      assertTrue(boundary.isValid());
      assertFalse(new GeoJson().read(new GeoJson().write(boundary)).isEmpty());
    }
  }

  @FuzzTest(maxDuration = "5m")
  void a_table_of_kelurahan_is_read_or_refused(byte[] raw) throws IOException {
    Path file = folder.resolve("kelurahan.csv");
    Files.write(file, raw);
    try {
      for (Kelurahan each : new CityFiles().kelurahan(file)) {
        assertTrue(Math.abs(each.longitude()) <= 180 && Math.abs(each.latitude()) <= 90);
        assertFalse(each.code().isEmpty() || each.name().isEmpty());
      }
    } catch (IllegalArgumentException refusal) {
      assertFalse(refusal.getMessage().isBlank());
      assertTrue(refusal.getMessage().length() < 1_000, "a message that nobody reads");
    }
  }
}
