package id.pcc.connect.internal.http;

import java.time.Duration;
import java.util.Map;

/**
 * How much a department may take from a server, and how long.
 *
 * @param body most bytes of an answer, also after decompression
 * @param connect to connect
 * @param read between two bytes
 * @param total for a whole answer
 * @param perMinute most requests in a minute
 */
public record Limits(long body, Duration connect, Duration read, Duration total, long perMinute) {
  /**
   * The limits that a configuration sets with {@code http.megabytes}, {@code http.connectSeconds},
   * {@code http.readSeconds}, {@code http.totalSeconds} and {@code http.perMinute}; 32 MB, 5, 15
   * and 60 s, and 600 where it does not.
   *
   * @throws IllegalArgumentException naming the setting that is no positive number
   */
  public static Limits of(Map<String, String> configuration) {
    return new Limits(
        number(configuration, "http.megabytes", 32, 1_024) << 20,
        Duration.ofSeconds(number(configuration, "http.connectSeconds", 5, 300)),
        Duration.ofSeconds(number(configuration, "http.readSeconds", 15, 300)),
        Duration.ofSeconds(number(configuration, "http.totalSeconds", 60, 3_600)),
        number(configuration, "http.perMinute", 600, 60_000));
  }

  private static long number(
      Map<String, String> configuration, String key, long otherwise, long most) {
    String text = configuration.getOrDefault(key, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.matches("\\d{1,6}") && Long.parseLong(text) > 0 && Long.parseLong(text) <= most) {
      return Long.parseLong(text);
    }
    throw new IllegalArgumentException(key + " = " + text + ": must be a number from 1 to " + most);
  }
}
