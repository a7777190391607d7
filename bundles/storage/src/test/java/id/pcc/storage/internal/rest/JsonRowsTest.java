package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.internal.domain.RecordCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {
  private static Read read(String body) throws IOException {
    return Read.by(new JsonRows(), body);
  }

  @Test
  void an_array_is_its_records_in_their_order() throws IOException {
    Read read = read("[{\"a\":1,\"b\":[true,null,\"x\"]},{\"a\":2.5}]");
    assertEquals("[{a=1, b=[true, null, x]}, {a=2.5}]", read.records().toString());
    assertNull(read.unread().reason());
  }

  @Test
  void one_object_is_one_record() throws IOException {
    assertEquals(List.of(Map.of("a", 1)), read(" {\"a\":1} ").records());
  }

  @Test
  void a_byte_order_mark_and_utf_16_are_understood() throws IOException {
    assertEquals(1, read("\uFEFF[{\"a\":1}]").records().size());
    byte[] wide = "\uFEFF[{\"a\":\"µ\"}]".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(List.of(Map.of("a", "µ")), Read.by(new JsonRows(), wide).records());
  }

  @Test
  void what_is_no_object_stands_under_a_name_that_no_field_has() throws IOException {
    Read read = read("[5,null,[1]]");
    assertEquals(3, read.records().size());
    assertEquals(Map.of(RecordCheck.UNREADABLE, 5), read.records().get(0));
    assertEquals(Collections.singletonMap(RecordCheck.UNREADABLE, null), read.records().get(1));
  }

  @Test
  void the_records_before_a_fault_are_read_and_the_rest_begins_behind_them() throws IOException {
    String body = "[{\"a\":1},{\"a\":\"µg\"},\n {\"a\":,},{\"a\":4}]";
    Read read = read(body);
    assertEquals(List.of(Map.of("a", 1), Map.of("a", "µg")), read.records());
    assertEquals("{\"a\":,},{\"a\":4}]", read.rest(body));
    assertTrue(read.unread().reason().contains("line 2, column"), read.unread().reason());
  }

  @Test
  void a_body_that_ends_too_early_keeps_its_whole_records() throws IOException {
    Read read = read("[{\"a\":1},{\"a\":2},{\"a\":");
    assertEquals(2, read.records().size());
    assertFalse(read.unread().reason().contains("Source"), read.unread().reason());
  }

  @Test
  void what_follows_the_records_is_a_fault() throws IOException {
    Read read = read("[{\"a\":1}] {\"a\":2}");
    assertEquals(1, read.records().size());
    assertEquals("expected the end of the document after the records", read.unread().reason());
  }

  @Test
  void a_document_as_deep_as_a_well_is_a_fault_and_no_crash() throws IOException {
    Read read = read("[{\"a\":1}," + "[".repeat(100_000) + "]".repeat(100_000) + "]");
    assertEquals(1, read.records().size());
    assertTrue(read.unread().reason().contains("depth"), read.unread().reason());
  }

  @Test
  void numbers_are_read_up_to_a_length() throws IOException {
    assertEquals(List.of(Map.of("a", Double.POSITIVE_INFINITY)), read("[{\"a\":1e999}]").records());
    assertEquals(
        "[{a=99999999999999999999999}]",
        read("[{\"a\":99999999999999999999999}]").records().toString());
    Read endless = read("[{\"a\":" + "9".repeat(5_000) + "}]");
    assertEquals(List.of(), endless.records());
    assertTrue(endless.unread().reason().contains("length"), endless.unread().reason());
  }

  @Test
  void a_record_of_a_million_small_objects_is_a_fault_before_it_costs_memory() throws IOException {
    Read read = read("[{\"a\":1},{\"b\":[" + "{},".repeat(1_000_000) + "{}]}]");
    assertEquals(1, read.records().size());
    assertTrue(read.unread().reason().contains("200000 values"), read.unread().reason());
  }

  @Test
  void what_was_read_here_may_be_delivered_again() throws IOException {
    String body = "[{\"a\":1,\"_seq\":7,\"_received\":\"2026-11-24T07:00:00+07:00\"}]";
    assertEquals(List.of(Map.of("a", 1)), read(body).records());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "{]", "nomor=1", "[", "\"", "{\"a\":NaN}", "[1 2]", "\u0000"})
  void what_is_no_json_is_a_fault_in_words(String body) throws IOException {
    Read read = read(body);
    assertFalse(read.unread().reason().isBlank());
    assertFalse(read.unread().reason().contains("Exception"), read.unread().reason());
  }
}
