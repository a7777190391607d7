package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * Shelters and aid on the scripted day.
 *
 * @param shelters with the part of all people as factor; open when somebody is in them
 * @param capacity of each shelter
 * @param people in all shelters, by time of day
 * @param aid how much of each item a shelter has as the day begins
 * @param each how much of each item a person takes
 */
public record Relief(
    List<Script.Place> shelters,
    int capacity,
    Map<String, Double> people,
    Map<String, Integer> aid,
    Map<String, Double> each) {}
