package id.pcc.wall;

import java.time.Instant;

/**
 * What an output said about itself last; forgotten when the wall's bundle restarts.
 *
 * @param at when
 * @param scene the scene that it shows; empty when none
 * @param version that scene's version
 * @param fps pictures per second, 0 to 1,000
 */
public record Sighting(Instant at, String scene, int version, double fps) {}
