package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * The fire service on the scripted day.
 *
 * @param calls an hour in the whole city where there is no water, by time of day
 * @param kinds the part of each kind in them
 * @param evacuations by boat an hour in a kelurahan for each centimetre of water
 * @param travel minutes to a call on a dry road or by boat
 * @param slower minutes more for each centimetre of water, but not by boat
 * @param posts where units wait
 * @param units which they are, at the posts in turn
 */
public record Fire(
    Map<String, Double> calls,
    Map<String, Double> kinds,
    double evacuations,
    double travel,
    double slower,
    List<Script.Place> posts,
    List<Vehicle> units) {
  /**
   * A vehicle or boat.
   *
   * @param type {@code POMPA, PERAHU} or {@code PENYELAMAT}
   * @param owner the brigade: most are private ones, the others BPBD's
   */
  public record Vehicle(String code, String type, String owner) {}
}
