package id.pcc.city.simulator.internal.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transport agency's server: counts of its junctions, and how its cameras are. */
public final class TrafficCentre {
  private static final int STEP = 5;
  private static final double FREE_SPEED = 38;

  private final Stage stage;
  private final Script script;
  private final Noise noise;
  private final ZoneId zone;
  private final Curve vehicles;
  private final Instant beginning;

  public TrafficCentre(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.script = script;
    this.noise = new Noise(script.seed());
    this.zone = zone;
    this.vehicles = new Curve(script.traffic().vehicles());
    this.beginning = stage.now();
  }

  /** The newest count of each junction. */
  public Map<String, Object> counts() {
    double position = Math.floor(stage.position() / STEP) * STEP;
    List<Map<String, Object>> junctions = new ArrayList<>();
    for (Script.Place junction : script.traffic().junctions()) {
      double wobble = 1 + 0.06 * noise.around(junction.code(), Math.round(position));
      double count = vehicles.at(position) * junction.factor() * wobble;
      double load = count / 420;
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("id", junction.code());
      answer.put("nama", junction.name());
      answer.put("waktu", time(stage.when(position)));
      answer.put("selang", STEP);
      answer.put("kendaraan", Math.round(count));
      answer.put("kecepatan", tenths(FREE_SPEED * Math.max(0.15, 1 - 0.75 * load)));
      answer.put("antrean", Math.round(260 * load * load));
      answer.put("lintang", junction.latitude());
      answer.put("bujur", junction.longitude());
      junctions.add(answer);
    }
    return Map.of("simpang", junctions);
  }

  /** All cameras, spread around the centres of the kelurahan; the place of each is made up. */
  public Map<String, Object> cameras() {
    List<Map<String, Object>> cameras = new ArrayList<>();
    Script.Cameras told = script.cameras();
    for (int place = 0; place < told.places(); place++) {
      int here = told.total() / told.places() + (place < told.total() % told.places() ? 1 : 0);
      for (int i = 0; i < here; i++) {
        cameras.add(camera(place, i, cameras.size() + 1));
      }
    }
    return Map.of("kamera", cameras);
  }

  private Map<String, Object> camera(int place, int index, int number) {
    Script.Place kelurahan = script.kelurahan().get(place % script.kelurahan().size());
    Script.Cameras told = script.cameras();
    String id = "CAM-%03d".formatted(number);
    Optional<Instant> lost = lost(id, number);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id);
    answer.put("nama", "%s %d-%d (simulasi)".formatted(kelurahan.name(), place + 1, index + 1));
    answer.put("tempat", kelurahan.name());
    answer.put("jenis", index == 0 && place < told.ptz() ? "PTZ" : "TETAP");
    answer.put("pemilik", place < told.dishub() ? "Dishub" : "Kominfo");
    answer.put("online", lost.isEmpty());
    Instant minute = stage.now().truncatedTo(ChronoUnit.MINUTES);
    answer.put("gambar_terakhir", time(lost.orElse(minute)));
    answer.put("lintang", degrees(kelurahan.latitude(), 0.003 * noise.around("lat", place)));
    answer.put("bujur", degrees(kelurahan.longitude(), 0.003 * noise.around("lon", place)));
    return answer;
  }

  /** When a camera gave its last frame, if it gives none now. */
  private Optional<Instant> lost(String id, int number) {
    int each = script.cameras().total() / script.cameras().broken();
    if (number % each == 0 && number / each <= script.cameras().broken()) {
      long days = 3 + Math.round(37 * noise.of(id, "days"));
      return Optional.of(beginning.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS));
    }
    return Spans.now(script.cameras().down(), id, stage);
  }

  private static double degrees(double centre, double away) {
    return Math.round((centre + away) * 1e5) / 1e5;
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private String time(Instant at) {
    return OffsetDateTime.ofInstant(at, zone).toString();
  }
}
