package id.pcc.mapping.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {
  private static Object read(String text) throws DocumentException {
    return new JsonDocument().read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void objects_and_lists_are_read_also_out_of_an_assignment() throws DocumentException {
    assertEquals(Map.of("a", 1), read("{\"a\": 1}"));
    assertEquals(List.of(1.5), read("\uFEFF [1.5] "));
    assertEquals(Map.of("a", List.of()), read("var json_1 = {\"a\": []};\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[001]|line 1, column",
        "{\"a\":1} {}|line 1, column",
        "{\"a\":1, \"a\":2}|Duplicate",
        "[NaN]|line 1, column",
        "<html>|line 1, column",
        "[1,|end-of-input",
        "null|required"
      })
  void what_is_no_json_is_refused_with_its_place(String text, String why) {
    String refusal = assertThrows(DocumentException.class, () -> read(text)).getMessage();
    assertTrue(refusal.contains(why), refusal);
  }

  @Test
  void depth_has_a_limit() {
    var refused = assertThrows(DocumentException.class, () -> read("[".repeat(1_000_000)));
    assertTrue(refused.getMessage().contains("nesting depth"), refused.getMessage());
    assertThrows(DocumentException.class, () -> read(""));
  }
}
