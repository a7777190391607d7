package id.pcc.storage.internal.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileExportsFuzzTest {
  @TempDir static Path folder;

  @FuzzTest(maxDuration = "5m")
  void a_manifest_is_read_or_refused(byte[] raw) throws IOException {
    Files.write(folder.resolve(Export.MANIFEST), raw);
    // what a name that climbs out of the folder would reach
    Files.write(folder.resolveSibling("outside.ndjson.gz"), "x".getBytes(StandardCharsets.UTF_8));
    try {
      assertNotNull(new Import(folder));
    } catch (IllegalArgumentException refusal) {
      clear(refusal);
    }
  }

  @FuzzTest(maxDuration = "5m")
  void exported_declarations_are_read_or_refused(byte[] raw) throws IOException {
    Path own = Files.createDirectories(folder.resolve("own"));
    Path rows = own.resolve("storage.dataset.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rows))) {
      out.write(raw);
    }
    Files.writeString(
        own.resolve(Export.MANIFEST),
        "{\"format\":\""
            + Export.FORMAT
            + "\",\"tables\":[{\"table\":\"storage.dataset\",\"sha256\":\""
            + Export.sha256(rows)
            + "\"}]}");
    try {
      assertNotNull(new Import(own).datasets());
    } catch (IllegalArgumentException refusal) {
      clear(refusal);
    }
  }

  private static void clear(IllegalArgumentException refusal) {
    assertFalse(refusal.getMessage().isBlank());
    assertTrue(refusal.getMessage().length() < 2_000, "a message that nobody reads");
  }
}
