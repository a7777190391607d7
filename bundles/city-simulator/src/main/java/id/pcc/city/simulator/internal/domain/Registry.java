package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * The civil registry on the scripted day.
 *
 * @param quotas a day, by service
 * @param registered the part of the quota that is taken, by time of day
 * @param served the part of those that have been served, by time of day
 * @param offices where people wait, with their part of all as factor
 */
public record Registry(
    Map<String, Integer> quotas,
    Map<String, Double> registered,
    Map<String, Double> served,
    List<Script.Place> offices) {}
