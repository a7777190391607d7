package id.pcc.connect.internal.declaration;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.Declaration;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileDepartmentsFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void a_declaration_is_read_or_refused(byte[] raw) throws IOException {
    try {
      Declaration read = DepartmentFile.read(new ByteArrayInputStream(raw));
      assertFalse(read.name().isBlank());
      read.layers().forEach(layer -> assertTrue(read.dataset(layer.dataset()).isPresent()));
    } catch (DeclarationException refusal) {
      assertTrue(refusal.getMessage().startsWith("department.yaml"), refusal.getMessage());
      assertFalse(refusal.getMessage().endsWith(": null"), refusal.getMessage());
    }
  }
}
