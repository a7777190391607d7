package id.pcc.wall.internal.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.pcc.api.LocalText;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneRefusedException;
import id.pcc.wall.SceneRefusedException.Fault;
import id.pcc.wall.SceneWidget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A scene as a JSON document. Says everything that is wrong with its shape at once. */
public final class SceneDocument {
  /** The longest settings of a widget, as JSON text; the column holds no more. */
  static final int LONGEST_SETTINGS = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};
  private static final Set<String> MEMBERS =
      Set.of("name", "title", "surface", "version", "widgets");
  private static final Set<String> WIDGET_MEMBERS =
      Set.of("id", "type", "x", "y", "w", "h", "z", "settings");
  // Shape is read before the rules count the widgets: a document must not make us do more.
  private static final int MOST_READ = 1000;

  private final List<Fault> faults = new ArrayList<>();

  private SceneDocument() {}

  /**
   * Reads a scene.
   *
   * @param name the scene's name
   * @param document the document; its version is 0 when it has none
   * @throws SceneRefusedException when it is not of the shape of a scene
   */
  public static Scene read(String name, JsonNode document) {
    SceneDocument reader = new SceneDocument();
    Scene scene = reader.scene(name, document == null ? MissingNode.getInstance() : document);
    if (!reader.faults.isEmpty()) {
      throw new SceneRefusedException(name, reader.faults);
    }
    return scene;
  }

  private Scene scene(String name, JsonNode document) {
    if (!document.isObject()) {
      faults.add(new Fault("", "an object was expected, and " + kind(document) + " came"));
      return null;
    }
    known("", document, MEMBERS);
    if (document.has("name") && !name.equals(document.path("name").asText())) {
      faults.add(new Fault("/name", "the address says \"" + name + "\""));
    }
    LocalText title = title(document.path("title"));
    String surface = text("/surface", document.path("surface"));
    int version = document.has("version") ? whole("/version", document.path("version")) : 0;
    List<SceneWidget> widgets = new ArrayList<>();
    JsonNode list = document.path("widgets");
    if (!list.isArray()) {
      faults.add(new Fault("/widgets", "an array was expected, and " + kind(list) + " came"));
    } else if (list.size() > MOST_READ) {
      faults.add(new Fault("/widgets", list.size() + " widgets are too many"));
    } else {
      for (int i = 0; i < list.size(); i++) {
        widgets.add(widget("/widgets/" + i, list.get(i)));
      }
    }
    return faults.isEmpty() ? new Scene(name, title, surface, version, widgets) : null;
  }

  private LocalText title(JsonNode node) {
    String id = text("/title/id", node.path("id"));
    String en = text("/title/en", node.path("en"));
    return id.isBlank() || en.isBlank() ? null : LocalText.of(id, en);
  }

  private SceneWidget widget(String at, JsonNode node) {
    if (!node.isObject()) {
      faults.add(new Fault(at, "an object was expected, and " + kind(node) + " came"));
      return null;
    }
    known(at, node, WIDGET_MEMBERS);
    SceneWidget widget =
        new SceneWidget(
            text(at + "/id", node.path("id")),
            text(at + "/type", node.path("type")),
            whole(at + "/x", node.path("x")),
            whole(at + "/y", node.path("y")),
            whole(at + "/w", node.path("w")),
            whole(at + "/h", node.path("h")),
            node.has("z") ? whole(at + "/z", node.path("z")) : 0,
            settings(at + "/settings", node.path("settings")));
    return widget;
  }

  private Map<String, Object> settings(String at, JsonNode node) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (!node.isObject()) {
      faults.add(new Fault(at, "an object was expected, and " + kind(node) + " came"));
      return Map.of();
    }
    int length = node.toString().length();
    if (length > LONGEST_SETTINGS) {
      faults.add(
          new Fault(at, "at most " + LONGEST_SETTINGS + " characters, and these are " + length));
    }
    return JSON.convertValue(node, SETTINGS);
  }

  private String text(String at, JsonNode node) {
    if (!node.isTextual() || node.asText().isBlank()) {
      faults.add(new Fault(at, "a text was expected, and " + kind(node) + " came"));
      return "";
    }
    return node.asText();
  }

  private int whole(String at, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      faults.add(new Fault(at, "a whole number was expected, and " + kind(node) + " came"));
      return 1;
    }
    return node.intValue();
  }

  private void known(String at, JsonNode node, Set<String> members) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!members.contains(name)) {
        String pointer = name.replace("~", "~0").replace("/", "~1");
        faults.add(new Fault(at + "/" + pointer, "there is no such member"));
      }
    }
  }

  private static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isTextual()) {
      return node.asText().isBlank() ? "a blank text" : "the text \"" + cut(node.asText()) + "\"";
    }
    return node.isContainerNode()
        ? (node.isArray() ? "an array" : "an object")
        : cut(node.toString());
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
