package id.pcc.departments.bpbd;

import id.pcc.api.*;
import id.pcc.api.cap.*;
import id.pcc.api.city.City;
import id.pcc.api.city.Kelurahan;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import java.time.*;
import java.util.*;

/** The warnings of BMKG: which hold, until when, and where in the city. */
final class Warnings {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Map<String, Map<String, Object>> known = new HashMap<>();
  private final Map<String, Instant> ended = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final DepartmentContext context;

  Warnings(DepartmentContext context) {
    this.context = context;
  }

  /** What a message changes: its own record, and those of the messages that it ends. */
  List<Map<String, Object>> records(CapAlert alert) {
    List<Map<String, Object>> changed = new ArrayList<>();
    for (String reference : ends(alert)) {
      ended.merge(reference, alert.sent(), (a, b) -> a.isBefore(b) ? a : b);
      Map<String, Object> old = known.get(reference);
      if (old != null && alert.sent().isBefore((Instant) old.get("berlaku_sampai"))) {
        old.put("berlaku_sampai", alert.sent());
        changed.add(old);
      }
    }
    known.put(alert.identifier(), record(alert));
    changed.add(known.get(alert.identifier()));
    return changed;
  }

  private static List<String> ends(CapAlert alert) {
    boolean replaces = alert.actual() && Set.of("Update", "Cancel").contains(alert.msgType());
    return replaces ? alert.references() : List.of();
  }

  private Map<String, Object> record(CapAlert alert) {
    Map<String, Object> record = new HashMap<>();
    record.put("identifier", alert.identifier());
    record.put("sent", alert.sent());
    record.put("status", alert.status());
    record.put("msg_type", alert.msgType());
    record.put("berlaku_sampai", alert.sent());
    alert.info("id").ifPresent(info -> describe(record, alert, info));
    return record;
  }

  private void describe(Map<String, Object> record, CapAlert alert, CapInfo info) {
    record.put("event", info.event());
    record.put("severity", info.severity().name());
    record.put("urgency", info.urgency());
    record.put("certainty", info.certainty());
    record.put("headline", info.headline());
    record.put("description", info.description());
    record.put("instruction", info.instruction());
    record.put("effective", info.effective());
    record.put("onset", info.onset());
    record.put("expires", info.expires());
    record.put("areas", info.areaDescription());
    record.put("area", info.area());
    record.put("kelurahan", String.join(" ", touched(info)));
    if (alert.actual() && Set.of("Alert", "Update").contains(alert.msgType())) {
      Instant end = info.expires() == null ? info.effective().plus(A_DAY) : info.expires();
      Instant stop = ended.getOrDefault(alert.identifier(), end);
      record.put("berlaku_sampai", stop.isBefore(end) ? stop : end);
    }
  }

  /** The kelurahan concerned; without polygons all of them when the city is named. */
  private List<String> touched(CapInfo info) {
    City city = context.city();
    boolean named = info.areaDescription().contains(city.name());
    List<Kelurahan> touched =
        info.area() != null ? city.touchedBy(info.area()) : named ? city.kelurahan() : List.of();
    return touched.stream().map(Kelurahan::code).toList();
  }

  /** Tells people of a real warning that concerns the city, and that those it ends are over. */
  void tell(CapAlert alert) {
    ends(alert).forEach(reference -> context.settle("cap:" + reference));
    Map<String, Object> record = known.get(alert.identifier());
    Instant until = (Instant) record.get("berlaku_sampai");
    String codes = Objects.toString(record.get("kelurahan"), "");
    if (codes.isEmpty()
        || until.isBefore(context.clock().instant())
        || !told.add(alert.identifier())) {
      return;
    }
    CapInfo id = alert.info("id").orElseThrow();
    CapInfo en = alert.info("en").orElseThrow();
    context.raise(
        new Notice(
            "cap:" + alert.identifier(),
            id.severity(),
            LocalText.of(title(id), title(en)),
            LocalText.of(text(id) + "Sumber: BMKG.", text(en) + "Source: BMKG."),
            id.effective(),
            until,
            new Place(List.of(codes.split(" ")), null, null),
            false));
  }

  private static String title(CapInfo info) {
    return info.headline().isBlank() ? info.event() : info.headline();
  }

  private static String text(CapInfo info) {
    return (info.description() + " " + info.instruction()).strip() + " ";
  }
}
