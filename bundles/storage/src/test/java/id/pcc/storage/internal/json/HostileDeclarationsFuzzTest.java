package id.pcc.storage.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileDeclarationsFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void a_kept_declaration_is_read_or_refused(byte[] raw) {
    DeclarationJson read;
    try {
      read = DeclarationJson.read(new String(raw, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException refusal) {
      assertTrue(refusal.getMessage().startsWith("a declaration "), refusal.getMessage());
      return;
    }
    assertEquals(read, DeclarationJson.read(read.text()));
  }
}
