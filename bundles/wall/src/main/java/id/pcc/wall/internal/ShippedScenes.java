package id.pcc.wall.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.wall.Scene;
import id.pcc.wall.internal.rest.SceneDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The scenes that a new wall begins with; the first one is shown. */
final class ShippedScenes {
  private static final List<String> NAMES = List.of("kota", "lalu-lintas", "banjir", "layanan");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShippedScenes() {}

  static List<Scene> all() {
    return NAMES.stream().map(ShippedScenes::read).toList();
  }

  private static Scene read(String name) {
    try (InputStream in = ShippedScenes.class.getResourceAsStream("/scenes/" + name + ".json")) {
      return SceneDocument.read(name, JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
