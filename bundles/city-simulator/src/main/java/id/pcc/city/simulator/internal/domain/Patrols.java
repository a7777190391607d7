package id.pcc.city.simulator.internal.domain;

import java.util.List;
import java.util.Map;

/**
 * The order police on the scripted day.
 *
 * @param teams how many patrol
 * @param violations an hour in the whole city, by time of day
 * @param kinds of violations, each as likely as the others
 */
public record Patrols(int teams, Map<String, Double> violations, List<String> kinds) {}
