package id.pcc.standards.sensorthings.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.standards.sensorthings.internal.rest.Creation.Asked;
import id.pcc.web.Problem;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileObservationsFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @FuzzTest(maxDuration = "5m")
  void an_observation_is_read_or_the_member_is_named(byte[] raw) throws IOException {
    JsonNode body;
    try {
      body = JSON.readTree(raw);
    } catch (JsonProcessingException | CharConversionException e) {
      // Whoever reads the body says so.
      return;
    }
    try {
      Asked asked = Asked.of(body);
      assertTrue(asked.time().toEpochMilli() > Long.MIN_VALUE);
      assertTrue(Double.isFinite(asked.result().doubleValue()));
    } catch (Problem refusal) {
      assertEquals(400, refusal.status());
      assertTrue(
          refusal.getMessage().startsWith("phenomenonTime: ")
              || refusal.getMessage().startsWith("result: "),
          refusal.getMessage());
    }
  }
}
