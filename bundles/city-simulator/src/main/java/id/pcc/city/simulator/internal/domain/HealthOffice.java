package id.pcc.city.simulator.internal.domain;

import id.pcc.city.simulator.internal.domain.EmergencyCalls.Call;
import id.pcc.city.simulator.internal.domain.EmergencyCalls.Unit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The health agency's server: PSC 119, ambulances, beds, and weekly counts of diseases. */
public final class HealthOffice {
  private static final String BREATH = "SESAK_NAPAS";
  private static final int CLEAN = 100;
  private static final int WEEKS = 8;
  private static final int BEDS_STEP = 15;

  private final Stage stage;
  private final Script script;
  private final Health health;
  private final Noise noise;
  private final ZoneId zone;
  private final Curve smoke;
  private final Curve rate;
  private final Curve occupied;
  private final EmergencyCalls calls;
  private final Receipts receipts;
  private final List<Held> held = new CopyOnWriteArrayList<>();

  public HealthOffice(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("PSC", stage, zone);
    this.stage = stage;
    this.script = script;
    this.health = script.health();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    this.smoke = new Curve(script.air().curves().get("pm25"));
    this.rate = new Curve(health.calls());
    this.occupied = new Curve(health.occupied());
    List<Script.Place> posts = script.kelurahan();
    List<Unit> units =
        IntStream.range(0, health.ambulances())
            .mapToObj(i -> new Unit("AMB-%02d".formatted(i + 1), "", posts.get(3 * i % 29)))
            .toList();
    this.calls =
        new EmergencyCalls("119", stage, script, units, new Emergencies(new Water(script)));
  }

  private final class Emergencies implements EmergencyCalls.Course {
    private final Water water;

    Emergencies(Water water) {
      this.water = water;
    }

    @Override
    public Map<String, Double> perHour(Script.Place kelurahan, double position) {
      double all = rate.at(position) / script.kelurahan().size();
      Map<String, Double> rates = new LinkedHashMap<>();
      health.kinds().forEach((kind, part) -> rates.put(kind, part * all));
      double breath = health.respiratory() * Math.max(0, smoke.at(position) - CLEAN);
      rates.merge(BREATH, breath / script.kelurahan().size(), Double::sum);
      return rates;
    }

    @Override
    public String type(String kind) {
      return "";
    }

    @Override
    public double travel(Script.Place kelurahan, double position, String kind) {
      return health.travel() + health.slower() * water.depth(kelurahan.code(), position);
    }
  }

  /** The calls of PSC 119, and how it stands in each kecamatan. */
  public Map<String, Object> psc() {
    double now = stage.position();
    List<Call> all = calls.at(now);
    return Map.of(
        "panggilan", all.stream().map(c -> call(c, now)).toList(), "kecamatan", counts(all, now));
  }

