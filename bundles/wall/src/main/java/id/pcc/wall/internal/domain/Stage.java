package id.pcc.wall.internal.domain;

import id.pcc.wall.Showing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is on a surface: the change that was asked for last, and what it replaces until its time
 * comes.
 *
 * @param last the change asked for last
 * @param before what was on at that moment; {@code null} when nothing was
 */
public record Stage(Showing last, Showing before) {
  /** How long outputs get to fetch a scene and build it hidden before they change to it. */
  public static final Duration LEAD = Duration.ofSeconds(1);

  /** How far ahead a change may lie: for a change in step, not for a programme of the day. */
  public static final Duration FARTHEST = Duration.ofHours(1);

  /**
   * The time of a change.
   *
   * @param asked the time asked for; {@code null} for as soon as all outputs can have it ready
   * @throws IllegalArgumentException when that time is in the past or too far ahead
   */
  public static Instant time(Instant asked, Instant now) {
    if (asked == null) {
      return now.plus(LEAD);
    }
    // A client that asks for "now" is a moment late on arrival.
    if (asked.isBefore(now.minus(LEAD))) {
      throw new IllegalArgumentException("at " + asked + " is in the past: it is " + now + " now");
    }
    if (asked.isAfter(now.plus(FARTHEST))) {
      throw new IllegalArgumentException("at " + asked + " is more than an hour ahead");
    }
    return asked;
  }

  /** What is on. */
  public Optional<Showing> current(Instant now) {
    return last.at().isAfter(now) ? Optional.ofNullable(before) : Optional.of(last);
  }

  /** What is about to be on. */
  public Optional<Showing> next(Instant now) {
    return last.at().isAfter(now) ? Optional.of(last) : Optional.empty();
  }

  /** The stage after another change was asked for. */
  public Stage change(Showing other, Instant now) {
    return new Stage(other, current(now).orElse(null));
  }
}
