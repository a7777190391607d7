package id.pcc.storage.internal.domain;

import java.time.Duration;

/** A length of time over which values are kept together. */
public enum Period {
  /** An hour; those of Pontianak (UTC+7) and of UTC begin together. */
  HOUR("hour", Duration.ofHours(1)),
  /** A day of Pontianak (UTC+7, no summer time). */
  DAY("day", Duration.ofDays(1));

  /** Pontianak's clocks are ahead of UTC by so much, in milliseconds. */
  public static final long AHEAD = Duration.ofHours(7).toMillis();

  private final String word;
  private final long millis;

  Period(String word, Duration length) {
    this.word = word;
    this.millis = length.toMillis();
  }

  /** Its name in tables. */
  public String word() {
    return word;
  }

  /** Its length in milliseconds. */
  public long millis() {
    return millis;
  }

  /** The beginning of the period in which a time lies; both in milliseconds UTC. */
  public long begin(long time) {
    return Math.floorDiv(time + AHEAD, millis) * millis - AHEAD;
  }

  /** The beginning of the first period that does not begin before a time. */
  public long ceiling(long time) {
    long begin = begin(time);
    return begin == time ? time : begin + millis;
  }
}
