package id.pcc.api.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {
  private static final ZoneId WIB = ZoneId.of("Asia/Pontianak");

  @Test
  void a_decimal_comma_and_a_decimal_point_give_the_same_number() {
    assertEquals(1250.5, Cell.number("1.250,5"));
    assertEquals(1250.5, Cell.number("1250.5"));
    assertEquals(-0.043, Cell.number("-0,043"));
  }

  @Test
  void what_is_no_number_stays_as_it_came() {
    assertEquals("rusak", Cell.number("rusak"));
    assertNull(Cell.number(null));
  }

  @Test
  void every_way_to_write_a_time_gives_the_same_instant() {
    Instant expected = Instant.parse("2026-11-23T23:30:00Z");
    assertEquals(expected, Cell.time("2026-11-24T06:30:00+07:00", null, WIB));
    assertEquals(expected, Cell.time("2026-11-23T23:30:00Z", null, WIB));
    assertEquals(expected, Cell.time("2026-11-24", "06:30:00", WIB));
    assertEquals(expected, Cell.time("24/11/2026", "06.30", WIB));
    assertEquals(expected, Cell.time("2026, 11, 23", "2330", WIB));
  }

  @Test
  void three_digits_are_an_hour_in_utc() {
    assertEquals(Instant.parse("2014-05-10T03:53:00Z"), Cell.time("2014, 5, 10", "353", WIB));
  }

  @Test
  void a_date_alone_begins_at_midnight_of_the_city() {
    assertEquals(Instant.parse("2026-11-23T17:00:00Z"), Cell.time("2026-11-24", null, WIB));
  }

  @Test
  void what_is_no_time_stays_as_it_came() {
    assertEquals("kemarin pagi", Cell.time("kemarin", "pagi", WIB));
    assertEquals("2026-13-41 06:30", Cell.time("2026-13-41", "06:30", WIB));
    assertEquals("99999999999-1-1", Cell.time("99999999999-1-1", null, WIB));
    assertNull(Cell.time(null, "06:30", WIB));
  }

  @Test
  void a_point_has_its_longitude_first() {
    assertEquals(List.of(109.33, -0.02), Cell.point("109,33", "-0.02").get("coordinates"));
    assertEquals(List.of("timur", -0.02), Cell.point("timur", "-0.02").get("coordinates"));
    assertNull(Cell.point(null, "-0.02"));
  }

  @Test
  void what_is_no_list_of_records_is_refused_with_what_it_is() {
    assertEquals(
        List.of(Map.of("b", 1)),
        Cell.records(List.of(Map.of("a", 1)), row -> Map.of("b", row.get("a"))));
    assertThrows(IllegalArgumentException.class, () -> Cell.records(null, row -> row));
    assertThrows(IllegalArgumentException.class, () -> Cell.records(List.of("a"), row -> row));
    String said =
        assertThrows(IllegalArgumentException.class, () -> Cell.records("a", row -> row))
            .getMessage();
    assertEquals("a list of records is expected, but there is String", said);
  }

  @Test
  void the_first_column_that_holds_something_counts() {
    Map<String, Object> row = new HashMap<>();
    row.put("pm10", null);
    row.put("pm_sepuluh", " 61 ");
    assertEquals("61", Cell.text(row, "pm10", "pm_sepuluh"));
    assertNull(Cell.text(row, "pm10", "pm25"));
  }
}
