package id.pcc.api.dataset;

import java.time.Duration;

/**
 * How long a dataset is kept, counted from the time of each record (from its receipt where it has
 * none). Raw records become hourly values, hourly values become daily ones; a dataset without times
 * and measures has only raw records.
 *
 * @param raw for how long every record is kept; {@code null} for ever
 * @param hour for how long hourly values are kept; {@code null} for ever
 * @param day for how long daily values are kept; {@code null} for ever
 */
public record Retention(Duration raw, Duration hour, Duration day) {
  /** Everything for ever. */
  public static final Retention FOREVER = new Retention(null, null, null);

  private static final Duration LEAST = Duration.ofDays(1);

  public Retention {
    check("raw", raw);
    check("hour", hour);
    check("day", day);
    if (shorter(hour, raw) || shorter(day, hour) || shorter(day, raw)) {
      throw new IllegalArgumentException(
          "retention: hourly values are kept at least as long as raw records, daily ones at least"
              + " as long as hourly ones");
    }
  }

  private static void check(String what, Duration kept) {
    if (kept != null && kept.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("retention: " + what + " is kept for a day at least");
    }
  }

  private static boolean shorter(Duration kept, Duration than) {
    return kept != null && (than == null || kept.compareTo(than) < 0);
  }
}
