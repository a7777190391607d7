package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** What happens on the scripted day at one department: a file of its own beside the script. */
final class Chapter {
  private Chapter() {}

  /**
   * Reads {@code /script/<name>.json}.
   *
   * @throws IOException when it is not what the type says
   */
  static <T> T read(String name, Class<T> type) throws IOException {
    try (InputStream in = Chapter.class.getResourceAsStream("/script/" + name + ".json")) {
      return new ObjectMapper().readValue(in, type);
    }
  }
}
