package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls for help and the units that go there. Calls come by chance, the same ones in every run;
 * each takes the unit that is free first, so that help is slow where there is water and where many
 * call.
 */
final class EmergencyCalls {
  /** For how many minutes of the script a call is still told after it has ended. */
  static final int KEPT = 180;

  /** A kelurahan has at most one call a minute, and with at most this chance. */
  private static final double MOST = 0.1;

  private static final int DAY = 1440;

  /** A vehicle or a boat, where it waits, and what it can be sent to. */
  record Unit(String code, String type, Script.Place post) {}

  /** What the script says of calls. */
  interface Course {
    /** How many of each kind come in an hour. */
    Map<String, Double> perHour(Script.Place kelurahan, double position);

    /** The type of unit that a kind of call takes. */
    String type(String kind);

    /** Minutes on the way. */
    double travel(Script.Place kelurahan, double position, String kind);
  }

  /**
   * A call, and who goes.
   *
   * @param position when it came; the following ones likewise
   */
  record Call(
      String number,
      String kind,
      Script.Place kelurahan,
      double longitude,
      double latitude,
      Instant at,
      Unit unit,
      double position,
      double leaves,
      double arrives,
      double ends) {
    String status(double now) {
      return now < leaves
          ? "DITERIMA"
          : now < arrives ? "MENUJU" : now < ends ? "DITANGANI" : "SELESAI";
    }

    boolean busy(double now) {
      return leaves <= now && now < ends;
    }
  }

  private final String name;
  private final String run;
  private final Stage stage;
  private final Script script;
  private final Noise noise;
  private final List<Unit> units;
  private final Course course;
  private final Deque<Call> calls = new ArrayDeque<>();
  private final Map<Unit, Double> free = new HashMap<>();
  private long heard;
  private int orders;

  /**
   * @param name begins the number of each call
   */
  EmergencyCalls(String name, Stage stage, Script script, List<Unit> units, Course course) {
    this.name = name;
    this.run = Long.toString(stage.now().getEpochSecond() / 60, 36);
    this.stage = stage;
    this.script = script;
    this.noise = new Noise(script.seed());
    this.units = List.copyOf(units);
    this.course = course;
    this.heard = (long) Math.floor(stage.position()) - KEPT;
  }

  /** The calls that came lately or are not ended yet, in order of time. */
  synchronized List<Call> at(double now) {
    long latest = (long) Math.floor(now);
    for (long minute = Math.max(heard + 1, latest - DAY); minute <= latest; minute++) {
      hear(minute);
    }
    heard = Math.max(heard, latest);
    calls.removeIf(call -> call.ends() < now - KEPT);
    return List.copyOf(calls);
  }

  List<Unit> units() {
    return units;
  }

  /** The call that a unit is sent to now. */
  Optional<Call> callOf(Unit unit, double now) {
    return at(now).stream().filter(c -> c.unit().equals(unit) && c.busy(now)).findFirst();
  }

  /** Longitude and latitude of a unit: at its post, at a call, or between the two. */
  double[] place(Unit unit, double now) {
    Script.Place post = unit.post();
    double[] place = {post.longitude(), post.latitude()};
    callOf(unit, now)
        .ifPresent(
            call -> {
              double whole = call.arrives() - call.leaves();
              double gone = Math.min(1, (now - call.leaves()) / whole);
              place[0] += gone * (call.longitude() - place[0]);
              place[1] += gone * (call.latitude() - place[1]);
            });
    return place;
  }

  private void hear(long minute) {
    for (int i = 0; i < script.kelurahan().size(); i++) {
      Script.Place kelurahan = script.kelurahan().get(i);
      double chance = noise.of(name, kelurahan.code(), minute);
      if (chance < MOST) {
        kind(course.perHour(kelurahan, minute), chance)
            .ifPresent(kind -> take(kind, kelurahan, minute));
      }
    }
  }

  private static Optional<String> kind(Map<String, Double> perHour, double chance) {
    double sum = 0;
    for (Map.Entry<String, Double> rate : perHour.entrySet()) {
      sum += rate.getValue() / 60;
      if (chance < sum) {
        return Optional.of(rate.getKey());
      }
    }
    return Optional.empty();
  }

  /**
   * Sends a unit that is free somewhere.
   *
   * @throws IllegalArgumentException when it is none, or busy
   */
  synchronized void send(String code, String kind, Script.Place kelurahan) {
    Unit unit =
        units.stream()
            .filter(each -> each.code().equals(code))
            .findFirst()
            .orElseThrow(() -> Receipts.unknown("unit", code));
    double now = Math.floor(stage.position()); // as units are told by the minute
    if (callOf(unit, now).isPresent()) {
      throw new IllegalArgumentException("unit: " + code + " sedang bertugas.");
    }
    String number = "%s-%s-P%03d".formatted(name, run, ++orders);
    add(number, kind, kelurahan, now, unit, now);
  }

  private void take(String kind, Script.Place kelurahan, long position) {
    int place = script.kelurahan().indexOf(kelurahan);
    String number = "%s-%s-%d%02d".formatted(name, run, position, place);
    String type = course.type(kind);
    Unit unit =
        units.stream()
            .filter(each -> each.type().equals(type))
            .min(Comparator.comparing(each -> free.getOrDefault(each, 0.0)))
            .orElseThrow();
    double leaves = Math.max(position + 2, free.getOrDefault(unit, 0.0));
    add(number, kind, kelurahan, position, unit, leaves);
  }

  private void add(
      String number,
      String kind,
      Script.Place kelurahan,
      double position,
      Unit unit,
      double leaves) {
    double arrives = leaves + course.travel(kelurahan, leaves, kind);
    double ends = arrives + 15 + 20 * noise.of(number, "work");
    free.put(unit, ends + 5);
    calls.add(
        new Call(
            number,
            kind,
            kelurahan,
            kelurahan.longitude() + 0.003 * noise.around(number, "lon"),
            kelurahan.latitude() + 0.003 * noise.around(number, "lat"),
            stage.when(position),
            unit,
            position,
            leaves,
            arrives,
            ends));
  }
}
