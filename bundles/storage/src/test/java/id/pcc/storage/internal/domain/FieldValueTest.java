package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldValueTest {
  private static final FieldValue VALUES =
      new FieldValue(
          new GeoJson(
              text -> {
                throw new IllegalArgumentException(text);
              }));

  private static Field field(FieldType type, Code... codes) {
    return new Field("f", type, FieldRole.ATTRIBUTE, "", LocalText.name("f"), List.of(codes));
  }

  private static Object of(FieldType type, Object value) throws Refusal {
    return VALUES.of(field(type), value);
  }

  private static String refused(FieldType type, Object value) {
    return assertThrows(Refusal.class, () -> of(type, value)).detail();
  }

  @Test
  void blanks_at_the_end_of_a_key_do_not_count() throws Refusal {
    Field key = new Field("f", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("f"), List.of());
    assertEquals(" a\t", VALUES.of(key, " a\t  "));
    assertEquals("", VALUES.of(key, "  "));
    assertEquals("a ", of(FieldType.TEXT, "a "));
  }

  @Test
  void whole_numbers_come_as_numbers_or_as_plain_texts() throws Refusal {
    assertEquals(5L, of(FieldType.INTEGER, 5));
    assertEquals(5L, of(FieldType.INTEGER, 5.0));
    assertEquals(-5L, of(FieldType.INTEGER, " -5 "));
    assertEquals(5L, of(FieldType.INTEGER, new BigDecimal("5.00")));
    assertEquals(Long.MAX_VALUE, of(FieldType.INTEGER, "9223372036854775807"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5.5", "1e3", "0x10", "5 000", "9223372036854775808", "five"})
  void other_texts_are_no_whole_numbers(String text) {
    assertTrue(refused(FieldType.INTEGER, text).contains("whole number"));
  }

  @Test
  void a_number_with_a_fraction_is_no_whole_number() {
    assertTrue(refused(FieldType.INTEGER, 5.5).contains("the number 5.5"));
    assertTrue(refused(FieldType.INTEGER, 1e300).contains("whole number"));
    assertTrue(refused(FieldType.INTEGER, BigInteger.ONE.shiftLeft(64)).contains("within 64 bits"));
    assertTrue(refused(FieldType.INTEGER, new BigDecimal("1e999999999")).contains("whole"));
  }

  @Test
  void decimals_are_finite_and_never_the_negative_zero() throws Refusal {
    assertEquals(1.25, of(FieldType.DECIMAL, "1.25"));
    assertEquals(-0.5, of(FieldType.DECIMAL, "-.5"));
    assertEquals(1200.0, of(FieldType.DECIMAL, "1.2E3"));
    assertEquals(0L, Double.doubleToLongBits((Double) of(FieldType.DECIMAL, -0.0)));
    assertEquals(0.0, of(FieldType.DECIMAL, Double.MIN_VALUE));
    assertTrue(refused(FieldType.DECIMAL, Double.NaN).contains("finite"));
    assertTrue(refused(FieldType.DECIMAL, Double.NEGATIVE_INFINITY).contains("finite"));
    assertTrue(refused(FieldType.DECIMAL, "1e999").contains("finite"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.250,5", "1,5", "NaN", "---", "N/A", "", "1d", "0x1p3", "."})
  void the_mess_of_a_source_is_no_decimal(String text) {
    assertTrue(refused(FieldType.DECIMAL, text).contains("decimal point"));
  }

  @Test
  void times_have_an_offset_or_are_milliseconds() throws Refusal {
    long millis = Instant.parse("2026-02-16T03:00:00Z").toEpochMilli();
    assertEquals(millis, of(FieldType.TIME, "2026-02-16T10:00:00+07:00"));
    assertEquals(millis, of(FieldType.TIME, "2026-02-16T03:00:00Z"));
    assertEquals(millis, of(FieldType.TIME, "2026-02-16T10:00+07:00"));
    assertEquals(millis, of(FieldType.TIME, Instant.ofEpochMilli(millis)));
    assertEquals(millis, of(FieldType.TIME, OffsetDateTime.parse("2026-02-16T10:00:00+07:00")));
    assertEquals(millis, of(FieldType.TIME, millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-16",
        "2026-02-16T10:00:00",
        "16/02/2026 10:00",
        "2026-02-30T10:00:00Z"
      })
  void a_time_without_its_offset_is_refused(String text) {
    assertTrue(refused(FieldType.TIME, text).contains("with its offset"));
  }

  @Test
  void seconds_and_absurd_years_are_refused() {
    assertTrue(refused(FieldType.TIME, 1_771_210_800L).contains("looks like seconds"));
    assertTrue(refused(FieldType.TIME, "20260-02-16T03:00:00Z").contains("offset"));
    assertTrue(refused(FieldType.TIME, "+20260-02-16T03:00:00Z").contains("1900 to 2199"));
    assertTrue(refused(FieldType.TIME, Instant.MAX).contains("offset"));
  }

  @Test
  void texts_have_a_length_and_whole_characters() throws Refusal {
    assertEquals("x".repeat(1_000), of(FieldType.TEXT, "x".repeat(1_000)));
    assertEquals("12", of(FieldType.TEXT, 12));
    assertTrue(refused(FieldType.TEXT, "x".repeat(1_001)).contains("at most 1000"));
    assertTrue(refused(FieldType.TEXT, "a\0b").contains("NUL at place 1"));
    assertTrue(refused(FieldType.TEXT, "a\uD83C").contains("half a character"));
    assertTrue(refused(FieldType.TEXT, "\uDF0Aa").contains("half a character"));
    assertTrue(refused(FieldType.TEXT, 1.5).contains("expected a text"));
    assertTrue(refused(FieldType.TEXT, Map.of()).contains("an object"));
    assertTrue(refused(FieldType.LONG_TEXT, "x".repeat(1_000_001)).contains("1000000"));
  }

  @Test
  void a_key_is_short_enough_for_an_index() {
    Field key = new Field("k", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("k"), List.of());
    Refusal refusal = assertThrows(Refusal.class, () -> VALUES.of(key, "x".repeat(201)));
    assertTrue(refusal.detail().contains("a key has at most 200"), refusal.detail());
  }

  @Test
  void a_code_is_one_of_its_list() throws Refusal {
    Field field =
        field(FieldType.TEXT, Code.of("on", "Hidup", "On"), Code.of("off", "Mati", "Off"));
    assertEquals("off", VALUES.of(field, "off"));
    Refusal refusal = assertThrows(Refusal.class, () -> VALUES.of(field, "broken"));
    assertEquals("\"broken\" is not in the code list: on, off", refusal.detail());
  }

  @Test
  void truth_is_true_or_false() throws Refusal {
    assertEquals(true, of(FieldType.BOOLEAN, true));
    assertEquals(false, of(FieldType.BOOLEAN, "FALSE"));
    assertTrue(refused(FieldType.BOOLEAN, 1).contains("true or false"));
    assertTrue(refused(FieldType.BOOLEAN, "ya").contains("true or false"));
  }
}
