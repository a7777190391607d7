package id.pcc.connect.internal.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.cap.CapAlert;
import id.pcc.mapping.format.DocumentException;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileDocumentsFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void a_warning_is_read_or_refused(byte[] raw) {
    try {
      CapAlert alert = new CapReader().read(raw);
      assertTrue(!alert.identifier().isEmpty() && alert.sent() != null);
    } catch (DocumentException e) {
      assertTrue(!e.text().id().isEmpty());
    }
  }
}
