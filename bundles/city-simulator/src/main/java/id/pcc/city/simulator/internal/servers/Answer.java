package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * What a simulated server has at a path.
 *
 * @param type the media type
 */
public record Answer(String type, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A text of a media type. */
  public static Answer text(String type, String text) {
    return new Answer(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value as JSON. */
  public static Answer json(Object value) {
    try {
      return text("application/json", JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a simulated server answers with what is no JSON", e);
    }
  }
}
