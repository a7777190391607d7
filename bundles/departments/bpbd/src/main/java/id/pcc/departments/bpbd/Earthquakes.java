package id.pcc.departments.bpbd;

import static id.pcc.api.LocalText.of;

import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The earthquakes of BMKG, by their distance from the city. */
final class Earthquakes {
  private static final Duration SHOWN = Duration.ofDays(1);

  private final Map<Object, Map<String, Object>> known = new HashMap<>();
  private final DepartmentContext context;

  Earthquakes(DepartmentContext context) {
    this.context = context;
  }

  /** The records of a list; what it leaves out of an earthquake another list may have said. */
  List<Map<String, Object>> records(Map<String, Map<String, Object>> document) {
    Object found = document.get("Infogempa").get("gempa"); // one alone comes without brackets
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object quake : found instanceof List<?> many ? many : List.of(found)) {
      Map<String, Object> said = record((Map<?, ?>) quake);
      said.values().removeIf(Objects::isNull);
      Map<String, Object> record = known.computeIfAbsent(said.get("id"), id -> new HashMap<>());
      record.putAll(said);
      records.add(record);
    }
    return records;
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
    record.put("tampil_sampai", at instanceof Instant time ? time.plus(SHOWN) : null);
    record.put("lokasi", Cell.point(place[place.length - 1], place[0]));
    Place there = Place.of(record.get("lokasi"), context.city());
    record.put("jarak", there.kilometresFrom(context.city()));
    return record;
  }

  /** Tells people of a strong earthquake near the city, or of one that was felt in the province. */
  void tell(List<Map<String, Object>> records) {
    Map<String, String> settings = context.configuration();
    double least = Double.parseDouble(settings.get("gempa_magnitudo"));
    double farthest = Double.parseDouble(settings.get("gempa_jarak_km"));
    List<String> names = List.of(settings.get("gempa_nama").split(" *, *"));
    for (Map<String, Object> r : records) {
      boolean near =
          r.get("magnitudo") instanceof Double magnitude
              && r.get("jarak") instanceof Long distance
              && magnitude >= least
              && distance <= farthest;
      String places = r.get("dirasakan") + " " + r.get("wilayah");
      boolean read = r.get("waktu") instanceof Instant;
      if (read && (near || names.stream().anyMatch(places::contains))) {
        tell(r, near ? Severity.SEVERE : Severity.MODERATE);
      }
    }
  }

  private void tell(Map<String, Object> r, Severity severity) {
    String what = " M %s, %s".formatted(r.get("magnitudo"), r.get("wilayah"));
    String more = " %s km; %s; %s".formatted(r.get("jarak"), r.get("dirasakan"), r.get("potensi"));
    LocalText title = of("Gempa bumi" + what, "Earthquake" + what);
    LocalText text = of("Jarak" + more + ". Sumber: BMKG.", "Distance" + more + ". Source: BMKG.");
    Place place = Place.of(r.get("lokasi"), context.city());
    Instant at = (Instant) r.get("waktu");
    context.raise(
        Notice.of("gempa:" + r.get("id"), severity, title, text, at, place).until(at.plus(SHOWN)));
  }
}
