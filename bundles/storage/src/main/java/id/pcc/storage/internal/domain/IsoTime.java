package id.pcc.storage.internal.domain;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;

/**
 * Times in ISO 8601 with an offset. The form in which machines send them, {@code
 * 2026-02-16T10:00:00Z} with or without a fraction of up to nine digits and with {@code ±07:00} for
 * {@code Z}, is read by its places: the library's parser, which reads all others, takes longer for
 * it than all other work on a record together.
 */
final class IsoTime {
  private static final int SHORTEST = "2026-02-16T10:00:00Z".length();
  private static final int FRACTION = "2026-02-16T10:00:00".length();
  private static final long MILLIS_OF_A_DAY = 86_400_000L;
  private static final int NONE = -1;

  private IsoTime() {}

  /**
   * Milliseconds UTC since 1970.
   *
   * @throws java.time.DateTimeException when it is no such time
   */
  static long millis(String text) {
    Long usual = usual(text);
    return usual == null ? OffsetDateTime.parse(text).toInstant().toEpochMilli() : usual;
  }

  /** Of the usual form; {@code null} for every other, also for what is no time at all. */
  private static Long usual(String text) {
    if (text.length() < SHORTEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean numbers = year >= 0 && within(month, 1, 12) && day >= 1;
    if (!numbers
        || !within(hour, 0, 23)
        || !within(minute, 0, 59)
        || !within(second, 0, 59)
        || day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return null;
    }
    int end = FRACTION;
    int millis = 0;
    if (text.charAt(end) == '.') {
      int weight = 100;
      for (end++; end < text.length() && digit(text.charAt(end)); end++) {
        millis += weight * (text.charAt(end) - '0');
        weight /= 10;
      }
      int digits = end - FRACTION - 1;
      if (!within(digits, 1, 9)) {
        return null;
      }
    }
    int offset = offset(text, end);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds = hour * 3_600L + minute * 60L + second - offset;
    return LocalDate.of(year, month, day).toEpochDay() * MILLIS_OF_A_DAY + seconds * 1_000 + millis;
  }

  /** Seconds east of Greenwich; {@link Integer#MIN_VALUE} for another form. */
  private static int offset(String text, int from) {
    int length = text.length() - from;
    if (length == 1 && text.charAt(from) == 'Z') {
      return 0;
    }
    if (length != 6 || text.charAt(from + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(from);
    int hours = number(text, from + 1, from + 3);
    int minutes = number(text, from + 4, from + 6);
    if (sign != '+' && sign != '-' || !within(hours, 0, 17) || !within(minutes, 0, 59)) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!digit(c)) {
        return NONE;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean within(int number, int least, int most) {
    return number >= least && number <= most;
  }
}
