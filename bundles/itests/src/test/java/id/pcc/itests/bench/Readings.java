package id.pcc.itests.bench;

import java.time.Instant;

/** Readings of a thousand stations, minute by minute, never one twice: {@code uji/bacaan}. */
final class Readings {
  /** Where they go. */
  static final String PATH = "/api/datasets/uji/bacaan/records";

  private static final int STATIONS = 1_000;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private Readings() {}

  static String station(int number) {
    return "stasiun-" + number % STATIONS;
  }

  static Instant time(int number) {
    return FIRST.plusSeconds(number / STATIONS * 60L);
  }

  static double value(int number, int factor) {
    return (long) number * factor % 5_000 / 10.0;
  }

  static String category(int number) {
    return number % 3 == 0 ? "BAIK" : "SEDANG";
  }

  /** Some as newline-delimited JSON. */
  static String lines(int first, int count) {
    StringBuilder lines = new StringBuilder(count * 140);
    for (int i = first; i < first + count; i++) {
      lines
          .append("{\"stasiun\":\"")
          .append(station(i))
          .append("\",\"waktu\":\"")
          .append(time(i))
          .append("\",\"pm25\":")
          .append(value(i, 31))
          .append(",\"pm10\":")
          .append(value(i, 17))
          .append(",\"suhu\":")
          .append(value(i, 7))
          .append(",\"kategori\":\"")
          .append(category(i))
          .append("\"}\n");
    }
    return lines.toString();
  }
}
