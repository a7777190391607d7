package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a value as it came from a source into a value of a field's type: {@link String}, {@link
 * Long} (also for times, in milliseconds UTC), {@link Double}, {@link Boolean}, {@link Place} or
 * {@link Shape}.
 */
public final class FieldValue {
  /** The greatest length of a text. */
  public static final int LONGEST_TEXT = 1_000;

  /** The greatest length of a text that is part of a key: what an index can hold. */
  public static final int LONGEST_KEY = 200;

  /** The greatest length of a long text. */
  public static final int LONGEST_LONG_TEXT = 1_000_000;

  private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
  // a number of milliseconds below this lies before 1973: more likely, someone sent seconds
  private static final long LEAST_MILLIS = 100_000_000_000L;
  private static final int MOST_CODES = 12;
  private static final double EXACT_WHOLE = 9_007_199_254_740_992.0;
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern PLAIN_DECIMAL =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

  private final GeoJson geoJson;

  /**
   * @param geoJson for places
   */
  public FieldValue(GeoJson geoJson) {
    this.geoJson = geoJson;
  }

  /**
   * Converts.
   *
   * @param value never {@code null}
   */
  public Object of(Field field, Object value) throws Refusal {
    // whether a text is a map is asked last: the answer no is the slow one for an interface
    boolean plain = value instanceof String || value instanceof Number;
    Fault unreadable = plain ? null : Cell.unreadable(value);
    if (unreadable != null) {
      throw new Refusal(field.name(), unreadable);
    }
    return switch (field.type()) {
      case TEXT -> text(field, value);
      case LONG_TEXT -> longText(field, value);
      case INTEGER -> whole(field.name(), value);
      case DECIMAL -> decimal(field.name(), value);
      case BOOLEAN -> truth(field.name(), value);
      case TIME -> time(field.name(), value);
      case POINT -> geoJson.place(field.name(), value);
      case GEOMETRY -> geoJson.shape(field.name(), value);
    };
  }

  private static String text(Field field, Object value) throws Refusal {
    String text;
    if (value instanceof String given) {
      text = given;
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof BigInteger) {
      text = value.toString();
    } else {
      throw noText(field, value);
    }
    if (field.role() == FieldRole.KEY) {
      // Derby takes "a" and "a " for the same key, PostgreSQL for two: here blanks do not count
      text = text.substring(0, lengthWithoutBlanks(text));
    }
    int longest = field.role() == FieldRole.KEY ? LONGEST_KEY : LONGEST_TEXT;
    if (text.length() > longest) {
      boolean key = longest == LONGEST_KEY;
      throw Refusal.of(
          field.name(),
          key ? "key.long" : "text.long",
          (key ? "kunci" : "teks") + " paling banyak {most} karakter, yang datang {length}",
          "a " + (key ? "key" : "text") + " has at most {most} characters, got {length}",
          "most",
          longest,
          "length",
          text.length());
    }
    checkCharacters(field.name(), text);
    String checked = text;
    if (!field.codes().isEmpty()
        && field.codes().stream().noneMatch(code -> code.value().equals(checked))) {
      List<String> allowed =
          new ArrayList<>(field.codes().stream().limit(MOST_CODES).map(Code::value).toList());
      if (field.codes().size() > MOST_CODES) {
        allowed.add("…");
      }
      throw Refusal.of(
          field.name(),
          "code.unknown",
          "{value} tidak ada di daftar kode: {allowed}",
          "{value} is not in the code list: {allowed}",
          "value",
          text,
          "allowed",
          allowed);
    }
    return text;
  }

  private static Refusal noText(Field field, Object value) {
    return Refusal.of(
        field.name(),
        "text.expected",
        "seharusnya teks, yang datang {value}",
        "expected a text, got {value}",
        "value",
        value);
  }

  private static int lengthWithoutBlanks(String text) {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    return length;
  }

  private static String longText(Field field, Object value) throws Refusal {
    if (!(value instanceof String text)) {
      throw noText(field, value);
    }
    if (text.length() > LONGEST_LONG_TEXT) {
      throw Refusal.of(
          field.name(),
          "text.long",
          "teks panjang paling banyak {most} karakter, yang datang {length}",
          "a long text has at most {most} characters, got {length}",
          "most",
          LONGEST_LONG_TEXT,
          "length",
          text.length());
    }
    checkCharacters(field.name(), text);
    return text;
  }

