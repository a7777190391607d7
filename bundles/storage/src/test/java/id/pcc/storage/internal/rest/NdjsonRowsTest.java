package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.internal.domain.RecordCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdjsonRowsTest {
  private static List<Map<String, Object>> read(String body) throws IOException {
    Read read = Read.by(new NdjsonRows(), body);
    assertNull(read.unread().reason());
    return read.records();
  }

  @Test
  void each_line_is_a_record_and_empty_lines_are_none() throws IOException {
    assertEquals(
        List.of(Map.of("a", 1), Map.of("a", 2)), read("\uFEFF{\"a\":1}\r\n\r\n  \n{\"a\":2}"));
  }

  @Test
  void a_bad_line_stands_for_itself_and_the_next_is_read() throws IOException {
    assertEquals(
        List.of(
            Map.of("a", 1),
            Map.of(RecordCheck.UNREADABLE, "{\"a\":"),
            Map.of(RecordCheck.UNREADABLE, "{\"a\":2} {\"a\":3}"),
            Map.of("a", 4)),
        read("{\"a\":1}\n{\"a\":\n{\"a\":2} {\"a\":3}\n{\"a\":4}\n"));
  }

  @Test
  void a_line_that_is_not_utf_8_is_no_record() throws IOException {
    byte[] body = "{\"a\":\"\u00B5\"}\n{\"a\":2}\n".getBytes(StandardCharsets.ISO_8859_1);
    List<Map<String, Object>> records = Read.by(new NdjsonRows(), body).records();
    assertTrue(records.get(0).containsKey(RecordCheck.UNREADABLE));
    assertEquals(Map.of("a", 2), records.get(1));
  }

  @Test
  void a_line_without_an_end_is_cut_and_the_next_is_read() throws IOException {
    List<Map<String, Object>> records =
        read("{\"a\":\"" + "x".repeat(5_000_000) + "\"}\n{\"a\":2}\n");
    String kept = (String) records.get(0).get(RecordCheck.UNREADABLE);
    assertEquals(100_000, kept.length());
    assertEquals(Map.of("a", 2), records.get(1));
  }

  @Test
  void lines_of_any_length_are_read_across_the_pieces_in_which_a_body_comes() throws IOException {
    StringBuilder body = new StringBuilder();
    List<Map<String, Object>> expected = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String text = "x".repeat(i * i % 7_919);
      body.append("{\"n\":").append(i).append(",\"t\":\"").append(text).append("\"}\n");
      expected.add(Map.of("n", i, "t", text));
    }
    assertEquals(expected, read(body.toString()));
  }
}
