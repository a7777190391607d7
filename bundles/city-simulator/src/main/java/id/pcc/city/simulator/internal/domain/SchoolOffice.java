package id.pcc.city.simulator.internal.domain;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The education agency's table of schools: open or closed, and who came. */
public final class SchoolOffice {
  private static final int STEP = 10;
  private static final int VERY_UNHEALTHY = 201;
  private static final LocalTime COUNTED = LocalTime.of(7, 30);

  private final Stage stage;
  private final Script script;
  private final Schools schools;
  private final Noise noise;
  private final ZoneId zone;
  private final Water water;
  private final Curve smoke;
  private final Receipts receipts;
  private final Map<String, Integer> closed = new ConcurrentHashMap<>();

  public SchoolOffice(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("DISDIKBUD", stage, zone);
    this.stage = stage;
    this.script = script;
    this.schools = script.schools();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    this.water = new Water(script);
    this.smoke = new Curve(script.air().curves().get("pm25"));
  }

  /** The table as it stands now, with names of kelurahan and not their codes. */
  public String table() {
    double position = Math.floor(stage.position() / STEP) * STEP;
    StringBuilder table =
        new StringBuilder(
            "NPSN;Nama Sekolah;Jenjang;Kelurahan;Status;Siswa;Hadir;Lintang;Bujur;Diperbarui\n");
    for (int i = 0; i < script.kelurahan().size(); i++) {
      for (int level = 0; level < schools.levels().size(); level++) {
        table.append(line(i, level, position));
      }
    }
    return table.toString();
  }

  private String line(int place, int level, double position) {
    Script.Place kelurahan = script.kelurahan().get(place);
    String kind = schools.levels().get(level);
    String code = "99%06d".formatted(100 * (place + 1) + level + 1);
    String state = state(kelurahan, position);
    long pupils = Math.round(schools.pupils() * (1 + 0.3 * noise.around(code)));
    return String.format(
        Locale.ROOT,
        "%s;%s %s (simulasi);%s;%s;%s;%d;%s;%.5f;%.5f;%s\n",
        code,
        kind,
        kelurahan.name(),
        kind,
        kelurahan.name(),
        state,
        pupils,
        present(state, pupils, code, position),
        kelurahan.latitude() + 0.002 * noise.around(code, "lat"),
        kelurahan.longitude() + 0.002 * noise.around(code, "lon"),
        Written.time(stage.when(position), zone));
  }

  private String state(Script.Place kelurahan, double position) {
    if (closed.getOrDefault(kelurahan.code(), -1) == stage.day()) {
      return "TUTUP";
    }
    double morning =
        position
            - Stage.time(position).toSecondOfDay() / 60.0
            + LocalTime.parse(schools.closed().from()).toSecondOfDay() / 60.0;
    if (holds(schools.closed(), position) && water.floods(kelurahan.code(), morning)) {
      return "TUTUP";
    }
    if (!holds(schools.hours(), position)) {
      return "USAI";
    }
    return holds(schools.indoor(), position) && smoke.at(position) >= VERY_UNHEALTHY
        ? "DALAM RUANG"
        : "BUKA";
  }

  private static boolean holds(Script.Span span, double position) {
    return Spans.at(List.of(span), span.what(), Stage.time(position)).isPresent();
  }

  /** Who came is counted at half past seven; fewer come from the streets with water. */
  private String present(String state, long pupils, String code, double position) {
    if (state.equals("TUTUP")) {
      return "0";
    }
    if (state.equals("USAI") || Stage.time(position).isBefore(COUNTED)) {
      return "-";
    }
    return String.valueOf(Math.round(pupils * (0.9 + 0.06 * noise.around(code, "present"))));
  }

  /**
   * Closes the schools of a kelurahan for the rest of the scripted day.
   *
   * @param order {@code id, kelurahan, alasan}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> close(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          Receipts.text(order, "alasan");
          Script.Place kelurahan = Receipts.place(order, "kelurahan", script.kelurahan());
          closed.put(kelurahan.code(), stage.day());
        });
  }
}
