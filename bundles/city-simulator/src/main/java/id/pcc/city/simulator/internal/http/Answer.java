package id.pcc.city.simulator.internal.http;

import java.nio.charset.StandardCharsets;

/**
 * What a simulated server has at a path.
 *
 * @param type the media type
 */
record Answer(String type, byte[] body) {
  static Answer text(String type, String text) {
    return new Answer(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
