package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-16T10:00:00Z",
        "2026-02-16T10:00:00+07:00",
        "2026-02-16T10:00:00.5-03:30",
        "2026-02-16T10:00:00.123456789Z",
        "2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.9999Z",
        "0000-01-01T00:00:00Z",
        "1900-01-01T00:00:00+17:59",
        "2026-02-16T10:00Z",
        "2026-02-16T10:00:00.Z",
        "2026-02-16T10:00:00+07",
        "2026-02-16T10:00:00+07:00:30",
        "2026-02-16T10:00:00+18:00",
        "2026-02-16t10:00:00z",
        "+12026-02-16T10:00:00Z",
        "-0001-02-16T10:00:00Z"
      })
  void a_time_is_read_as_the_library_reads_it(String text) {
    assertEquals(OffsetDateTime.parse(text).toInstant().toEpochMilli(), IsoTime.millis(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-16",
        "2026-02-29T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "2026-00-16T10:00:00Z",
        "2026-13-16T10:00:00Z",
        "2026-02-00T10:00:00Z",
        "2026-02-16T24:00:01Z",
        "2026-02-16T10:60:00Z",
        "2026-02-16T10:00:60Z",
        "2026-02-16T10:00:00",
        "2026-02-16T10:00:00.1234567890Z",
        "2026-02-16T10:00:00+19:00",
        "2026-02-16T10:00:00+07:60",
        "2026-02-16T10:00:00 07:00",
        "2026-02-16T10:00:00Z ",
        "2026-02-16T1٠:00:00Z",
        "20a6-02-16T10:00:00Z"
      })
  void what_is_no_time_for_the_library_is_none(String text) {
    assertThrows(DateTimeException.class, () -> OffsetDateTime.parse(text));
    assertThrows(DateTimeException.class, () -> IsoTime.millis(text));
  }

  @Test
  void any_instant_at_any_offset_is_read_as_the_library_reads_it() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-1_079, 1_080) * 60);
      String text = instant.atOffset(offset).toString();
      assertEquals(instant.toEpochMilli(), IsoTime.millis(text), text);
    }
  }

  @Test
  void a_text_with_one_character_changed_is_read_or_refused_as_the_library_does() {
    Random random = new Random(11);
    String letters = "0123456789-+:.TZ z٣";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("2026-02-16T10:00:00.250+07:00");
      text.setCharAt(
          random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
      assertEquals(read(text, OffsetDateTime::parse), read(text, IsoTimeTest::instant));
    }
  }

  private static OffsetDateTime instant(CharSequence text) {
    return Instant.ofEpochMilli(IsoTime.millis(text.toString())).atOffset(ZoneOffset.UTC);
  }

  private static String read(CharSequence text, Function<CharSequence, OffsetDateTime> reader) {
    try {
      return text + " " + reader.apply(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      return text + " is none";
    }
  }
}
