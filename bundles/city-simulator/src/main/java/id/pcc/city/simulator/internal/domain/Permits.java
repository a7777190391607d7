package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * The permit agency on the scripted day.
 *
 * @param kinds of permits
 * @param received the part of a day's requests that has come, by time of day
 * @param decided the part of a day's decisions that has been made, by time of day
 */
public record Permits(List<Kind> kinds, Map<String, Double> received, Map<String, Double> decided) {
  /**
   * A kind of permit.
   *
   * @param standing in process as the day begins
   * @param daily requests and decisions of a day
   * @param promised working days within which it is decided
   * @param taken working days that it takes
   */
  public record Kind(String code, int standing, int daily, double promised, double taken) {}
}
