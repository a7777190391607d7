package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** How the servers write numbers and times. */
final class Written {
  private Written() {}

  /** Degrees to about a metre. */
  static double degrees(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** By RFC 3339, with the zone's offset. */
  static String time(Instant at, ZoneId zone) {
    return OffsetDateTime.ofInstant(at, zone).toString();
  }
}
