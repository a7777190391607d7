package id.pcc.departments.bpbd;

import static id.pcc.api.LocalText.of;

import id.pcc.api.DepartmentContext;
import id.pcc.api.dataset.*;
import id.pcc.api.notice.*;
import id.pcc.api.notice.Notice.Place;
import java.time.*;
import java.util.*;

/** The earthquakes of BMKG, by their distance from the city. */
final class Earthquakes {
  private static final Duration SHOWN = Duration.ofDays(1);

  private final Set<Object> told = new HashSet<>();
  private final DepartmentContext context;

  Earthquakes(DepartmentContext context) {
    this.context = context;
  }

  /** The records of several lists: what one leaves out of an earthquake another may say. */
  List<Map<String, Object>> records(List<Map<String, Map<String, Object>>> lists) {
    Map<Object, Map<String, Object>> records = new LinkedHashMap<>();
    for (Map<String, Map<String, Object>> list : lists) {
      Object quakes = list.get("Infogempa").get("gempa"); // one alone comes without brackets
      for (Object quake : quakes instanceof List<?> many ? many : List.of(quakes)) {
        Map<String, Object> record = record((Map<?, ?>) quake);
        record.forEach(
            records.computeIfAbsent(record.get("id"), id -> new HashMap<>())::putIfAbsent);
      }
    }
    return List.copyOf(records.values());
  }

  private Map<String, Object> record(Map<?, ?> quake) {
    String[] place = String.valueOf(quake.get("Coordinates")).split(","); // latitude first
    String depth = String.valueOf(quake.get("Kedalaman")).replace("km", "").trim();
    Object at = Cell.time((String) quake.get("DateTime"), null, ZoneOffset.UTC);
    Map<String, Object> record = new HashMap<>();
    record.put("id", quake.get("DateTime") + " " + quake.get("Coordinates"));
    record.put("waktu", at);
    record.put("magnitudo", Cell.number((String) quake.get("Magnitude")));
    record.put("kedalaman", Cell.number(depth));
    record.put("wilayah", quake.get("Wilayah"));
    record.put("potensi", quake.get("Potensi"));
    record.put("dirasakan", quake.get("Dirasakan"));
    record.put("tampil_sampai", at instanceof Instant time ? time.plus(SHOWN) : null);
    record.put("lokasi", Cell.point(place[place.length - 1].trim(), place[0].trim()));
    if (record.get("lokasi") instanceof Map<?, ?> point) {
      record.put("jarak", distance((List<?>) point.get("coordinates")));
    }
    return record;
  }

  /** Kilometres from the city's centre along the earth, which is a sphere for this. */
  private Long distance(List<?> place) {
    if (!(place.get(0) instanceof Double longitude && place.get(1) instanceof Double latitude)) {
      return null;
    }
    double[] box = context.city().boundingBox();
    double there = Math.toRadians(latitude);
    double here = Math.toRadians((box[1] + box[3]) / 2);
    double turn = Math.toRadians(longitude - (box[0] + box[2]) / 2);
    double cosine =
        Math.sin(there) * Math.sin(here) + Math.cos(there) * Math.cos(here) * Math.cos(turn);
    return Math.round(6371 * Math.acos(Math.min(1, cosine)));
  }

  /** Tells people of a strong earthquake near the city, or of one that was felt in the province. */
  void tell(List<Map<String, Object>> records) {
    double least = Double.parseDouble(context.configuration().get("gempa_magnitudo"));
    long farthest = Long.parseLong(context.configuration().get("gempa_jarak_km"));
    List<String> names = List.of(context.configuration().get("gempa_nama").split(" *, *"));
    for (Map<String, Object> r : records) {
      boolean near =
          r.get("magnitudo") instanceof Double m
              && m >= least
              && r.get("jarak") instanceof Long d
              && d <= farthest;
      String felt = r.get("dirasakan") + " " + r.get("wilayah");
      boolean matters = near || names.stream().anyMatch(felt::contains);
      if (matters
          && r.get("tampil_sampai") instanceof Instant until
          && until.isAfter(context.clock().instant())
          && told.add(r.get("id"))) {
        String what =
            " M %s, %s km, %s. %s"
                .formatted(
                    r.get("magnitudo"),
                    r.get("kedalaman"),
                    r.get("wilayah"),
                    Objects.toString(r.get("potensi"), ""));
        context.raise(
            new Notice(
                "gempa:" + r.get("id"),
                near ? Severity.SEVERE : Severity.MODERATE,
                of("Gempa bumi" + what, "Earthquake" + what),
                of(
                    "Jarak "
                        + r.get("jarak")
                        + " km. Dirasakan: "
                        + r.get("dirasakan")
                        + ". Sumber: BMKG.",
                    "Distance "
                        + r.get("jarak")
                        + " km. Felt: "
                        + r.get("dirasakan")
                        + ". Source: BMKG."),
                (Instant) r.get("waktu"),
                until,
                Place.of(r.get("lokasi"), context.city()),
                false));
      }
    }
  }
}
