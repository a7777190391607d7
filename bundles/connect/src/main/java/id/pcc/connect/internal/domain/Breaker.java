package id.pcc.connect.internal.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spares a source that keeps failing: after some failures in a row it is left alone for twice its
 * period, then tried once; each further failure doubles the rest, up to ten minutes or its period.
 */
public final class Breaker {
  /** Failures in a row before a source is left alone. */
  static final int FAILURES = 5;

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Clock clock;
  private final Duration period;
  private int failures;
  private Instant until = Instant.MIN;

  /**
   * @param period how often the source is asked while it is well
   */
  public Breaker(Clock clock, Duration period) {
    this.clock = clock;
    this.period = period;
  }

  /** Whether the source may be asked now; of several that ask after a rest only one may. */
  public synchronized boolean permits() {
    Instant now = clock.instant();
    if (failures < FAILURES) {
      return true;
    }
    if (now.isBefore(until)) {
      return false;
    }
    until = now.plus(rest());
    return true;
  }

  /** The source did well. */
  public synchronized void succeeded() {
    failures = 0;
    until = Instant.MIN;
  }

  /**
   * The source failed.
   *
   * @param asked how long it asked to be left alone itself; zero when it did not
   * @return when it will be asked again
   */
  public synchronized Instant failed(Duration asked) {
    failures = Math.min(failures + 1, 60);
    Instant now = clock.instant();
    Duration wish = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    if (!wish.isZero()) {
      failures = Math.max(failures, FAILURES);
    }
    Duration pause = failures < FAILURES ? period : rest();
    Instant next = now.plus(pause.compareTo(wish) > 0 ? pause : wish);
    until = failures < FAILURES ? Instant.MIN : next;
    return next;
  }

  private Duration rest() {
    Duration most = LONGEST.compareTo(period) > 0 ? LONGEST : period;
    Duration rest = period.multipliedBy(1L << Math.min(failures - FAILURES + 1, 20));
    return rest.compareTo(most) < 0 ? rest : most;
  }
}
