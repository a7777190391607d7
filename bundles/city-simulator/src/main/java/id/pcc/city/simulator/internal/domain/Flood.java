package id.pcc.city.simulator.internal.domain;

import java.util.Map;

/**
 * The tidal flood of the scripted day.
 *
 * @param depth centimetres of water by time of day, where it is deepest
 * @param kelurahan where there is water, by Kemendagri code: the part of that depth
 */
public record Flood(Map<String, Double> depth, Map<String, Double> kelurahan) {}
