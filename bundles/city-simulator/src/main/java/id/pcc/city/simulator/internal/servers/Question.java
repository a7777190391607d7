package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client asks a simulated server.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below the server's own, such as {@code /ispu.csv}
 * @param query the parameters of the address
 * @param body what came with it; empty for {@code GET}
 * @param address of the server as the asker sees it, such as {@code http://127.0.0.1:8190/dlh}
 */
public record Question(
    String method, String path, Map<String, String> query, byte[] body, String address) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether it only reads. */
  public boolean reads() {
    return method.equals("GET");
  }

  /**
   * The order that it holds.
   *
   * @throws IllegalArgumentException when there is none
   */
  Map<String, Object> order() {
    try {
      return JSON.readValue(body, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (IOException e) {
      throw new IllegalArgumentException("The body must be a JSON object.", e);
    }
  }
}
