package id.pcc.wall.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileSurfacesFuzzTest {
  @TempDir static Path folder;

  @FuzzTest(maxDuration = "5m")
  void surfaces_are_read_or_the_shipped_ones_hold(byte[] raw) throws IOException {
    Path file = folder.resolve("surfaces.json");
    Files.write(file, raw);
    SurfaceFile.Read read = SurfaceFile.read(file);
    assertFalse(read.plan().surfaces().isEmpty());
    assertFalse(read.fault().contains(": null."), read.fault());
    assertTrue(read.fault().length() < 2_000, "a message that nobody reads");
  }
}
