package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * The health agency on the scripted day.
 *
 * @param calls to PSC 119 an hour in the whole city without smoke, by time of day
 * @param kinds the part of each kind in them
 * @param respiratory calls more an hour for each point of ISPU above 100
 * @param travel minutes to a call on a dry road
 * @param slower minutes more for each centimetre of water
 * @param ambulances how many there are
 * @param hospitals with their size as factor
 * @param beds of each class in a hospital of size 1
 * @param occupied the part of the beds that is taken, by time of day
 * @param weekly cases of each disease in a kelurahan in a usual week
 */
public record Health(
    Map<String, Double> calls,
    Map<String, Double> kinds,
    double respiratory,
    double travel,
    double slower,
    int ambulances,
    List<Script.Place> hospitals,
    Map<String, Integer> beds,
    Map<String, Double> occupied,
    Map<String, Double> weekly) {}