  private Map<String, Object> call(Call call, double now) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("nomor", call.number());
    answer.put("waktu", Written.time(call.at(), zone));
    answer.put("keluhan", call.kind());
    answer.put("usia", 1 + Math.round(84 * noise.of(call.number(), "age")));
    answer.put("kelurahan", call.kelurahan().code());
    answer.put("status", call.status(now));
    answer.put("ambulans", call.leaves() <= now ? call.unit().code() : null);
    answer.put("tanggap", call.arrives() <= now ? reached(call) : null);
    return answer;
  }

  private static double reached(Call call) {
    return Written.tenths(call.arrives() - call.position());
  }

  private List<Map<String, Object>> counts(List<Call> all, double now) {
    Map<String, List<Call>> byKecamatan = new TreeMap<>();
    script.kelurahan().forEach(k -> byKecamatan.put(k.code().substring(0, 8), new ArrayList<>()));
    all.forEach(c -> byKecamatan.get(c.kelurahan().code().substring(0, 8)).add(c));
    List<Map<String, Object>> counts = new ArrayList<>();
    byKecamatan.forEach((code, its) -> counts.add(count(code, its, now)));
    return counts;
  }

  private Map<String, Object> count(String kecamatan, List<Call> its, double now) {
    List<Call> lately = its.stream().filter(c -> c.position() > now - 60).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("kecamatan", kecamatan);
    answer.put("waktu", Written.time(stage.when(Math.floor(now)), zone));
    answer.put("panggilan", lately.size());
    answer.put("sesak", lately.stream().filter(c -> c.kind().equals(BREATH)).count());
    answer.put("menunggu", its.stream().filter(c -> now < c.arrives()).count());
    its.stream()
        .filter(c -> c.arrives() <= now && c.arrives() > now - 60)
        .mapToDouble(HealthOffice::reached)
        .average()
        .ifPresent(mean -> answer.put("tanggap", Written.tenths(mean)));
    return answer;
  }

  /** The ambulances and where they are. */
  public Map<String, Object> ambulances() {
    double now = Math.floor(stage.position());
    List<Map<String, Object>> ambulances = new ArrayList<>();
    for (Unit unit : calls.units()) {
      var call = calls.callOf(unit, now);
      double[] place = calls.place(unit, now);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("id", unit.code());
      answer.put("waktu", Written.time(stage.when(now), zone));
      answer.put("pangkalan", unit.post().name());
      answer.put("status", call.map(c -> c.status(now)).orElse("SIAGA"));
      answer.put("panggilan", call.map(Call::number).orElse(null));
      answer.put("lintang", Written.degrees(place[1]));
      answer.put("bujur", Written.degrees(place[0]));
      ambulances.add(answer);
    }
    return Map.of("ambulans", ambulances);
  }

  /** The beds of each hospital and class. */
  public Map<String, Object> beds() {
    double now = Math.floor(stage.position() / BEDS_STEP) * BEDS_STEP;
    List<Map<String, Object>> beds = new ArrayList<>();
    for (Script.Place hospital : health.hospitals()) {
      health
          .beds()
          .forEach(
              (kind, number) -> {
                long capacity = Math.max(2, Math.round(number * hospital.factor()));
                double wobble = 0.08 * noise.around(hospital.code(), kind, Math.round(now));
                double taken = Math.min(1, Math.max(0, occupied.at(now) + wobble));
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("rs", hospital.code());
                answer.put("nama", hospital.name());
                answer.put("kelas", kind);
                answer.put("waktu", Written.time(stage.when(now), zone));
                answer.put("kapasitas", capacity);
                long left = capacity - Math.round(capacity * taken);
                answer.put("tersedia", Math.max(0, left - held(hospital.code(), kind)));
                beds.add(answer);
              });
    }
    return Map.of("tempat_tidur", beds);
  }

  /** The cases of the last weeks; those of the present week grow with the smoke of the day. */
  public Map<String, Object> diseases() {
    LocalDate monday =
        LocalDate.ofInstant(stage.now(), zone)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<Map<String, Object>> cases = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (Script.Place kelurahan : script.kelurahan()) {
        for (String disease : health.weekly().keySet()) {
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("minggu", monday.minusWeeks(week).toString());
          answer.put("kelurahan", kelurahan.code());
          answer.put("penyakit", disease);
          answer.put("kasus", cases(monday.minusWeeks(week), kelurahan, disease, week == 0));
          cases.add(answer);
        }
      }
    }
    return Map.of("kasus", cases);
  }

  private long cases(LocalDate week, Script.Place kelurahan, String disease, boolean present) {
    double usual = health.weekly().get(disease);
    double found = usual * (1 + 0.4 * noise.around(kelurahan.code(), disease, week.toString()));
    if (present && disease.equals("ISPA")) {
      double minute = stage.position() % 1440;
      double burden = 0;
      for (double at = 0; at <= minute; at += 30) {
        burden += Math.max(0, smoke.at(at) - CLEAN);
      }
      found += usual * burden / 1500;
    }
    return Math.round(found);
  }

  /**
   * Sends an ambulance.
   *
   * @param order {@code id, ambulans, kelurahan}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> send(Map<String, Object> order) {
    return receipts.once(
        order,
        () ->
            calls.send(
                Receipts.text(order, "ambulans"),
                "LAIN",
                Receipts.place(order, "kelurahan", script.kelurahan())));
  }

  /**
   * Holds beds.
   *
   * @param order {@code id, rs, kelas, jumlah, menit}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> hold(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          String hospital = Receipts.place(order, "rs", health.hospitals()).code();
          String kind = Receipts.text(order, "kelas");
          int number = Receipts.whole(order, "jumlah");
          if (free(hospital, kind) < number) {
            throw new IllegalArgumentException("jumlah: tempat tidur yang kosong tidak cukup.");
          }
          double until = stage.position() + Receipts.whole(order, "menit");
          held.add(new Held(hospital, kind, number, until));
        });
  }

  @SuppressWarnings("unchecked")
  private long free(String hospital, String kind) {
    return ((List<Map<String, Object>>) beds().get("tempat_tidur"))
        .stream()
            .filter(r -> r.get("rs").equals(hospital) && r.get("kelas").equals(kind))
            .mapToLong(r -> (Long) r.get("tersedia"))
            .sum();
  }

  private long held(String hospital, String kind) {
    return held.stream()
        .filter(h -> h.hospital().equals(hospital) && h.kind().equals(kind))
        .filter(h -> stage.position() < h.until())
        .mapToLong(Held::number)
        .sum();
  }

  private record Held(String hospital, String kind, int number, double until) {}
}
