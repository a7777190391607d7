package id.pcc.city.simulator.internal.domain;

import java.util.Objects;

/** Chance that is the same in every run of the same seed. */
public record Noise(long seed) {
  /** A number from 0 to below 1 for what these name. */
  public double of(Object... names) {
    long mixed = seed * 0x9E3779B97F4A7C15L + Objects.hash(names);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }

  /** A number from -1 to below 1 for what these name. */
  public double around(Object... names) {
    return 2 * of(names) - 1;
  }
}
