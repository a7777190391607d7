package id.pcc.city.simulator.internal.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment agency's table of its stations, as untidy as such tables are: two layouts, five
 * ways to say that a value is missing, decimals with a comma.
 */
public final class AirStations {
  private static final int STEP = 10;
  private static final int KEPT = 96;
  private static final List<String> PARAMETERS = List.of("pm10", "pm25", "so2", "co", "o3", "no2");
  private static final List<String> MISSING =
      List.of("---", "–", "N/A", "null", "TIDAK ADA DATA", "");
  private static final String OLD =
      "tanggal,waktu,stasiun,pm10,so2,co,o3,no2,max,critical,categori\n";
  private static final String NEW =
      "tanggal,jam,kode_stasiun,nama_stasiun,lintang,bujur,pm_sepuluh,pm_duakomalima,"
          + "sulfur_dioksida,karbon_monoksida,ozon,nitrogen_dioksida,max,"
          + "parameter_pencemar_kritis,kategori\n";

  private record Row(Instant at, double position, Script.Place station, boolean old) {}

  private final Stage stage;
  private final Script.Air air;
  private final Noise noise;
  private final ZoneId zone;
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private long published;

  public AirStations(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.air = script.air();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    air.curves().forEach((parameter, values) -> curves.put(parameter, new Curve(values)));
    double start = stage.position();
    Instant now = stage.when(start);
    for (int hour = 24; hour > 0; hour--) {
      publish(now.minus(Duration.ofHours(hour)), start - hour * 60.0);
    }
    published = tick() - 1;
  }

  /** The table as it stands now. */
  public synchronized String table() {
    long tick = tick();
    long first = Math.max((long) Math.floor(stage.beginning() / STEP), tick - KEPT);
    for (long next = Math.max(published + 1, first); next <= tick; next++) {
      double position = next * (double) STEP;
      publish(stage.when(position), position);
    }
    published = Math.max(published, tick);
    boolean old = old(stage.position());
    StringBuilder table = new StringBuilder(old ? OLD : NEW);
    rows.stream().filter(row -> row.old() == old).forEach(row -> table.append(line(row)));
    return table.toString();
  }

  private long tick() {
    return (long) Math.floor(stage.position() / STEP);
  }

  private void publish(Instant at, double position) {
    for (Script.Place station : air.stations()) {
      rows.add(new Row(at, position, station, old(position)));
      if (rows.size() > KEPT * air.stations().size()) {
        rows.remove();
      }
    }
  }

  private boolean old(double position) {
    return Spans.at(air.oldLayout(), "old", Stage.time(position)).isPresent();
  }

  private String line(Row row) {
    Map<String, Double> values = values(row);
    String critical =
        values.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    long max = Math.round(values.get(critical));
    LocalDateTime local = LocalDateTime.ofInstant(row.at(), zone);
    StringBuilder line = new StringBuilder();
    if (row.old()) {
      line.append(DateTimeFormatter.ofPattern("dd/MM/yyyy,HH.mm.ss").format(local));
      line.append(",%s (%s)".formatted(row.station().code(), row.station().name()));
    } else {
      line.append(DateTimeFormatter.ofPattern("yyyy-MM-dd,HH:mm:ss").format(local));
      line.append(",%s,%s".formatted(row.station().code(), row.station().name()));
      line.append("," + row.station().latitude() + "," + row.station().longitude());
    }
    for (String parameter : PARAMETERS) {
      if (!row.old() || !parameter.equals("pm25")) {
        line.append(',').append(cell(row, parameter, values.get(parameter)));
      }
    }
    line.append(",%d,%s,%s\n".formatted(max, critical.toUpperCase(Locale.ROOT), category(max)));
    return line.toString();
  }

  private Map<String, Double> values(Row row) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String parameter : PARAMETERS) {
      String name = row.station().code() + " " + parameter;
      boolean lost = !parameter.startsWith("pm") && noise.of(name, "lost", row.at()) < 0.08;
      if (!air.without().contains(name) && !(row.old() && parameter.equals("pm25")) && !lost) {
        double value = curves.get(parameter).at(row.position()) * row.station().factor();
        double wobble = value < 50 ? 2 * noise.around(name, row.at()) : 0;
        values.put(parameter, Math.max(1, value + wobble));
      }
    }
    return values;
  }

  private String cell(Row row, String parameter, Double value) {
    if (value == null) {
      return MISSING.get((int) (noise.of(parameter, row.at()) * MISSING.size()));
    }
    String text = String.format(Locale.ROOT, "%.1f", value);
    return row.old() ? '"' + text.replace('.', ',') + '"' : text;
  }

  private static String category(long ispu) {
    return ispu <= 50
        ? "BAIK"
        : ispu <= 100
            ? "SEDANG"
            : ispu <= 200 ? "TIDAK SEHAT" : ispu <= 300 ? "SANGAT TIDAK SEHAT" : "BERBAHAYA";
  }
}
