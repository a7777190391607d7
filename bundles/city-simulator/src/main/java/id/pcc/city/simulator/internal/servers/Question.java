package id.pcc.city.simulator.internal.servers;

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
  /** Whether it only reads. */
  public boolean reads() {
    return method.equals("GET");
  }
}
