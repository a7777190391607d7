package id.pcc.city.simulator.internal.domain;

import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;

/** A value over the scripted day, straight between the times that the script names. */
public final class Curve {
  private final TreeMap<Double, Double> points = new TreeMap<>();

  /**
   * @param values at least one, by time of day ({@code HH:mm}); the day's end joins its beginning
   */
  public Curve(Map<String, Double> values) {
    values.forEach((at, value) -> points.put(LocalTime.parse(at).toSecondOfDay() / 60.0, value));
    points.put(24 * 60.0, points.firstEntry().getValue());
    points.putIfAbsent(0.0, points.firstEntry().getValue());
  }

  /** The value at a position, in minutes since some midnight. */
  public double at(double position) {
    double minute = ((position % 1440) + 1440) % 1440;
    Map.Entry<Double, Double> before = points.floorEntry(minute);
    Map.Entry<Double, Double> after = points.higherEntry(minute);
    double part = (minute - before.getKey()) / (after.getKey() - before.getKey());
    return before.getValue() + part * (after.getValue() - before.getValue());
  }
}
