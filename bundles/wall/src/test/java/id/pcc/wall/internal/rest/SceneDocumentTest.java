package id.pcc.wall.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneRefusedException;
import id.pcc.wall.SceneRefusedException.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SceneDocumentTest {
  @Test
  void a_scene_is_read_with_its_widgets_and_their_settings() throws JsonProcessingException {
    Scene scene =
        read(
            """
            {"title":{"id":"Banjir","en":"Flood"},"surface":"led","version":4,"widgets":[
              {"id":"peta","type":"map","x":1,"y":2,"w":3,"h":4,"settings":{"layers":["a/b"]}}]}
            """);

    assertEquals(4, scene.version());
    assertEquals(Map.of("layers", List.of("a/b")), scene.widgets().get(0).settings());
    assertEquals(0, scene.widgets().get(0).z());
  }

  @Test
  void every_fault_is_named_with_its_place() {
    assertEquals(
        List.of("/extra~1ordinary", "/title/en", "/surface", "/widgets/0/x", "/widgets/0/h"),
        faults(
            """
            {"extra/ordinary":1,"title":{"id":"Banjir","en":" "},"surface":7,"widgets":[
              {"id":"peta","type":"map","x":1.5,"y":2,"w":3}]}
            """));
  }

  @Test
  void numbers_that_no_screen_has_are_faults() {
    assertEquals(
        List.of("/widgets/0/x"),
        faults(
            """
            {"title":{"id":"A","en":"A"},"surface":"led","widgets":[
              {"id":"peta","type":"map","x":99999999999,"y":2,"w":3,"h":4}]}
            """));
  }

  @Test
  void settings_of_endless_length_are_a_fault() {
    assertEquals(
        List.of("/widgets/0/settings"),
        faults(
            """
            {"title":{"id":"A","en":"A"},"surface":"led","widgets":[
              {"id":"peta","type":"map","x":1,"y":2,"w":3,"h":4,"settings":{"text":"%s"}}]}
            """
                .formatted("x".repeat(10_000))));
  }

  @Test
  void what_is_no_object_is_a_fault() {
    assertEquals(List.of(""), faults("[]"));
    assertEquals(
        List.of("/widgets/0"),
        faults("{\"title\":{\"id\":\"A\",\"en\":\"A\"},\"surface\":\"led\",\"widgets\":[3]}"));
  }

  private static List<String> faults(String document) {
    var refused = assertThrows(SceneRefusedException.class, () -> read(document));
    return refused.faults().stream().map(Fault::pointer).toList();
  }

  private static Scene read(String document) throws JsonProcessingException {
    return SceneDocument.read("banjir", new ObjectMapper().readTree(document));
  }
}
