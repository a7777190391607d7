package id.pcc.city.simulator.internal.domain;

import java.util.List;

/**
 * Schools on the scripted day; each kelurahan has one of each level.
 *
 * @param levels such as {@code SD}
 * @param pupils of a school, about
 * @param closed when those are closed whose kelurahan is flooded as it begins
 * @param indoor when all others stay indoors while the air is bad
 * @param hours when they are held
 */
public record Schools(
    List<String> levels, int pupils, Script.Span closed, Script.Span indoor, Script.Span hours) {}
