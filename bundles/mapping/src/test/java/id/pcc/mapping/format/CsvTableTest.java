package id.pcc.mapping.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static List<Map<String, Object>> read(byte[] raw) throws DocumentException {
    return new CsvTable().read(raw);
  }

  private static List<Map<String, Object>> read(String text) throws DocumentException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Object> column(String name, String text) throws DocumentException {
    return read(text).stream().map(r -> r.get(name)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_delimiter_is_found(String d) throws DocumentException {
    String text = "Kode%1$sNama stasiun%1$sPM10\nA%1$s\"Taman%1$s \"\"Kota\"\"\"%1$s60\n";
    Map<String, Object> row = read(text.formatted(d)).get(0);
    assertEquals("Taman" + d + " \"Kota\"", row.get("nama_stasiun"));
    assertEquals("60", row.get("pm10"));
  }

  @Test
  void a_hint_of_the_spreadsheet_names_the_delimiter() throws DocumentException {
    assertEquals(Map.of("a", "1", "b", "2"), read("sep=!\r\na!b\r\n1!2\r\n").get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PM2,5 (µg/m³)|pm2_5_mg_m3",
        "  Nama  Stasiun |nama_stasiun",
        "Kodé-Stasiun|kode_stasiun",
        "2026|2026",
        "%%%|column_1"
      })
  void columns_are_named_by_letters_and_digits(String heading, String name) {
    // µ (micro) is the Greek letter when decomposed: it has no plain Latin one.
    String expected = name.replace("_mg_", "_g_");
    assertEquals(expected, CsvTable.column(heading, 1));
  }

  @Test
  void two_columns_of_one_name_stay_apart() throws DocumentException {
    assertEquals(Map.of("a", "1", "a_2", "2"), read("a;A\n1;2\n").get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---",
        "–",
        "—",
        "-",
        "N/A",
        "n/a",
        "null",
        "NULL",
        "TIDAK ADA DATA",
        "tidak ada data",
        " ",
        "NaN"
      })
  void a_cell_that_says_that_nothing_is_there_is_null(String cell) throws DocumentException {
    assertNull(read("a;b\n1;" + cell + "\n").get(0).get("b"));
  }

  @Test
  void decimals_with_a_comma_are_rewritten() throws DocumentException {
    assertEquals(List.of("1250.5", "1250", "3"), column("b", "a;b\nx;1.250,5\ny;1.250\nz;3\n"));
  }

  @Test
  void decimals_with_a_point_are_left() throws DocumentException {
    assertEquals(
        List.of("1250.5", "1250", "0.125"), column("b", "a,b\nx,1250.5\ny,\"1,250\"\nz,0.125\n"));
  }

  @Test
  void a_column_without_evidence_follows_the_table_then_the_delimiter() throws DocumentException {
    assertEquals(List.of("1250"), column("b", "a;b;c\nx;1.250;3,5\n"));
    assertEquals(List.of("109.348"), column("b", "a;b;c\nx;109.348;0.036\n"));
    assertEquals(List.of("1250"), column("b", "a;b\nx;1.250\n"));
    assertEquals(List.of("1.250"), column("b", "a,b\nx,1.250\n"));
  }

  @Test
  void codes_dates_and_texts_stay_as_they_are() throws DocumentException {
    Map<String, Object> row =
        read("kode;bps;tanggal;ip;nama;versi\n"
                + "61.71.01.1002;0617;24.11.2026;10.0.0.1;Jl. 1,5;1.2.3\n")
            .get(0);
    assertEquals(
        List.of("61.71.01.1002", "0617", "24.11.2026", "10.0.0.1", "Jl. 1,5", "1.2.3"),
        List.copyOf(row.values()));
  }

  @Test
  void a_column_that_contradicts_itself_is_read_value_by_value() throws DocumentException {
    assertEquals(List.of("12.5", "12.5", "1.250"), column("b", "a;b\nx;12,5\ny;12.5\nz;1.250\n"));
  }

  @Test
  void all_usual_encodings_are_read() throws DocumentException {
    String text = "nama;pm\nDemak – Ñ;1\n";
    byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
    byte[] wide = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    byte[] big = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE);
    byte[] windows = text.getBytes(Charset.forName("windows-1252"));
    for (byte[] raw : List.of(text.getBytes(StandardCharsets.UTF_8), marked, wide, big, windows)) {
      assertEquals(Map.of("nama", "Demak – Ñ", "pm", "1"), read(raw).get(0));
    }
  }

  @Test
  void short_rows_are_filled_and_long_ones_show_their_surplus() throws DocumentException {
    List<Map<String, Object>> rows = read("a;b\n1\n1;2;3;4\n\n;\n");
    assertEquals(2, rows.size());
    assertNull(rows.get(0).get("b"));
    assertEquals("3 | 4", rows.get(1).get(CsvTable.SURPLUS));
  }

  @Test
  void what_is_no_table_is_refused() {
    assertThrows(DocumentException.class, () -> read(""));
    assertTrue(
        assertThrows(DocumentException.class, () -> read("a;b\n\0;\0"))
            .getMessage()
            .contains("binary"));
    assertTrue(
        assertThrows(DocumentException.class, () -> read("a,".repeat(600)))
            .getMessage()
            .contains("500 columns"));
  }
}
