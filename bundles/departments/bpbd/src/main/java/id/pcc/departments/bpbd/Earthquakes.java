package id.pcc.departments.bpbd;

import static id.pcc.api.LocalText.of;

import id.pcc.api.DepartmentContext;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The earthquakes of BMKG, by their distance from the city. */
final class Earthquakes {
  private final Map<Object, Map<String, Object>> known = new HashMap<>();
  private final Set<Object> told = new HashSet<>();
  private final DepartmentContext context;

  Earthquakes(DepartmentContext context) {
    this.context = context;
  }

  /** The records of a list; what it leaves out of an earthquake another list may have said. */
  List<Map<String, Object>> records(Map<String, Map<String, Object>> document) {
    Object found = document.get("Infogempa").get("gempa"); // one alone comes without brackets
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object quake : found instanceof List<?> many ? many : List.of(found)) {
      Map<String, Object> record = record((Map<?, ?>) quake);
      record.values().removeIf(value -> value == null);
      records.add(known.merge(record.get("id"), record, Earthquakes::both));
    }
    return records;
  }

  private static Map<String, Object> both(Map<String, Object> old, Map<String, Object> now) {
    Map<String, Object> both = new HashMap<>(old);
    both.putAll(now);
    return both;
  }

  private Map<String, Object> record(Map<?, ?> quake) {
    String[] place = String.valueOf(quake.get("Coordinates")).split(" *, *"); // latitude first
    Object at = Cell.time((String) quake.get("DateTime"), null, ZoneOffset.UTC);
    Map<String, Object> record = new HashMap<>();
    record.put("id", quake.get("DateTime") + " " + quake.get("Coordinates"));
    record.put("waktu", at);
    record.put("magnitudo", Cell.number((String) quake.get("Magnitude")));
    record.put("kedalaman", Cell.number(String.valueOf(quake.get("Kedalaman")).replace(" km", "")));
    record.put("wilayah", quake.get("Wilayah"));
    record.put("potensi", quake.get("Potensi"));
    record.put("dirasakan", quake.get("Dirasakan"));
    record.put("tampil_sampai", at instanceof Instant time ? time.plus(Duration.ofDays(1)) : null);
    record.put("lokasi", Cell.point(place[place.length - 1], place[0]));
    if (Cell.number(place[0]) instanceof Double latitude
        && Cell.number(place[place.length - 1]) instanceof Double longitude) {
      record.put("jarak", Math.round(context.city().kilometresTo(longitude, latitude)));
    }
    return record;
  }

  /** Tells people of a strong earthquake near the city, or of one that was felt in the province. */
  void tell(List<Map<String, Object>> records) {
    for (Map<String, Object> r : records) {
      boolean recent =
          r.get("tampil_sampai") instanceof Instant until
              && until.isAfter(context.clock().instant());
      if (recent && (near(r) || named(r)) && told.add(r.get("id"))) {
        tell(r);
      }
    }
  }

  private boolean near(Map<String, Object> r) {
    return r.get("magnitudo") instanceof Double magnitude
        && r.get("jarak") instanceof Long distance
        && magnitude >= Double.parseDouble(context.configuration().get("gempa_magnitudo"))
        && distance <= Double.parseDouble(context.configuration().get("gempa_jarak_km"));
  }

  private boolean named(Map<String, Object> r) {
    String places = r.get("dirasakan") + " " + r.get("wilayah");
    return Stream.of(context.configuration().get("gempa_nama").split(" *, *"))
        .anyMatch(places::contains);
  }

  private void tell(Map<String, Object> r) {
    String what = " M %s, %s".formatted(r.get("magnitudo"), r.get("wilayah"));
    String more =
        " %s km; %s; %s. BMKG.".formatted(r.get("jarak"), r.get("dirasakan"), r.get("potensi"));
    context.raise(
        new Notice(
            "gempa:" + r.get("id"),
            near(r) ? Severity.SEVERE : Severity.MODERATE,
            of("Gempa bumi" + what, "Earthquake" + what),
            of("Jarak" + more, "Distance" + more),
            (Instant) r.get("waktu"),
            (Instant) r.get("tampil_sampai"),
            Place.of(r.get("lokasi"), context.city()),
            false));
  }
}
