package id.pcc.mapping.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
  @TempDir Path folder;

  /** What was read of a file. */
  private record All(List<String> columns, List<Row> rows, double read) {}

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("file"), content);
  }

  private All read(String content) throws Exception {
    return read(file(content.getBytes(StandardCharsets.UTF_8)), Reading.USUAL);
  }

  private static All read(Path path, Reading reading) throws Exception {
    try (Table table = TableFile.of(path).open(reading)) {
      List<Row> rows = new ArrayList<>();
      for (Row row = table.next(); row != null; row = table.next()) {
        rows.add(row);
      }
      return new All(table.columns(), rows, table.read());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void a_table_is_read_whatever_separates_its_cells(String delimiter) throws Exception {
    All all = read("Kota,Nilai\nPontianak,\"5\"\n\nSingkawang,---\n".replace(",", delimiter));
    assertEquals(List.of("Kota", "Nilai"), all.columns());
    assertEquals(Arrays.asList("Singkawang", null), all.rows().get(1).cells());
    assertEquals(4, all.rows().get(1).number());
    assertEquals(1, all.read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void a_table_is_read_in_any_encoding_of_offices(String charset) throws Exception {
    String mark = charset.startsWith("UTF-16") ? "\uFEFF" : "";
    byte[] raw = (mark + "Nama;PM2,5 µg/m³\nKafé;1,5\n").getBytes(Charset.forName(charset));
    All all = read(file(raw), Reading.USUAL);
    assertEquals(List.of("Nama", "PM2,5 µg/m³"), all.columns());
    assertEquals(List.of("Kafé", "1,5"), all.rows().get(0).cells());
  }

  @Test
  void the_heading_is_found_under_titles() throws Exception {
    All all =
        read(
            "DATA KUALITAS UDARA;;\nKota Pontianak, 2026;;\n;;\n"
                + "Stasiun;Tanggal;Nilai\nA;24/11/2026;5\nB;25/11/2026;6\n");
    assertEquals(List.of("Stasiun", "Tanggal", "Nilai"), all.columns());
    assertEquals(2, all.rows().size());
    assertEquals(5, all.rows().get(0).number());
  }

  @Test
  void a_heading_of_years_is_one() throws Exception {
    assertEquals(
        List.of("Kecamatan", "2023", "2024"),
        read("Kecamatan;2023;2024\nUtara;10;12\nKota;9;8\n").columns());
  }

  @Test
  void a_person_may_say_where_the_heading_is() throws Exception {
    Path path = file("a;b\nc;d\n1;2\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of("c", "d"), read(path, new Reading(null, 2L)).columns());
  }

  @Test
  void columns_of_one_name_are_told_apart_and_cells_beyond_them_are_not_dropped() throws Exception {
    All all = read("a,a,\n1,2,3\n" + "1,2\n".repeat(80) + "1,2,3,4\n");
    assertEquals(List.of("a", "a 2", "column 3"), all.columns());
    assertEquals("4", all.rows().get(all.rows().size() - 1).cell(3));
  }

  @Test
  void the_features_of_geojson_are_rows() throws Exception {
    All all =
        read(
            "var titik = {\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\","
                + "\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":["
                + "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"nama\":\"Pos\",\"isi\":{\"x\":1.5}},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[109.3,0.01]}},"
                + "{\"type\":\"Feature\",\"properties\":{\"nama\":\"N/A\"},\"geometry\":null}]};");
    assertEquals(List.of("id", "nama", "isi.x", "geometry"), all.columns());
    assertEquals(1, all.rows().size());
    assertEquals(1.5, all.rows().get(0).cell(2));
    assertTrue(all.rows().get(0).cell(3) instanceof Map<?, ?>);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1,\"b\":\"x\"},{\"a\":2}]",
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n",
        "{\"status\":\"ok\",\"jumlah\":[1,2],\"data\":[{\"a\":1,\"b\":\"x\"},{\"a\":2}]}"
      })
  void a_list_of_objects_is_a_table_wherever_it_stands(String json) throws Exception {
    All all = read(json);
    assertEquals(List.of("a", "b"), all.columns());
    assertEquals(Arrays.asList(2L, null), all.rows().get(1).cells());
  }

  @Test
  void a_workbook_is_read_with_its_dates_texts_and_gaps() throws Exception {
    Path path =
        new Workbook()
            .sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>LAPORAN</t></is></c></row><row"
                    + " r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c><c"
                    + " r=\"D3\" t=\"s\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\""
                    + " t=\"str\"><f>A1</f><v>Pos</v></c><c r=\"B4\""
                    + " s=\"2\"><v>46350.2708333333</v></c><c r=\"C4\""
                    + " s=\"3\"><v>0.2708333333</v></c><c r=\"D4\"><v>12.5</v></c></row><row><c"
                    + " t=\"s\"><v>3</v></c><c s=\"1\"><v>46351</v></c><c t=\"b\"><v>1</v></c><c"
                    + " t=\"e\"><v>#N/A</v></c></row><row r=\"9\"/>")
            .write(folder.resolve("b.xlsx"));
    assertEquals(List.of("Data", "Lain"), TableFile.of(path).sheets());
    All all = read(path, Reading.USUAL);
    assertEquals(List.of("Stasiun", "Tanggal", "column 3", "Nilai"), all.columns());
    Row first = all.rows().get(0);
    assertEquals(4, first.number());
    assertEquals(
        List.of("Pos", LocalDateTime.of(2026, 11, 24, 6, 30), "06:30", 12.5), first.cells());
    Row second = all.rows().get(1);
    assertEquals(5, second.number());
    assertEquals(
        Arrays.asList(null, LocalDateTime.of(2026, 11, 25, 0, 0), true, null), second.cells());
    assertEquals(List.of("kosong"), read(path, new Reading("Lain", null)).columns());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r=\"5\"/><row r=\"2\"/>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2000000000</v></c></row>",
        "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
        "<row r=\"9999999\"/>"
      })
  void a_workbook_that_contradicts_itself_is_refused_and_the_place_named(String rows)
      throws Exception {
    Path path = new Workbook().sheet(rows).write(folder.resolve("b.xlsx"));
    var refused = assertThrows(DocumentException.class, () -> read(path, Reading.USUAL));
    assertTrue(refused.getMessage().matches("(row|xl/).*"), refused.getMessage());
  }

  @Test
  void a_doctype_in_a_workbook_is_refused_and_nothing_fetched() throws Exception {
    Path path =
        new Workbook()
            .part(
                "xl/sharedStrings.xml",
                "<!DOCTYPE x [<!ENTITY a SYSTEM"
                    + " \"file:///etc/hostname\">]><sst><si><t>&a;</t></si></sst>")
            .sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
            .write(folder.resolve("b.xlsx"));
    assertThrows(DocumentException.class, () -> read(path, Reading.USUAL));
  }

  @Test
  void a_zip_bomb_is_refused_before_it_fills_the_memory() throws Exception {
    Path path = folder.resolve("bomb.xlsx");
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    new Workbook().write(path);
    Path bomb = folder.resolve("bomb2.xlsx");
    try (OutputStream out = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(out);
        ZipFile source = new ZipFile(path.toFile())) {
      for (String name : List.of("xl/workbook.xml", "xl/_rels/workbook.xml.rels")) {
        zip.putNextEntry(new ZipEntry(name));
        source.getInputStream(source.getEntry(name)).transferTo(zip);
      }
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write("<worksheet><sheetData a=\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        zip.write(blanks);
      }
    }
    var refused = assertThrows(DocumentException.class, () -> read(bomb, Reading.USUAL));
    assertTrue(refused.getMessage().contains("exceeds the limit"), refused.getMessage());
    assertTrue(Files.size(bomb) < 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%PDF-1.7",
        "<html></html>",
        "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
        "PK\u0003\u0004tidak",
        "{}",
        "[]",
        "[[1]]",
        "[{}]",
        "[{\"a\":1},2]",
        "[{\"a\":1}",
        "a\u0000b,c"
      })
  void what_holds_no_table_is_refused_in_words(String content) throws Exception {
    Path path = file(content.getBytes(StandardCharsets.ISO_8859_1));
    var refused = assertThrows(DocumentException.class, () -> read(path, Reading.USUAL));
    assertTrue(!refused.text().id().isEmpty());
  }

  @Test
  void deep_json_is_refused() throws Exception {
    Path path = file(("[{\"a\":" + "[".repeat(5_000) + "]").getBytes(StandardCharsets.UTF_8));
    assertThrows(DocumentException.class, () -> read(path, Reading.USUAL));
  }

  @Test
  void a_row_beyond_the_end_is_none() throws Exception {
    try (Table table =
        TableFile.of(file("a\n1\n".getBytes(StandardCharsets.UTF_8))).open(Reading.USUAL)) {
      table.next();
      assertNull(table.next());
      assertNull(table.next());
    }
  }
}
