package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Revenue that comes in at counters while they are open. One in whose kelurahan water stands stays
 * shut, and what would have been paid there is missing in the evening.
 */
public final class RevenueOffice {
  private static final int STEP = 10;
  private static final int DAY = 24 * 60;

  /**
   * The day.
   *
   * @param opens when counters open, as {@code HH:mm}
   */
  public record Day(List<Tax> taxes, List<Counter> counters, String opens, String closes) {}

  /**
   * A tax; sums in rupiah.
   *
   * @param plan up to this day
   * @param before what was received until yesterday
   * @param daily what a day with all counters open brings
   */
  public record Tax(String code, long target, long plan, long before, long daily) {}

  /**
   * A counter.
   *
   * @param share of all that is paid
   * @param people who pay there on a day
   */
  public record Counter(
      String code,
      String name,
      String kelurahan,
      double latitude,
      double longitude,
      double share,
      int people) {}

  /** What a tax has brought. */
  public record Revenue(Tax tax, Instant at, int year, long received, long today) {}

  /** How a counter does; {@code state} as its department writes it. */
  public record Desk(Counter counter, Instant at, long payments, String state) {}

  private final Stage stage;
  private final Day day;
  private final ZoneId zone;
  private final Water water;
  private final double opens;
  private final double closes;

  public RevenueOffice(Stage stage, Script script, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.zone = zone;
    this.water = new Water(script);
    this.opens = LocalTime.parse(day.opens()).toSecondOfDay() / 60.0;
    this.closes = LocalTime.parse(day.closes()).toSecondOfDay() / 60.0;
  }

  /** The number of the interval that was booked last. */
  public long tick() {
    return (long) Math.floor(stage.position() / STEP);
  }

  /** What each tax has brought up to the last interval. */
  public List<Revenue> revenue() {
    double position = tick() * (double) STEP;
    Instant at = stage.when(position);
    double part = day.counters().stream().mapToDouble(c -> c.share() * worked(c, position)).sum();
    return day.taxes().stream()
        .map(
            tax -> {
              long today = Math.round(tax.daily() * part);
              long earlier = tax.before() + tax.daily() * (long) Math.floor(position / DAY);
              return new Revenue(tax, at, at.atZone(zone).getYear(), earlier + today, today);
            })
        .toList();
  }

  /** How each counter does. */
  public List<Desk> desks() {
    double position = tick() * (double) STEP;
    Instant at = stage.when(position);
    return day.counters().stream()
        .map(c -> new Desk(c, at, Math.round(c.people() * worked(c, position)), state(c, position)))
        .toList();
  }

  private String state(Counter counter, double position) {
    double minute = position % DAY;
    if (minute < opens || minute >= closes) {
      return "TUTUP";
    }
    return water.floods(counter.kelurahan(), position) ? "TERGENANG" : "BUKA";
  }

  /** The part of its working day that a counter has been open. */
  private double worked(Counter counter, double position) {
    double midnight = Math.floor(position / DAY) * DAY;
    int open = 0;
    for (double at = midnight + opens; at < Math.min(position, midnight + closes); at += STEP) {
      open += state(counter, at).equals("BUKA") ? 1 : 0;
    }
    return open * STEP / (closes - opens);
  }
}
