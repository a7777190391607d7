package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drains that rise with the tide, pumps and gates that can be told something, road works and street
 * lights. A pump that is turned on lowers its drain; one that failed does not answer to orders.
 */
public final class PublicWorks {
  private static final int STEP = 5;
  private static final double WITHOUT_PUMP = 24;
  private static final double WITH_RESERVE = 26;
  private static final int MOST_RECEIPTS = 1_000;
  private static final Map<String, Set<String>> ORDERS =
      Map.of("POMPA", Set.of("JALAN", "MATI"), "PINTU", Set.of("TERBUKA", "TERTUTUP"));
  private static final Set<String> LIGHTS = Set.of("NYALA", "PADAM");

  /**
   * The day.
   *
   * @param tide how much the tide raises drains over the day, in cm
   * @param failures of machines
   * @param darkness by what the number of dark lamps is multiplied over the day
   */
  public record Day(
      Map<String, Double> tide,
      List<Channel> channels,
      List<Machine> machines,
      List<Script.Span> failures,
      List<Work> works,
      List<Street> lamps,
      Map<String, Double> darkness) {}

  /** A drain: its level without tide, where people must look, and where they must act; in cm. */
  public record Channel(
      String code,
      String name,
      double latitude,
      double longitude,
      double base,
      double factor,
      double alert,
      double alarm) {}

  /** A pump ({@code POMPA}, with litres per second) or a gate ({@code PINTU}) of a drain. */
  public record Machine(
      String code, String name, String kind, String channel, double flow, String state) {}

  /** Works on a road, and when on the day. */
  public record Work(
      String code,
      String name,
      double latitude,
      double longitude,
      String from,
      String to,
      boolean closed) {}

  /** The lights of a street. */
  public record Street(
      String code, String name, double latitude, double longitude, int lamps, int dark) {}

  private final Stage stage;
  private final Day day;
  private final ZoneId zone;
  private final Curve tide;
  private final Curve darkness;
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> receipts = new LinkedHashMap<>();

  public PublicWorks(Stage stage, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.zone = zone;
    this.tide = new Curve(day.tide());
    this.darkness = new Curve(day.darkness());
  }

  /** The number of the interval that was measured last. */
  public long tick() {
    return (long) Math.floor(stage.position() / STEP);
  }

  /** The level of each drain. */
  public List<Map<String, Object>> levels() {
    List<Map<String, Object>> levels = new ArrayList<>();
    for (Channel channel : day.channels()) {
      double level = channel.base() + channel.factor() * tide.at(stage.position());
      for (Machine machine : day.machines()) {
        boolean here = machine.kind().equals("POMPA") && machine.channel().equals(channel.code());
        boolean runs = state(machine).equals("JALAN");
        if (here && runs != machine.state().equals("JALAN")) {
          level += runs ? -WITH_RESERVE : WITHOUT_PUMP;
        }
      }
      Map<String, Object> said = place(channel.code(), channel.name(), channel);
      said.put("tma", Math.round(Math.max(0, level) * 10) / 10.0);
      said.put("siaga", channel.alert());
      said.put("awas", channel.alarm());
      levels.add(said);
    }
    return levels;
  }

  /** The state of each pump and gate. */
  public List<Map<String, Object>> machines() {
    List<Map<String, Object>> machines = new ArrayList<>();
    for (Machine machine : day.machines()) {
      Map<String, Object> said = place(machine.code(), machine.name(), channel(machine));
      String state = state(machine);
      said.put("jenis", machine.kind());
      said.put("status", state);
      if (machine.kind().equals("POMPA")) {
        said.put("debit", state.equals("JALAN") ? machine.flow() : 0.0);
      }
      machines.add(said);
    }
    return machines;
  }

  private Channel channel(Machine machine) {
    return day.channels().stream()
        .filter(c -> c.code().equals(machine.channel()))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> place(String code, String name, Channel channel) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("kode", code);
    said.put("nama", name);
    said.put("waktu", time(stage.when(tick() * (double) STEP)));
    said.put("lintang", channel.latitude());
    said.put("bujur", channel.longitude());
    return said;
  }

  private String state(Machine machine) {
    boolean failed = Spans.at(day.failures(), machine.code(), now()).isPresent();
    return failed ? "GANGGUAN" : told.getOrDefault(machine.code(), machine.state());
  }

  private LocalTime now() {
    return Stage.time(stage.position());
  }

