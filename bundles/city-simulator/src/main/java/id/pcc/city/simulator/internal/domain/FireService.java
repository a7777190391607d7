package id.pcc.city.simulator.internal.domain;

import id.pcc.city.simulator.internal.domain.EmergencyCalls.Call;
import id.pcc.city.simulator.internal.domain.EmergencyCalls.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The fire service's server: calls, and the units of private brigades and of BPBD. */
public final class FireService {
  private static final String BOAT = "EVAKUASI";

  private final Stage stage;
  private final Fire fire;
  private final Noise noise;
  private final ZoneId zone;
  private final EmergencyCalls calls;
  private final Receipts receipts;
  private final Script script;

  public FireService(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("DAMKAR", stage, zone);
    this.stage = stage;
    this.script = script;
    this.fire = script.fire();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    List<Unit> units =
        IntStream.range(0, fire.units().size())
            .mapToObj(
                i ->
                    new Unit(
                        fire.units().get(i).code(),
                        fire.units().get(i).type(),
                        fire.posts().get(i % fire.posts().size())))
            .toList();
    this.calls = new EmergencyCalls("113", stage, script, units, new Emergencies(script));
  }

  private final class Emergencies implements EmergencyCalls.Course {
    private final Water water;
    private final Curve rate;
    private final int places;

    Emergencies(Script script) {
      water = new Water(script);
      rate = new Curve(fire.calls());
      places = script.kelurahan().size();
    }

    @Override
    public Map<String, Double> perHour(Script.Place kelurahan, double position) {
      Map<String, Double> rates = new LinkedHashMap<>();
      rates.put(BOAT, fire.evacuations() * water.depth(kelurahan.code(), position));
      fire.kinds().forEach((kind, part) -> rates.put(kind, part * rate.at(position) / places));
      return rates;
    }

    @Override
    public String type(String kind) {
      return kind.equals(BOAT) ? "PERAHU" : kind.equals("KEBAKARAN") ? "POMPA" : "PENYELAMAT";
    }

    @Override
    public double travel(Script.Place kelurahan, double position, String kind) {
      double depth = kind.equals(BOAT) ? 0 : water.depth(kelurahan.code(), position);
      return fire.travel() + fire.slower() * depth;
    }
  }

  /** The calls; how many people were brought to safety is known where a boat has been. */
  public Map<String, Object> calls() {
    double now = stage.position();
    List<Map<String, Object>> answers = new ArrayList<>();
    for (Call call : calls.at(now)) {
      boolean boat = call.kind().equals(BOAT);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("nomor", call.number());
      answer.put("waktu", Written.time(call.at(), zone));
      answer.put("jenis", call.kind());
      answer.put("kelurahan", call.kelurahan().code());
      answer.put("status", call.status(now));
      answer.put("unit", call.leaves() <= now ? call.unit().code() : null);
      answer.put("orang", boat && call.ends() <= now ? people(call) : null);
      answer.put("lintang", Written.degrees(call.latitude()));
      answer.put("bujur", Written.degrees(call.longitude()));
      answers.add(answer);
    }
    return Map.of("panggilan", answers);
  }

  private long people(Call call) {
    return 1 + Math.round(5 * noise.of(call.number(), "people"));
  }

  /** The units and where they are. */
  public Map<String, Object> units() {
    double now = Math.floor(stage.position());
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int i = 0; i < calls.units().size(); i++) {
      Unit unit = calls.units().get(i);
      var call = calls.callOf(unit, now);
      double[] place = calls.place(unit, now);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("id", unit.code());
      answer.put("waktu", Written.time(stage.when(now), zone));
      answer.put("jenis", unit.type());
      answer.put("pemilik", fire.units().get(i).owner());
      answer.put("pos", unit.post().name());
      answer.put("status", call.map(c -> c.status(now)).orElse("SIAGA"));
      answer.put("lintang", Written.degrees(place[1]));
      answer.put("bujur", Written.degrees(place[0]));
      answers.add(answer);
    }
    return Map.of("unit", answers);
  }

  /**
   * Sends a unit.
   *
   * @param order {@code id, unit, kelurahan, jenis}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> send(Map<String, Object> order) {
    return receipts.once(
        order,
        () ->
            calls.send(
                Receipts.text(order, "unit"),
                Receipts.text(order, "jenis"),
                Receipts.place(order, "kelurahan", script.kelurahan())));
  }
}
