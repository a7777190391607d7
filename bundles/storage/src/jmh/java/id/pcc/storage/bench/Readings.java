package id.pcc.storage.bench;

import id.pcc.api.dataset.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Readings of a thousand stations, minute by minute, never one twice. */
final class Readings {
  static final int STATIONS = 1_000;

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private long next;

  static Dataset dataset() {
    return Dataset.named("air")
        .title("Udara", "Air")
        .key("station", "Stasiun", "Station")
        .time("time", "Waktu", "Time")
        .measure("pm25", "µg/m³", "PM2.5", "PM2.5")
        .measure("pm10", "µg/m³", "PM10", "PM10")
        .attribute("category", "Kategori", "Category")
        .build();
  }

  List<Map<String, Object>> next(int count) {
    List<Map<String, Object>> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++, next++) {
      readings.add(reading("station-" + next % STATIONS, START + next / STATIONS * 60_000, next));
    }
    return readings;
  }

  /** A reading of a station at a time, with values made of a number. */
  static Map<String, Object> reading(String station, long time, long number) {
    Map<String, Object> reading = new LinkedHashMap<>();
    reading.put("station", station);
    reading.put("time", time);
    reading.put("pm25", number * 31 % 5_000 / 10.0);
    reading.put("pm10", number * 17 % 7_000 / 10.0);
    reading.put("category", number % 3 == 0 ? "BAIK" : "SEDANG");
    return reading;
  }
}
