package id.pcc.storage.internal.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of a time span and where its values are read.
 *
 * @param source the period whose values are ready; {@code null} for the records themselves
 * @param from when it begins, in milliseconds UTC
 * @param to before which it ends
 */
public record Segment(Period source, long from, long to) {
  /** More parts than that cost more than they save. */
  private static final int MOST = 60;

  /**
   * Divides a span so that as much as possible is read from values that are ready.
   *
   * @param width of the buckets that are asked for, in milliseconds: values of a period serve only
   *     buckets that are made of whole ones
   * @param hours beginnings of the hours whose values are not ready
   * @param days beginnings of the days whose values are not ready
   */
  public static List<Segment> divide(
      long from, long to, long width, Set<Long> hours, Set<Long> days) {
    List<Segment> segments = new ArrayList<>();
    if (width % Period.HOUR.millis() == 0) {
      boolean daily = width % Period.DAY.millis() == 0;
      long at = from;
      while (at < to && segments.size() <= MOST) {
        long day = at + Period.DAY.millis();
        long hour = at + Period.HOUR.millis();
        if (daily && Period.DAY.begin(at) == at && day <= to && ready(at, hours, days)) {
          at = add(segments, Period.DAY, at, day);
        } else if (Period.HOUR.begin(at) == at && hour <= to && !hours.contains(at)) {
          at = add(segments, Period.HOUR, at, hour);
        } else {
          at = add(segments, null, at, Math.min(to, Period.HOUR.begin(at) + Period.HOUR.millis()));
        }
      }
    }
    return segments.isEmpty() || segments.size() > MOST
        ? List.of(new Segment(null, from, to))
        : segments;
  }

  private static boolean ready(long day, Set<Long> hours, Set<Long> days) {
    if (days.contains(day)) {
      return false;
    }
    for (int hour = 0; !hours.isEmpty() && hour < 24; hour++) {
      if (hours.contains(day + hour * Period.HOUR.millis())) {
        return false;
      }
    }
    return true;
  }

  private static long add(List<Segment> segments, Period source, long from, long to) {
    int last = segments.size() - 1;
    if (last >= 0 && segments.get(last).source() == source) {
      segments.set(last, new Segment(source, segments.get(last).from(), to));
    } else {
      segments.add(new Segment(source, from, to));
    }
    return to;
  }
}
