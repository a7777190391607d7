package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepairTest {
  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  private static Object after(Map<String, Object> step, Map<String, Object> row) throws Refusal {
    return Repair.of(List.of(step)).on(1, row);
  }

  @Test
  void a_column_becomes_a_field_in_its_place() throws Refusal {
    Map<String, Object> step = Map.of("do", "rename", "from", "PM 2.5", "to", "pm25");
    assertEquals(
        "{station=a, pm25=4, people=1}",
        after(step, row("station", "a", "PM 2.5", 4, "people", 1)).toString());
    assertEquals(row("pm25", 4), after(step, row("PM 2.5", 4, "pm25", null)));
    Map<String, Object> without = row("station", "a");
    assertSame(without, after(step, without));
  }

  @Test
  void a_rename_never_covers_a_value() {
    Map<String, Object> step = Map.of("do", "rename", "from", "PM 2.5", "to", "pm25");
    Refusal refusal = assertThrows(Refusal.class, () -> after(step, row("PM 2.5", 4, "pm25", 5)));
    assertEquals("pm25", refusal.field());
  }

  @Test
  void a_value_becomes_another_one_or_none() throws Refusal {
    Map<String, Object> none =
        row("do", "replace", "field", "pm25", "from", "TIDAK ADA DATA", "to", null);
    assertEquals(row("pm25", null), after(none, row("pm25", " Tidak ada data ")));
    assertEquals(row("pm25", "TIDAK"), after(none, row("pm25", "TIDAK")));
    Map<String, Object> code = row("do", "replace", "field", "kelas", "from", "2", "to", "B");
    assertEquals(row("kelas", "B"), after(code, row("kelas", 2)));
  }

  @Test
  void a_constant_is_set_and_a_member_goes() throws Refusal {
    assertEquals(
        row("a", 1, "kota", "Pontianak"),
        after(row("do", "constant", "field", "kota", "value", "Pontianak"), row("a", 1)));
    assertEquals(row("a", 1), after(row("do", "remove", "field", "b"), row("a", 1, "b", 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | 1.250,5   | 1250.5",
        "id | 1 250,5   | 1250.5",
        "id | -12.000   | -12000",
        "id | 1250      | 1250",
        "id | 0,007     | 0.007",
        "en | 1,250.5   | 1250.5",
        "en | 1250.5    | 1250.5",
      })
  void a_number_is_read_in_its_form(String form, String text, BigDecimal number) throws Refusal {
    Map<String, Object> step = Map.of("do", "number", "field", "x", "form", form);
    assertEquals(row("x", number), after(step, row("x", text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | 1.25",
        "id | 1,250.5",
        "en | 1.250,5",
        "en | 12,5",
        "id | banyak",
        "id | 1,2,3"
      })
  void what_is_no_number_in_the_form_stays_as_it_came(String form, String text) throws Refusal {
    Map<String, Object> step = Map.of("do", "number", "field", "x", "form", form);
    assertEquals(row("x", text), after(step, row("x", text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd/MM/yyyy HH.mm    | 24/11/2026 06.30         | 2026-11-23T23:30:00Z",
        "dd/MM/yyyy          | 24/11/2026               | 2026-11-23T17:00:00Z",
        "d MMMM yyyy HH:mm   | 5 Agustus 2026 07:00     | 2026-08-05T00:00:00Z",
        "d MMMM yyyy HH:mm   | 5 August 2026 07:00      | 2026-08-05T00:00:00Z",
        "yyyyMMddHHmm        | 202611240630             | 2026-11-23T23:30:00Z",
        "yyyy-MM-dd HH:mmXXX | 2026-11-24 06:30+00:00   | 2026-11-24T06:30:00Z",
      })
  void a_time_is_read_by_its_pattern(String pattern, String text, Instant time) throws Refusal {
    Map<String, Object> step =
        Map.of("do", "time", "field", "t", "pattern", pattern, "zone", "Asia/Pontianak");
    assertEquals(row("t", time), after(step, row("t", text)));
  }

  @Test
  void a_day_that_no_calendar_has_stays_as_it_came() throws Refusal {
    Map<String, Object> step =
        Map.of("do", "time", "field", "t", "pattern", "dd/MM/yyyy", "zone", "Asia/Pontianak");
    assertEquals(row("t", "31/02/2026"), after(step, row("t", "31/02/2026")));
  }

  @Test
  void an_edit_concerns_its_row_alone_and_helps_what_is_no_record() throws Refusal {
    Repair repair = Repair.of(List.of(row("do", "edit", "id", 7, "row", Map.of("a", 1))));
    assertEquals(row("a", 1), repair.on(7, null));
    assertEquals(row("b", 2), repair.on(8, row("b", 2)));
    assertThrows(Refusal.class, () -> repair.on(8, null));
  }

  @Test
  void steps_are_taken_in_their_order_and_the_row_itself_is_not_changed() throws Refusal {
    Map<String, Object> row = row("PM 2.5", "1.250,5");
    Repair repair =
        Repair.of(
            List.of(
                Map.of("do", "rename", "from", "PM 2.5", "to", "pm25"),
                Map.of("do", "number", "field", "pm25", "form", "id")));
    assertEquals(row("pm25", new BigDecimal("1250.5")), repair.on(1, row));
    assertEquals(row("PM 2.5", "1.250,5"), row);
  }

  @Test
  void what_is_told_is_read_again() {
    List<Map<String, Object>> told =
        List.of(
            row("do", "rename", "from", "a", "to", "b"),
            row("do", "replace", "field", "b", "from", "-", "to", null),
            row("do", "constant", "field", "c", "value", 1),
            row("do", "number", "field", "b", "form", "en"),
            row("do", "time", "field", "t", "pattern", "dd/MM/yyyy", "zone", "Asia/Pontianak"),
            row("do", "remove", "field", "d"),
            row("do", "edit", "id", 3L, "row", row("b", 1)));
    Repair repair = Repair.of(told);
    assertEquals(told, repair.told());
    assertEquals(repair, Repair.of(repair.told()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "do=dance                              | steps/0/do",
        "do=rename;from=a                      | steps/0/to",
        "do=rename;from=;to=b                  | steps/0/from",
        "do=replace;field=a;from=x             | steps/0/to",
        "do=number;field=a;form=de             | steps/0/form",
        "do=time;field=a;pattern=bb;zone=UTC   | steps/0/pattern",
        "do=time;field=a;pattern=d;zone=Nippon | steps/0/zone",
        "do=edit;id=x                          | steps/0/id",
      })
  void a_step_that_cannot_be_understood_is_named(String members, String place) {
    Map<String, Object> step = new LinkedHashMap<>();
    for (String member : members.split(";")) {
      String[] parts = member.split("=", 2);
      step.put(parts[0], parts[1]);
    }
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Repair.of(List.of(step)));
    assertTrue(refusal.getMessage().startsWith(place), refusal.getMessage());
  }

  @Test
  void no_steps_and_too_many_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> Repair.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Repair.of(null));
    assertThrows(
        IllegalArgumentException.class,
        () -> Repair.of(Collections.nCopies(51, Map.of("do", "remove", "field", "a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected a whole number, got \"tujuh\"   | expected a whole number, got \"…\"",
        "expected a whole number, got \"a\"b\"    | expected a whole number, got \"…\"",
        "expected a text, got the number 12.5     | expected a text, got the number …",
        "air has no field \"pm10\"; it has pm25   | air has no field \"…\"; it has pm25",
        "such as 2026-02-16T10:00:00+07:00, got x | such as …, got x",
        "latitude -0.0352 is 12 off               | latitude … is … off",
      })
  void reasons_of_one_fault_are_one_kind(String reason, String kind) {
    assertEquals(kind, ReasonKind.of(reason));
  }
}
