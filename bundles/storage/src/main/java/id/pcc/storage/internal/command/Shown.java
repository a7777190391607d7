package id.pcc.storage.internal.command;

import id.pcc.storage.internal.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values as the operations console shows them. */
final class Shown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Json.ZONE);

  private Shown() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String every(Duration frequency) {
    if (frequency == null) {
      return "-";
    }
    return frequency.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** A value of a record; a point as longitude and latitude. */
  static String value(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Instant instant) {
      return time(instant);
    }
    if (value instanceof Map<?, ?> place) {
      return "Point".equals(place.get("type")) && place.get("coordinates") instanceof List<?> at
          ? at.get(0) + " " + at.get(1)
          : String.valueOf(place.get("type"));
    }
    return value.toString();
  }
}
