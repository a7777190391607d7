package id.pcc.city.simulator.internal.domain;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The permit agency's server: permits in process, and how long they take. */
public final class PermitOffice {
  private static final int STEP = 10;

  private final Stage stage;
  private final Script script;
  private final Permits permits;
  private final Noise noise;
  private final ZoneId zone;
  private final Curve received;
  private final Curve decided;

  public PermitOffice(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.script = script;
    this.permits = script.permits();
    this.noise = new Noise(script.seed());
    this.zone = zone;
    this.received = new Curve(permits.received());
    this.decided = new Curve(permits.decided());
  }

  /** Each kind of permit, and how many are in process in each kelurahan. */
  public Map<String, Object> permits() {
    double position = Math.floor(stage.position() / STEP) * STEP;
    String time = Written.time(stage.when(position), zone);
    List<Map<String, Object>> kinds = new ArrayList<>();
    long all = 0;
    for (Permits.Kind kind : permits.kinds()) {
      long came = Math.round(kind.daily() * received.at(position));
      long done = Math.round(kind.daily() * decided.at(position));
      long open = kind.standing() + came - done;
      all += open;
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jenis", kind.code());
      answer.put("waktu", time);
      answer.put("masuk", came);
      answer.put("selesai", done);
      answer.put("proses", open);
      answer.put("lama", Written.tenths(kind.taken() * open / kind.standing()));
      answer.put("janji", kind.promised());
      kinds.add(answer);
    }
    return Map.of("izin", kinds, "wilayah", places(all, time));
  }

  private List<Map<String, Object>> places(long all, String time) {
    List<Map<String, Object>> places = new ArrayList<>();
    for (Script.Place kelurahan : script.kelurahan()) {
      double share = 0.4 + 1.2 * noise.of("permits", kelurahan.code());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("kelurahan", kelurahan.code());
      answer.put("waktu", time);
      answer.put("proses", Math.round(share * all / script.kelurahan().size()));
      answer.put("lintang", kelurahan.latitude());
      answer.put("bujur", kelurahan.longitude());
      places.add(answer);
    }
    return places;
  }
}
