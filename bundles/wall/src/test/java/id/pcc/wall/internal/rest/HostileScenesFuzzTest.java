package id.pcc.wall.internal.rest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneRefusedException;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileScenesFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @FuzzTest(maxDuration = "5m")
  void a_scene_is_read_or_every_fault_is_named(byte[] raw) throws IOException {
    JsonNode document;
    try {
      document = JSON.readTree(raw);
    } catch (JsonProcessingException | CharConversionException e) {
      // Whoever reads the body says so.
      return;
    }
    try {
      Scene scene = SceneDocument.read("uji", document);
      assertTrue(scene.title() != null && !scene.surface().isBlank());
      scene.widgets().forEach(widget -> assertFalse(widget.type().isBlank()));
    } catch (SceneRefusedException refusal) {
      assertFalse(refusal.faults().isEmpty());
      refusal.faults().forEach(fault -> assertFalse(fault.detail().isBlank()));
    }
  }
}
