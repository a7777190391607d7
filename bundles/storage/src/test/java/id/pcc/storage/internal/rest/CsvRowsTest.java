package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.internal.domain.RecordCheck;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  private static Read read(String body) throws IOException {
    return Read.by(new CsvRows(null), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void the_heading_says_what_separates(String delimiter) throws IOException {
    Read read = read("\uFEFFnomor|nama|nilai\r\n1|a|1.5\r\n\r\n2||\r\n".replace("|", delimiter));
    assertNull(read.unread().reason());
    assertEquals(
        "[{nomor=1, nama=a, nilai=1.5}, {nomor=2, nama=null, nilai=null}]",
        read.records().toString());
  }

  @Test
  void quoted_cells_hold_delimiters_quotes_and_lines() throws IOException {
    Read read = read("\"a;b\",c\n\"x,\"\"y\"\"\nz\",2\n");
    assertEquals(List.of(Map.of("a;b", "x,\"y\"\nz", "c", "2")), read.records());
  }

  @Test
  void a_row_of_another_length_is_no_record() throws IOException {
    Read read = read("a,b\n1,2\n3\n4,5,6\n7,8\n");
    assertEquals(
        List.of(
            Map.of("a", "1", "b", "2"),
            Map.of(RecordCheck.UNREADABLE, "3"),
            Map.of(RecordCheck.UNREADABLE, "4,5,6"),
            Map.of("a", "7", "b", "8")),
        read.records());
  }

  @Test
  void a_row_of_empty_cells_is_none() throws IOException {
    assertEquals(List.of(), read("a,b\n,\n , \n").records());
  }

  @Test
  void other_columns_are_kept_by_their_names() throws IOException {
    Read read = read("tanggal,stasiun\n2026-11-24,Pontianak\n");
    assertEquals(List.of(Map.of("tanggal", "2026-11-24", "stasiun", "Pontianak")), read.records());
  }

  @Test
  void two_columns_of_one_name_are_a_fault() throws IOException {
    Read read = read("a,b,a\n1,2,3\n");
    assertEquals(List.of(), read.records());
    assertEquals("line 1: two columns are named \"a\"", read.unread().reason());
  }

  @Test
  void nothing_but_empty_lines_is_a_fault() throws IOException {
    assertTrue(read("\n\n").unread().reason().contains("heading"));
  }

  @Test
  void a_quotation_mark_that_is_not_closed_loses_nothing() throws IOException {
    Read read = read("a,b\n1,2\n\"3,4\n5,6\n");
    assertEquals(Map.of("a", "1", "b", "2"), read.records().get(0));
    assertEquals(Map.of(RecordCheck.UNREADABLE, "3,4\n5,6\n"), read.records().get(1));
  }

  @Test
  void the_code_page_of_windows_is_understood() throws IOException {
    byte[] body = "satuan\n\u00B5g/m\u00B3\n".getBytes(Charset.forName("windows-1252"));
    assertEquals(
        List.of(Map.of("satuan", "\u00B5g/m\u00B3")), Read.by(new CsvRows(null), body).records());
  }

  @Test
  void what_is_not_of_the_charset_that_was_said_is_a_fault() throws IOException {
    byte[] body = "satuan\n\u00B5g\n".getBytes(StandardCharsets.ISO_8859_1);
    Read read = Read.by(new CsvRows(StandardCharsets.UTF_8), body);
    assertEquals("the characters are not UTF-8", read.unread().reason());
  }

  @Test
  void a_heading_of_a_thousand_columns_is_a_fault() throws IOException {
    assertTrue(read("a,".repeat(1_000) + "b\n").unread().reason().contains("500 columns"));
  }
}
