package id.pcc.mapping;

import id.pcc.mapping.format.ExcelTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How times are written. A date without a time of day is its midnight. */
public enum TimeForm {
  /** {@code 2026-11-24}, {@code 2026-11-24T06:30:00+07:00}, {@code 2026/11/24 06.30}. */
  YEAR_FIRST,
  /** {@code 24/11/2026}, {@code 24-11-26 06.30}. */
  DAY_FIRST,
  /** {@code 11/24/2026}, as Americans write. */
  MONTH_FIRST,
  /** {@code 24 November 2026}, {@code Selasa, 24 Nov 2026 pukul 06.30 WIB}, {@code Mei 2014}. */
  WORDS,
  /** Days since 1900, as spreadsheets count. */
  EXCEL,
  /** Seconds since 1970. */
  SECONDS,
  /** Milliseconds since 1970. */
  MILLISECONDS,
  /** {@code 2014}: its first moment. */
  YEAR;

  private static final int LONGEST = 80;
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(\\d{1,4})(?:\\s*[-/.,]\\s*|\\s+)(\\d{1,2})(?:\\s*[-/.,]\\s*|\\s+)(\\d{1,4})(?:[T,\\s]+(.{1,30}))?");
  private static final Pattern PACKED = Pattern.compile("((?:19|20)\\d\\d)([01]\\d)([0-3]\\d)");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:\\p{L}{3,9}\\s*,?\\s+)?(?:(\\d{1,2})[\\s.-]+)?(\\p{L}{3,9})\\.?[\\s,-]+(\\d{4}|\\d{2})"
              + "(?:[,\\s]+(?:pukul|jam|pkl\\.?)?\\s*(\\d.{1,30}))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?\\s*(am|pm)?\\s*"
              + "(Z|UTC|WIB|WITA|WIT|[+-]\\d{2}:?\\d{2})?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,12})?");
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("peb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("mei", 5),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("agu", 8),
          Map.entry("ags", 8),
          Map.entry("agt", 8),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("okt", 10),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("nop", 11),
          Map.entry("des", 12),
          Map.entry("dec", 12));
  private static final Pattern MONTH_NAMES =
      Pattern.compile(
          "jan(uar[iy])?|[fp]eb(ruar[iy])?|mar(et|ch)?|apr(il)?|mei|may|jun[ie]?|jul[iy]?"
              + "|agu(stus)?|ags|agt|aug(ust)?|sept?(ember)?|o[kc]t(ober)?|no[vp](ember)?"
              + "|des(ember)?|dec(ember)?");

  /**
   * The time in a text.
   *
   * @param clock the time of day where it stands apart; {@code null} when the text has it, or none
   *     is known
   * @param zone of times that do not say theirs
   * @return {@code null} when the text is no time in this form
   */
  public Instant read(String text, String clock, ZoneId zone) {
    String bare = text.strip();
    if (bare.isEmpty() || bare.length() > LONGEST) {
      return null;
    }
    try {
      Moment moment =
          switch (this) {
            case YEAR_FIRST, DAY_FIRST, MONTH_FIRST -> numbers(bare);
            case WORDS -> words(bare);
            case EXCEL -> excel(bare);
            case SECONDS, MILLISECONDS -> since1970(bare);
            case YEAR -> bare.matches("(19|20)\\d\\d") ? day(Integer.parseInt(bare), 1, 1) : null;
          };
      return moment == null ? null : moment.with(clock).at(zone);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** Whether a text is a time of day. */
  public static boolean clock(String text) {
    return text.length() <= LONGEST && Daytime.read(text) != null;
  }

  private Moment numbers(String text) {
    if (this == YEAR_FIRST && text.matches("\\d{4}-\\d\\d-\\d\\dT.*([Zz]|[+-]\\d\\d:\\d\\d)")) {
      OffsetDateTime time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
      return new Moment(time.toLocalDateTime(), time.getOffset());
    }
    Matcher packed = PACKED.matcher(text);
    if (this == YEAR_FIRST && packed.matches()) {
      return day(number(packed, 1), number(packed, 2), number(packed, 3));
    }
    Matcher found = NUMBERS.matcher(text);
    if (!found.matches()) {
      return null;
    }
    int first = number(found, 1);
    int second = number(found, 2);
    int third = number(found, 3);
    boolean fits =
        this == YEAR_FIRST
            ? found.group(1).length() == 4 && found.group(3).length() <= 2
            : found.group(1).length() <= 2 && found.group(3).length() != 3;
    if (!fits) {
      return null;
    }
    Moment day =
        switch (this) {
          case YEAR_FIRST -> day(first, second, third);
          case DAY_FIRST -> day(year(third, found.group(3)), second, first);
          default -> day(year(third, found.group(3)), first, second);
        };
    return day.with(found.group(4));
  }

  private static Moment words(String text) {
    Matcher found = NAMED.matcher(text);
    if (!found.matches()) {
      return null;
    }
    String name = found.group(2).toLowerCase(Locale.ROOT);
    if (!MONTH_NAMES.matcher(name).matches()) {
      return null;
    }
    int day = found.group(1) == null ? 1 : number(found, 1);
    Moment moment =
        day(year(number(found, 3), found.group(3)), MONTHS.get(name.substring(0, 3)), day);
    return moment.with(found.group(4));
  }

  private static Moment excel(String text) {
    LocalDateTime time =
        NUMBER.matcher(text).matches() ? ExcelTime.of(Double.parseDouble(text), false) : null;
    return time == null ? null : new Moment(time, null);
  }

  private Moment since1970(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    double number = Double.parseDouble(text);
    long millis = Math.round(this == SECONDS ? number * 1_000 : number);
    return new Moment(
        LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC), ZoneOffset.UTC);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /** Of two digits, those up to 69 are of this century. */
  private static int year(int year, String written) {
    return written.length() > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
  }

  private static Moment day(int year, int month, int day) {
    return new Moment(LocalDate.of(year, month, day).atStartOfDay(), null);
  }

  /**
   * What a text says.
   *
   * @param zone {@code null} when it does not say
   */
  private record Moment(LocalDateTime local, ZoneId zone) {
    /** With a time of day; {@code null} leaves it. */
    Moment with(String clock) {
      if (clock == null || clock.isBlank()) {
        return this;
      }
      Daytime time = Daytime.read(clock);
      if (time == null) {
        throw new DateTimeException("no time of day: " + clock);
      }
      ZoneId said = time.zone() == null ? zone : time.zone();
      return time.next()
          ? new Moment(local.toLocalDate().plusDays(1).atStartOfDay(), said)
          : new Moment(local.toLocalDate().atTime(time.local()), said);
    }

    Instant at(ZoneId otherwise) {
      return local.atZone(zone == null ? otherwise : zone).toInstant();
    }
  }

  /**
   * A time of day.
   *
   * @param next whether it is 24:00, the beginning of the next day
   */
  private record Daytime(LocalTime local, ZoneId zone, boolean next) {
    static Daytime read(String text) {
      Matcher found = CLOCK.matcher(text.strip());
      if (!found.matches()) {
        return null;
      }
      int hour = number(found, 1);
      int minute = number(found, 2);
      int second = found.group(3) == null ? 0 : number(found, 3);
      String half = found.group(4) == null ? "" : found.group(4).toLowerCase(Locale.ROOT);
      if (!half.isEmpty()) {
        hour = hour % 12 + (half.equals("pm") ? 12 : 0);
      }
      ZoneId zone = zone(found.group(5));
      if (hour == 24 && minute == 0 && second == 0) {
        return new Daytime(LocalTime.MIDNIGHT, zone, true);
      }
      return hour > 23 || minute > 59 || second > 59
          ? null
          : new Daytime(LocalTime.of(hour, minute, second), zone, false);
    }

    private static ZoneId zone(String said) {
      if (said == null) {
        return null;
      }
      return switch (said.toUpperCase(Locale.ROOT)) {
        case "Z", "UTC" -> ZoneOffset.UTC;
        case "WIB" -> ZoneOffset.ofHours(7);
        case "WITA" -> ZoneOffset.ofHours(8);
        case "WIT" -> ZoneOffset.ofHours(9);
        default -> offset(said);
      };
    }

    private static ZoneId offset(String said) {
      try {
        return ZoneOffset.of(said);
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
