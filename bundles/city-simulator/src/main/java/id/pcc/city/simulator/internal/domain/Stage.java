package id.pcc.city.simulator.internal.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/**
 * How far the scripted day has come. The script runs faster than the clock, but whatever it
 * publishes bears the clock's time: a command center refuses data of the future, and rightly so.
 *
 * <p>A position is in minutes since midnight of the first scripted day; after 24 hours the day is
 * played again. A position never goes back.
 */
public final class Stage {
  private static final int DAY = 24 * 60;

  private final Clock clock;
  private final double speed;
  private Instant anchor;
  private double anchored;
  private boolean jumped;

  /**
   * @param speed how many scripted minutes pass in one minute, greater than 0
   * @param start where in the day the script begins
   */
  public Stage(Clock clock, double speed, LocalTime start) {
    if (!(speed > 0 && speed <= 86_400)) {
      throw new IllegalArgumentException(
          "the speed must be greater than 0 and at most 86400, but is " + speed);
    }
    this.clock = clock;
    this.speed = speed;
    this.anchor = clock.instant();
    this.anchored = minute(start);
  }

  /** The clock's time. */
  public Instant now() {
    return clock.instant();
  }

  /** How many scripted minutes pass in one minute. */
  public double speed() {
    return speed;
  }

  /** The present position. */
  public synchronized double position() {
    return anchored + Duration.between(anchor, clock.instant()).toMillis() / 60_000.0 * speed;
  }

  /**
   * When the script is at a position, or was, by the clock and to the second. What a jump has left
   * out happened at the jump.
   */
  public synchronized Instant when(double position) {
    double reached = jumped ? Math.max(anchored, position) : position;
    long millis = Math.round((reached - anchored) / speed * 60_000);
    return Instant.ofEpochSecond(anchor.plusMillis(millis).getEpochSecond());
  }

  /** Where the script began, or went on after the last jump. */
  public synchronized double beginning() {
    return anchored;
  }

  /** The number of the scripted day, from 0. */
  public int day() {
    return (int) Math.floor(position() / DAY);
  }

  /** The position of a time of the scripted day that is being played. */
  public double today(LocalTime time) {
    return day() * (double) DAY + minute(time);
  }

  /** The scripted time of day at a position. */
  public static LocalTime time(double position) {
    long second = Math.round(Math.floor(position * 60)) % (DAY * 60L);
    return LocalTime.ofSecondOfDay(Math.floorMod(second, DAY * 60L));
  }

  /** Goes on at the next such time of day. */
  public synchronized void jump(LocalTime time) {
    double position = position();
    double target = day() * (double) DAY + minute(time);
    anchor = clock.instant();
    anchored = target >= position ? target : target + DAY;
    jumped = true;
  }

  private static double minute(LocalTime time) {
    return time.toSecondOfDay() / 60.0;
  }
}
