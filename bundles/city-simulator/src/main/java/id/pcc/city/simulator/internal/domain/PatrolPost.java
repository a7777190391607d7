package id.pcc.city.simulator.internal.domain;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The order police's system: where its patrols are, and the violations that they write down. */
public final class PatrolPost {
  /** Minutes that a patrol stays in a kelurahan; in the first half of them it goes there. */
  private static final int STAY = 40;

  private static final int STEP = 10;
  private static final int KEPT = 200;

  private final Stage stage;
  private final Script script;
  private final Patrols patrols;
  private final Noise noise;
  private final ZoneId zone;
  private final Water water;
  private final Curve rate;
  private final String run;
  private final Deque<Map<String, Object>> violations = new ArrayDeque<>();
  private long written;
  private final Receipts receipts;
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();

  public PatrolPost(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("SATPOLPP", stage, zone);
    this.stage = stage;
    this.script = script;
    this.patrols = script.patrols();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    this.water = new Water(script);
    this.rate = new Curve(patrols.violations());
    this.run = Long.toString(stage.now().getEpochSecond() / 60, 36);
    this.written = (long) Math.floor(stage.position() / STEP) - 12;
  }

  /** Every patrol and where it is. */
  public List<Map<String, Object>> patrols() {
    double now = Math.floor(stage.position());
    long stay = (long) Math.floor(now / STAY);
    double gone = Math.min(1, (now - stay * STAY) / (STAY / 2.0));
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int team = 0; team < patrols.teams(); team++) {
      Script.Place from = target(team, stay - 1);
      Sent ordered = sent.get("REGU-%d".formatted(team + 1));
      boolean told = ordered != null && now < ordered.until();
      Script.Place to = told ? ordered.kelurahan() : target(team, stay);
      boolean flood = water.floods(to.code(), now);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("regu", "REGU-%d".formatted(team + 1));
      answer.put("waktu", Written.time(stage.when(now), zone));
      answer.put("kelurahan", to.code());
      answer.put("status", gone < 1 ? "MENUJU" : "DI_LOKASI");
      answer.put("tugas", told ? "PERINTAH" : flood ? "BANJIR" : "RUTIN");
      answer.put(
          "lokasi",
          point(
              from.longitude() + gone * (to.longitude() - from.longitude()),
              from.latitude() + gone * (to.latitude() - from.latitude())));
      answers.add(answer);
    }
    return answers;
  }

  /** Patrols go to where water stands when they set out; else round the city. */
  private Script.Place target(int team, long stay) {
    List<Script.Place> flooded =
        script.kelurahan().stream()
            .filter(k -> water.floods(k.code(), stay * STAY + STEP))
            .toList();
    List<Script.Place> all = script.kelurahan();
    return flooded.isEmpty()
        ? all.get((int) Math.floorMod(team * 7 + stay * 5, (long) all.size()))
        : flooded.get(team % flooded.size());
  }

  /** The violations of the last hours. */
  public synchronized List<Map<String, Object>> violations() {
    long latest = (long) Math.floor(stage.position() / STEP);
    for (long step = Math.max(written + 1, latest - KEPT); step <= latest; step++) {
      if (noise.of("violation", step) < rate.at(step * STEP) * STEP / 60) {
        violations.add(violation(step));
      }
    }
    written = Math.max(written, latest);
    while (violations.size() > KEPT) {
      violations.remove();
    }
    return List.copyOf(violations);
  }

  private Map<String, Object> violation(long step) {
    int size = script.kelurahan().size();
    Script.Place kelurahan = script.kelurahan().get((int) (noise.of("where", step) * size));
    int kind = (int) (noise.of("kind", step) * patrols.kinds().size());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("nomor", "PLG-%s-%d".formatted(run, step));
    answer.put("waktu", Written.time(stage.when(step * STEP), zone));
    answer.put("jenis", patrols.kinds().get(kind));
    answer.put("kelurahan", kelurahan.code());
    answer.put("pelanggar", "Warga %03d (simulasi)".formatted(Math.floorMod(step, 1000L)));
    answer.put("tindakan", noise.of("act", step) < 0.7 ? "TEGURAN" : "TIPIRING");
    answer.put(
        "lokasi",
        point(
            kelurahan.longitude() + 0.003 * noise.around("lon", step),
            kelurahan.latitude() + 0.003 * noise.around("lat", step)));
    return answer;
  }

  private static Map<String, Object> point(double longitude, double latitude) {
    return Map.of(
        "type",
        "Point",
        "coordinates",
        List.of(Written.degrees(longitude), Written.degrees(latitude)));
  }

  /**
   * Sends a patrol to a kelurahan, where it stays for a while.
   *
   * @param order {@code id, regu, kelurahan}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> send(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          String team = Receipts.text(order, "regu");
          if (patrols().stream().noneMatch(r -> r.get("regu").equals(team))) {
            throw Receipts.unknown("regu", team);
          }
          Script.Place kelurahan = Receipts.place(order, "kelurahan", script.kelurahan());
          sent.put(team, new Sent(kelurahan, stage.position() + 3 * STAY));
        });
  }

  private record Sent(Script.Place kelurahan, double until) {}
}