  /** Characters that not every database can keep. */
  private static void checkCharacters(String field, String text) throws Refusal {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw Refusal.of(
            field,
            "text.nul",
            "teksnya memuat karakter NUL di tempat {place}",
            "the text holds the character NUL at place {place}",
            "place",
            i);
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw Refusal.of(
              field,
              "text.half_character",
              "teksnya memuat setengah karakter di tempat {place}",
              "the text holds half a character at place {place}",
              "place",
              i);
        }
        i++;
      }
    }
  }

  private static Long whole(String field, Object value) throws Refusal {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    try {
      if (value instanceof BigInteger big) {
        return big.longValueExact();
      }
      if (value instanceof BigDecimal big && Math.abs((long) big.scale()) <= 100) {
        return big.longValueExact();
      }
      if ((value instanceof Double || value instanceof Float)
          && Math.abs(((Number) value).doubleValue()) <= EXACT_WHOLE
          && ((Number) value).doubleValue() == Math.rint(((Number) value).doubleValue())) {
        return ((Number) value).longValue();
      }
      if (value instanceof String text && WHOLE.matcher(text.strip()).matches()) {
        return new BigInteger(text.strip()).longValueExact();
      }
    } catch (ArithmeticException e) {
      throw Refusal.of(
          field,
          "number.range",
          "{value} bukan bilangan bulat dalam 64 bit",
          "{value} is not a whole number within 64 bits",
          "value",
          value);
    }
    throw Refusal.of(
        field,
        "number.whole",
        "seharusnya bilangan bulat, yang datang {value}",
        "expected a whole number, got {value}",
        "value",
        value);
  }

  private static Double decimal(String field, Object value) throws Refusal {
    double number;
    if (value instanceof Number given) {
      number = given.doubleValue();
    } else if (value instanceof String text && PLAIN_DECIMAL.matcher(text.strip()).matches()) {
      number = Double.parseDouble(text.strip());
    } else {
      throw Refusal.of(
          field,
          "number.decimal",
          "seharusnya bilangan dengan titik desimal, yang datang {value}",
          "expected a number with a decimal point, got {value}",
          "value",
          value);
    }
    if (!Double.isFinite(number)) {
      throw Refusal.of(
          field,
          "number.finite",
          "seharusnya bilangan berhingga, yang datang {value}",
          "expected a finite number, got {value}",
          "value",
          value);
    }
    // databases differ on numbers that are all but zero, and on the negative zero
    return Math.abs(number) < Double.MIN_NORMAL ? 0.0 : number;
  }

  private static Boolean truth(String field, Object value) throws Refusal {
    if (value instanceof Boolean given) {
      return given;
    }
    if (value instanceof String text) {
      if (text.strip().equalsIgnoreCase("true")) {
        return true;
      }
      if (text.strip().equalsIgnoreCase("false")) {
        return false;
      }
    }
    throw Refusal.of(
        field,
        "truth.expected",
        "seharusnya true atau false, yang datang {value}",
        "expected true or false, got {value}",
        "value",
        value);
  }

  /** A time in milliseconds UTC, from ISO 8601 with an offset, milliseconds, or Java's types. */
  public static Long time(String field, Object value) throws Refusal {
    long millis;
    try {
      if (value instanceof Instant instant) {
        millis = instant.toEpochMilli();
      } else if (value instanceof OffsetDateTime given) {
        millis = given.toInstant().toEpochMilli();
      } else if (value instanceof ZonedDateTime given) {
        millis = given.toInstant().toEpochMilli();
      } else if (value instanceof Date given) {
        millis = given.getTime();
      } else if (value instanceof Long || value instanceof Integer) {
        millis = ((Number) value).longValue();
        if (millis > 0 && millis < LEAST_MILLIS) {
          throw Refusal.of(
              field,
              "time.seconds",
              "{number} tampaknya detik; waktu sebagai angka ditulis dalam milidetik",
              "{number} looks like seconds; a time as a number is in milliseconds",
              "number",
              millis);
        }
      } else if (value instanceof String text) {
        millis = IsoTime.millis(text.strip());
      } else {
        throw Refusal.of(
            field,
            "time.expected",
            "seharusnya waktu, yang datang {value}",
            "expected a time, got {value}",
            "value",
            value);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.of(
          field,
          "time.offset",
          "seharusnya waktu dengan selisih zonanya, seperti 2026-02-16T10:00:00+07:00, yang datang"
              + " {value}",
          "expected a time with its offset, such as 2026-02-16T10:00:00+07:00, got {value}",
          "value",
          value);
    }
    if (millis < EARLIEST || millis >= LATEST) {
      throw Refusal.of(
          field,
          "time.range",
          "waktu berada dalam tahun 1900 sampai 2199, yang datang {value}",
          "a time lies within the years 1900 to 2199, got {value}",
          "value",
          value);
    }
    return millis;
  }
}
