package id.pcc.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.FieldType;
import id.pcc.mapping.format.NumberForm;
import id.pcc.mapping.format.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
  private static Rule rule(FieldType type, NumberForm number, TimeForm time, String... columns) {
    return new Rule("nilai", type, List.of(columns), number, time, null, null, null, null);
  }

  private static Object value(Rule rule, Object... cells) {
    List<String> columns = List.of("A", "B").subList(0, cells.length);
    return new Mapping(List.of(rule))
        .over(columns)
        .record(new Row(12, Arrays.asList(cells)))
        .get("nilai");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YEAR_FIRST|2026-11-24|2026-11-23T17:00:00Z",
        "YEAR_FIRST|2026-11-24T06:30:00Z|2026-11-24T06:30:00Z",
        "YEAR_FIRST|2026-11-24 06:30|2026-11-23T23:30:00Z",
        "YEAR_FIRST|2014, 5, 10|2014-05-09T17:00:00Z",
        "DAY_FIRST|24/11/2026 06.30|2026-11-23T23:30:00Z",
        "DAY_FIRST|1-2-26|2026-01-31T17:00:00Z",
        "DAY_FIRST|24/11/2026 24:00|2026-11-24T17:00:00Z",
        "MONTH_FIRST|11/24/2026 6:30 PM|2026-11-24T11:30:00Z",
        "WORDS|Selasa, 24 Nopember 2026 pukul 06.30 WIB|2026-11-23T23:30:00Z",
        "WORDS|24 Agustus 2026 10:00 WITA|2026-08-24T02:00:00Z",
        "WORDS|Mei 2014|2014-04-30T17:00:00Z",
        "EXCEL|46350.25|2026-11-23T23:00:00Z",
        "SECONDS|1764000000|2025-11-24T16:00:00Z",
        "MILLISECONDS|1764000000000|2025-11-24T16:00:00Z",
        "YEAR|2014|2013-12-31T17:00:00Z"
      })
  void a_time_is_the_city_s_unless_it_says_otherwise(TimeForm form, String text, Instant time) {
    assertEquals(time, value(rule(FieldType.TIME, null, form, "A"), text));
  }

  @Test
  void a_time_may_be_of_another_zone() {
    Rule rule =
        new Rule(
            "nilai",
            FieldType.TIME,
            List.of("A"),
            null,
            TimeForm.DAY_FIRST,
            ZoneId.of("UTC"),
            null,
            null,
            null);
    assertEquals(Instant.parse("2026-11-24T06:30:00Z"), value(rule, "24/11/2026 06:30"));
  }

  @Test
  void a_date_and_a_time_of_day_stand_in_two_columns() {
    Rule rule = rule(FieldType.TIME, null, TimeForm.DAY_FIRST, "A", "B");
    assertEquals(Instant.parse("2026-11-23T23:30:00Z"), value(rule, "24/11/2026", "06.30"));
    assertEquals(Instant.parse("2026-11-23T17:00:00Z"), value(rule, "24/11/2026", null));
    assertEquals(
        Instant.parse("2026-11-23T23:30:00Z"),
        value(rule, LocalDateTime.of(2026, 11, 24, 0, 0), "06:30"));
    assertNotNull(Cell.unreadable(value(rule, null, "06.30")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DECIMAL|POINT|1.5.2",
        "DECIMAL|COMMA|1.5",
        "DECIMAL|COMMA|dua",
        "INTEGER|COMMA|1,5",
        "INTEGER|POINT|99999999999999999999",
        "BOOLEAN|POINT|mungkin",
        "TIME|POINT|31/02/2026",
        "TIME|POINT|2026-02-31",
        "POINT|POINT|109.3"
      })
  void what_cannot_be_read_says_row_column_and_value(
      FieldType type, NumberForm number, String text) {
    Fault fault = Cell.unreadable(value(rule(type, number, TimeForm.YEAR_FIRST, "A"), text));
    assertNotNull(fault);
    assertTrue(fault.code().startsWith("cell."), fault.code());
    assertEquals(text, fault.arguments().get("value"));
    assertEquals("A", fault.arguments().get("column"));
    String said = fault.text().id();
    assertTrue(said.startsWith("baris 12, kolom \"A\": seharusnya "), said);
    assertTrue(said.contains(text), said);
    String reason = fault.reason();
    assertTrue(reason.startsWith("row 12, column \"A\": "), reason);
    assertTrue(reason.contains(text), reason);
  }

  @Test
  void values_that_say_nothing_are_left_out() {
    Rule rule =
        new Rule(
            "nilai",
            FieldType.DECIMAL,
            List.of("A"),
            null,
            null,
            null,
            List.of("9999"),
            null,
            null);
    assertNull(value(rule, 9999L));
    assertNull(value(rule, "9999"));
    assertEquals(999.0, value(rule, "999"));
  }

  @Test
  void codes_are_translated_and_constants_filled_in() {
    Rule code =
        new Rule(
            "nilai",
            FieldType.TEXT,
            List.of("A"),
            null,
            null,
            null,
            null,
            null,
            Map.of("B", "baik"));
    assertEquals("baik", value(code, "B"));
    assertEquals("C", value(code, "C"));
    Rule constant =
        new Rule("nilai", FieldType.INTEGER, null, null, null, null, null, "2026", null);
    assertEquals(2026L, value(constant, "x"));
  }

  @Test
  void a_place_needs_both_of_its_numbers() {
    Rule rule = rule(FieldType.POINT, NumberForm.COMMA, null, "A", "B");
    assertEquals(
        Map.of("type", "Point", "coordinates", List.of(109.342, -0.0263)),
        value(rule, "109,342", "-0,0263"));
    assertNotNull(Cell.unreadable(value(rule, "109,342", null)));
    assertNull(value(rule, null, null));
  }

  @Test
  void cells_beyond_the_columns_keep_the_record_out() {
    MappedRows rows =
        new Mapping(List.of(rule(FieldType.TEXT, null, null, "A"))).over(List.of("A"));
    Fault fault = Cell.unreadable(rows.record(new Row(3, List.of("x", "y"))).get("nilai"));
    assertEquals("cell.surplus", fault.code());
    assertEquals("row 3: there are more cells than columns", fault.reason());
    assertEquals("baris 3: sel lebih banyak daripada kolom", fault.text().id());
  }

  @Test
  void a_mapping_that_cannot_be_says_which_field() {
    Mapping mapping = new Mapping(List.of(rule(FieldType.TEXT, null, null, "A")));
    var missing = assertThrows(IllegalArgumentException.class, () -> mapping.over(List.of("B")));
    assertTrue(missing.getMessage().contains("nilai"));
    Rule rule = rule(FieldType.TEXT, null, null, "A");
    assertThrows(IllegalArgumentException.class, () -> new Mapping(List.of(rule, rule)));
    assertThrows(IllegalArgumentException.class, () -> new Mapping(List.of()));
    assertThrows(IllegalArgumentException.class, () -> rule(FieldType.TEXT, null, null, "A", "B"));
    assertThrows(IllegalArgumentException.class, () -> rule(FieldType.TEXT, null, null));
  }

  @Test
  void every_number_survives_being_written_and_read_in_its_form() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      BigDecimal number = BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000L, i % 6);
      String point = String.format(Locale.ENGLISH, "%,." + (i % 6) + "f", number);
      String comma = point.replace(',', '_').replace('.', ',').replace('_', '.');
      assertEquals(0, number.compareTo(NumberForm.POINT.read(point)), point);
      assertEquals(0, number.compareTo(NumberForm.COMMA.read(comma)), comma);
      assertFalse(NumberForm.evidence(point) == NumberForm.COMMA && i % 6 > 0 && i % 6 != 3, point);
    }
  }

  @Test
  void every_day_survives_being_written_and_read_in_its_form() {
    var months =
        List.of(
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember");
    for (var day = LocalDate.of(2023, 12, 1); day.getYear() < 2026; day = day.plusDays(1)) {
      Instant expected = day.atStartOfDay(Rule.ZONE).toInstant();
      int d = day.getDayOfMonth();
      int m = day.getMonthValue();
      int y = day.getYear();
      assertEquals(expected, TimeForm.DAY_FIRST.read(d + "/" + m + "/" + y, null, Rule.ZONE));
      assertEquals(expected, TimeForm.MONTH_FIRST.read(m + "/" + d + "/" + y, null, Rule.ZONE));
      assertEquals(expected, TimeForm.YEAR_FIRST.read(day.toString(), null, Rule.ZONE));
      assertEquals(
          expected, TimeForm.WORDS.read(d + " " + months.get(m - 1) + " " + y, null, Rule.ZONE));
    }
  }

  @Test
  void a_mapping_is_the_same_after_json() throws Exception {
    ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    Mapping mapping =
        new Mapping(
            List.of(
                rule(FieldType.TIME, NumberForm.COMMA, TimeForm.WORDS, "A", "B"),
                new Rule("x", FieldType.TEXT, null, null, null, null, List.of("-"), "k", null)));
    assertEquals(mapping, json.readValue(json.writeValueAsString(mapping), Mapping.class));
  }
}
