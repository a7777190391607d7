package id.pcc.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldType;
import id.pcc.mapping.format.NumberForm;
import id.pcc.mapping.format.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnifferTest {
  private static Column column(String name, Object... values) {
    List<Row> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(new Row(rows.size() + 2, Arrays.asList(value)));
    }
    return Sniffer.sniff(List.of(name), rows).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tanggal|2026-11-24|2026-11-25T06:30:00+07:00|YEAR_FIRST",
        "Tanggal|2014, 5, 10|2014, 12, 1|YEAR_FIRST",
        "Tgl Lapor|20261124|20261125|YEAR_FIRST",
        "Tanggal|24/11/2026|1/2/2026 06.30|DAY_FIRST",
        "Tanggal|24-11-26|25-11-26|DAY_FIRST",
        "Date|11/24/2026|11/25/2026 6:30 PM|MONTH_FIRST",
        "Waktu|10 Mei 2014|Selasa, 24 Nopember 2026 pukul 06.30 WIB|WORDS",
        "Periode|Mei 2014|Agustus 2014|WORDS",
        "Tanggal|46350|46351.5|EXCEL",
        "timestamp|1764000000|1764003600|SECONDS",
        "waktu|1764000000000|1764003600000|MILLISECONDS",
        "Tahun|2014|2015|YEAR"
      })
  void times_are_known_as_they_are_written(String name, String one, String two, TimeForm form) {
    Column column = column(name, one, two);
    assertEquals(Kind.TIME, column.kind());
    assertEquals(form, column.time());
    assertEquals(1, column.confidence());
  }

  @Test
  void a_date_that_fits_both_ways_has_the_day_first() {
    assertEquals(TimeForm.DAY_FIRST, column("Tanggal", "01/02/2026", "03/04/2026").time());
  }

  @Test
  void dates_of_a_workbook_are_times() {
    assertEquals(
        Kind.TIME,
        column("x", LocalDateTime.of(2026, 1, 2, 0, 0), LocalDateTime.of(2026, 1, 3, 4, 5)).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.250,5|0,25|DECIMAL|COMMA",
        "1,250.5|0.25|DECIMAL|POINT",
        "1.250.000|12|INTEGER|COMMA",
        "Rp 1.250.000|Rp12.500|INTEGER|COMMA",
        "12,5 %|3,25%|DECIMAL|COMMA",
        "12|-7|INTEGER|COMMA"
      })
  void numbers_are_known_by_their_decimals(String one, String two, Kind kind, NumberForm form) {
    Column column = column("Nilai", one, two);
    assertEquals(kind, column.kind());
    assertEquals(form, column.number());
    assertEquals(one.endsWith("%") ? "%" : "", column.unit());
  }

  @Test
  void names_made_of_digits_are_texts() {
    assertEquals(Kind.TEXT, column("NIK", "6171010101010001", "6171010101010002").kind());
    assertEquals(Kind.TEXT, column("Kode", "0123", "0456", "1234").kind());
    assertEquals(Kind.TEXT, column("No HP", "6281234567890", "6281234567891").kind());
    assertEquals(Kind.TEXT, column("regency_code", "61.71", "61.72").kind());
    assertEquals(Kind.INTEGER, column("Nomor", 1L, 2L, 3L).kind());
  }

  @Test
  void yes_and_no_are_known_in_both_languages() {
    assertEquals(Kind.BOOLEAN, column("Aktif", "Ya", "tidak", "YA").kind());
    assertEquals(Kind.INTEGER, column("Jumlah", "1", "0", "1").kind());
  }

  @Test
  void a_place_in_the_city_is_known_on_both_sides_of_the_equator() {
    assertEquals(Kind.LATITUDE, column("lat", "-0.0263", "0.0123", "-0.0512").kind());
    assertEquals(Kind.LATITUDE, column("Lintang", "-0,0263", "0,0123").kind());
    assertEquals(Kind.LONGITUDE, column("kolom", "109.3425", "109.2998").kind());
    // 109.342 could be more than a hundred thousand; the city tells.
    assertEquals(NumberForm.POINT, column("Bujur", "109.342", "109.299").number());
    assertEquals(Kind.DECIMAL, column("Curah hujan", "0,012", "0,025").kind());
  }

  @Test
  void degrees_under_the_wrong_heading_are_known_by_where_they_lie() {
    assertEquals(Kind.LONGITUDE, column("lat", "109.3425", "109.2998").kind());
  }

  @Test
  void few_values_that_come_often_are_codes() {
    Object[] values =
        Stream.of("BAIK", "SEDANG", "BAIK", "BAIK", "SEDANG", "BAIK", "BAIK").toArray();
    Column column = column("Kategori", values);
    assertEquals(List.of("BAIK", "SEDANG"), column.codes());
    assertFalse(column.unique());
  }

  @Test
  void what_tells_records_apart_is_a_key() {
    assertTrue(column("Kode", "A1", "A2", "A3").key());
    assertFalse(column("Kode", "A1", null, "A3").key());
    assertFalse(column("Kode", "A1", "A1").key());
  }

  @Test
  void a_column_with_nothing_in_it_is_empty() {
    Column column = column("Ket", null, null);
    assertEquals(Kind.EMPTY, column.kind());
    assertEquals(2, column.missing());
  }

  @Test
  void what_does_not_fit_is_shown() {
    Object[] values = new Object[20];
    Arrays.setAll(values, i -> i == 7 ? "rusak" : (Object) ("1" + i));
    Column column = column("Nilai", values);
    assertEquals(Kind.INTEGER, column.kind());
    assertEquals(0.95, column.confidence(), 1e-9);
    assertEquals(List.of("rusak"), column.misfits());
  }

  @Test
  void fields_have_names_that_a_database_takes() {
    List<Column> columns =
        Sniffer.sniff(
            List.of("PM2,5 (µg/m³)", "2024", "", "Nama Jalan", "nama-jalan", "pcc_seq", "名前"),
            List.of(new Row(2, List.of("1", "2", "3", "4", "5", "6", "7"))));
    assertEquals(
        List.of(
            "pm2_5_g_m3",
            "k_2024",
            "kolom_3",
            "nama_jalan",
            "nama_jalan_2",
            "k_pcc_seq",
            "kolom_7"),
        columns.stream().map(Column::field).toList());
  }

  @Test
  void a_suggestion_puts_together_what_belongs_together() {
    List<Column> columns =
        Sniffer.sniff(
            List.of("Kode", "Tanggal", "Jam", "Bujur", "Lintang", "Nilai", "Ket", "Bentuk"),
            List.of(
                new Row(
                    2,
                    Arrays.asList(
                        "A", "24/11/2026", "06.30", "109,342", "0,012", "1,5", null, Map.of()))));
    List<Rule> rules = Suggestion.ofNew(columns);
    assertEquals(
        List.of("kode", "tanggal", "lokasi", "nilai", "bentuk"),
        rules.stream().map(Rule::field).toList());
    assertEquals(List.of("Tanggal", "Jam"), rules.get(1).columns());
    assertEquals(List.of("Bujur", "Lintang"), rules.get(2).columns());
    assertEquals(FieldType.POINT, rules.get(2).type());
    assertEquals(FieldType.GEOMETRY, rules.get(4).type());
  }

  @Test
  void the_columns_of_a_dataset_are_found_by_name_title_or_by_what_they_alone_hold() {
    Dataset dataset =
        Dataset.named("air")
            .title("Udara", "Air")
            .key("kode", "kode", "kode")
            .time("waktu", "Waktu pengukuran", "Time")
            .measure("pm25", "µg/m³", "PM2,5 (µg/m³)", "PM2.5")
            .geometry("tempat", FieldType.POINT, "Tempat", "Place")
            .attribute("ket", "Keterangan", "Remark")
            .build();
    List<Column> columns =
        Sniffer.sniff(
            List.of("KODE", "Tanggal", "PM2,5 (µg/m³)", "Bujur", "Lintang"),
            List.of(new Row(2, List.of("A", "24/11/2026", "1,5", "109,342", "0,012"))));
    List<Rule> rules = Suggestion.onto(columns, dataset);
    assertEquals(
        List.of("kode", "waktu", "pm25", "tempat"), rules.stream().map(Rule::field).toList());
    assertEquals(List.of("Tanggal"), rules.get(1).columns());
    assertEquals(TimeForm.DAY_FIRST, rules.get(1).time());
    assertEquals(List.of("Bujur", "Lintang"), rules.get(3).columns());
  }
}
