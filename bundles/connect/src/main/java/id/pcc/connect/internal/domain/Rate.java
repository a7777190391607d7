package id.pcc.connect.internal.domain;

import java.time.Clock;

/** Lets so many things happen in a minute, in bursts of at most a tenth of that. */
public final class Rate {
  private static final double MINUTE = 60_000;

  private final Clock clock;
  private final double perMinute;
  private final double most;
  private double left;
  private long at;

  /**
   * @param perMinute how many; from 1
   */
  public Rate(Clock clock, long perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
    this.most = Math.max(1, perMinute / 10.0);
    this.left = most;
    this.at = clock.millis();
  }

  /** Takes one; returns how many milliseconds to wait before it may happen. */
  public synchronized long take() {
    long now = clock.millis();
    left = Math.min(most, left + Math.max(0, now - at) * perMinute / MINUTE);
    at = now;
    left -= 1;
    return left >= 0 ? 0 : Math.round(-left * MINUTE / perMinute);
  }
}