  /**
   * Carries out an order, or says why not; one that comes again is answered as the first time.
   *
   * @param order {@code id, alat, aksi}, and {@code paling_lambat}, after which it is not done
   */
  public synchronized Map<String, Object> told(Map<String, Object> order) {
    String id = String.valueOf(order.get("id"));
    Map<String, Object> before = receipts.get(id);
    if (before != null) {
      return before;
    }
    String refusal = refusal(order);
    if (refusal.isEmpty()) {
      told.put(String.valueOf(order.get("alat")), String.valueOf(order.get("aksi")));
    }
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("id", id);
    receipt.put("waktu", time(stage.now().truncatedTo(ChronoUnit.SECONDS)));
    receipt.put("alat", order.get("alat"));
    receipt.put("aksi", order.get("aksi"));
    receipt.put("hasil", refusal.isEmpty() ? "DILAKSANAKAN" : "DITOLAK");
    receipt.put("keterangan", refusal.isEmpty() ? "dilaksanakan panel" : refusal);
    receipts.put(id, receipt);
    if (receipts.size() > MOST_RECEIPTS) {
      receipts.remove(receipts.keySet().iterator().next());
    }
    return receipt;
  }

  private String refusal(Map<String, Object> order) {
    if (day.lamps().stream().anyMatch(street -> street.code().equals(order.get("alat")))) {
      boolean known = LIGHTS.contains(String.valueOf(order.get("aksi")));
      return known ? late(order) : "aksi tidak dikenal untuk lampu";
    }
    Machine machine =
        day.machines().stream()
            .filter(m -> m.code().equals(order.get("alat")))
            .findFirst()
            .orElse(null);
    if (machine == null) {
      return "alat tidak dikenal";
    }
    if (!ORDERS.get(machine.kind()).contains(String.valueOf(order.get("aksi")))) {
      return "aksi tidak dikenal untuk " + machine.kind().toLowerCase(java.util.Locale.ROOT);
    }
    return state(machine).equals("GANGGUAN") ? "alat sedang gangguan" : late(order);
  }

  private String late(Map<String, Object> order) {
    return order.get("paling_lambat") instanceof String late
            && !stage.now().isBefore(Instant.parse(late))
        ? "datang terlambat"
        : "";
  }

  /** Road works of the day. */
  public List<Map<String, Object>> works() {
    List<Map<String, Object>> works = new ArrayList<>();
    for (Work work : day.works()) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("kode", work.code());
      said.put("nama", work.name());
      boolean begun = !now().isBefore(LocalTime.parse(work.from()));
      boolean over = !now().isBefore(LocalTime.parse(work.to()));
      said.put("status", over ? "SELESAI" : begun ? "BERJALAN" : "RENCANA");
      said.put("jam", work.from() + "–" + work.to());
      said.put("lajur", work.closed() ? "TUTUP" : "SEBAGIAN");
      said.put("lintang", work.latitude());
      said.put("bujur", work.longitude());
      works.add(said);
    }
    return works;
  }

  /** Dark lamps of each street, as observations of the SensorThings API (OGC 18-088). */
  public List<Map<String, Object>> observations() {
    List<Map<String, Object>> observations = new ArrayList<>();
    double position = Math.floor(stage.position() / 60) * 60;
    for (Street street : day.lamps()) {
      Map<String, Object> thing =
          Map.of(
              "name",
              street.name(),
              "properties",
              Map.of("kode", street.code(), "lampu", street.lamps()));
      Map<String, Object> point =
          Map.of("type", "Point", "coordinates", List.of(street.longitude(), street.latitude()));
      Map<String, Object> observation = new LinkedHashMap<>();
      observation.put("@iot.id", street.code() + "-" + Math.round(position));
      observation.put("phenomenonTime", stage.when(position).toString());
      observation.put(
          "result",
          told.getOrDefault(street.code(), "NYALA").equals("PADAM")
              ? street.lamps()
              : Math.min(street.lamps(), Math.round(street.dark() * darkness.at(position))));
      observation.put("Datastream", Map.of("name", "Lampu padam", "Thing", thing));
      observation.put("FeatureOfInterest", Map.of("name", street.name(), "feature", point));
      observations.add(observation);
    }
    return observations;
  }

  private String time(Instant at) {
    return OffsetDateTime.ofInstant(at, zone).toString();
  }
}
