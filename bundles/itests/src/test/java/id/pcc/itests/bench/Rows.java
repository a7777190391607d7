package id.pcc.itests.bench;

import id.pcc.itests.Api;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes of every kind of field, each with a number of its own: {@code uji/catatan}. */
final class Rows {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private Rows() {}

  static Map<String, Object> record(int number) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("nomor", number);
    record.put("waktu", FIRST.plusSeconds(number).toString());
    record.put("nilai", number / 8.0);
    record.put("keterangan", "Catatan nomor " + number);
    record.put("kelas", number % 2 == 0 ? "A" : "B");
    record.put("aktif", number % 3 == 0);
    record.put(
        "tempat",
        Map.of(
            "type",
            "Point",
            "coordinates",
            List.of(109.27 + number % 1000 / 10_000.0, -0.09 + number % 700 / 10_000.0)));
    return record;
  }

  /** A batch as newline-delimited JSON. */
  static String lines(int first, int count) {
    StringBuilder lines = new StringBuilder(count * 220);
    for (int i = first; i < first + count; i++) {
      lines.append(Api.text(record(i))).append('\n');
    }
    return lines.toString();
  }
}
