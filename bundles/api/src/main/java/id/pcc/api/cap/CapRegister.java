package id.pcc.api.cap;

import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.city.Kelurahan;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps which of a source's warnings hold, by what CAP 1.2 says of updates and cancellations, and
 * tells people of those that concern the city. Not for use by several threads at once.
 */
public final class CapRegister {
  private static final Duration UNSAID = Duration.ofDays(1);
  private static final int MOST = 1_000;
  private static final int LONGEST = 200;

  private final Map<String, Map<String, Object>> known = new Bounded<>();
  private final Map<String, Instant> ended = new Bounded<>();
  private final DepartmentContext context;
  private final String credit;

  /**
   * @param credit whom a notice names as the source
   */
  public CapRegister(DepartmentContext context, String credit) {
    this.context = context;
    this.credit = credit;
  }

  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST;
    }
  }

  /**
   * The records that a message changes: its own, and those of the messages that it ends. Each is
   * {@link CapAlert#record} with {@code kelurahan}, the Kemendagri codes of those concerned by
   * spaces, and {@code holds_until}: when the warning expires, is replaced or is cancelled; a
   * message that never warned, such as an exercise, held until it was sent.
   */
  public List<Map<String, Object>> records(CapAlert alert) {
    List<Map<String, Object>> changed = new ArrayList<>();
    for (String reference : ends(alert)) {
      ended.merge(reference, alert.sent(), (a, b) -> a.isBefore(b) ? a : b);
      Map<String, Object> old = known.get(reference);
      if (old != null && alert.sent().isBefore((Instant) old.get("holds_until"))) {
        old.put("holds_until", alert.sent());
        changed.add(old);
      }
    }
    Map<String, Object> own = alert.record("id");
    own.put("holds_until", until(alert));
    own.put("kelurahan", String.join(" ", touched(alert)));
    known.put(alert.identifier(), own);
    changed.add(own);
    return changed;
  }

  private static List<String> ends(CapAlert alert) {
    boolean replaces = Set.of("Update", "Cancel").contains(alert.msgType());
    return alert.actual() && replaces ? alert.references() : List.of();
  }

  /** When a warning ends; what never warned, such as an exercise, has ended when it was sent. */
  private Instant until(CapAlert alert) {
    boolean warns = alert.actual() && Set.of("Alert", "Update").contains(alert.msgType());
    if (!warns || alert.infos().isEmpty()) {
      return alert.sent();
    }
    CapInfo info = alert.info("id").orElseThrow();
    Instant end = info.expires() == null ? info.effective().plus(UNSAID) : info.expires();
    Instant stop = ended.getOrDefault(alert.identifier(), end);
    return stop.isBefore(end) ? stop : end;
  }

  /** The kelurahan concerned; without polygons all of them when the city is named. */
  private List<String> touched(CapAlert alert) {
    CapInfo info = alert.info("id").orElse(null);
    if (info == null) {
      return List.of();
    }
    boolean named = info.areaDescription().contains(context.city().name());
    List<Kelurahan> touched =
        info.area() != null
            ? context.city().touchedBy(info.area())
            : named ? context.city().kelurahan() : List.of();
    return touched.stream().map(Kelurahan::code).toList();
  }

  /**
   * Tells people of a real warning that concerns the city and holds, and settles those that it
   * ends. Exercises and tests tell nobody.
   */
  public void tell(CapAlert alert) {
    ends(alert).forEach(reference -> context.settle(fingerprint(reference)));
    Instant until = until(alert);
    List<String> touched = touched(alert);
    if (touched.isEmpty() || until.isBefore(context.clock().instant())) {
      return;
    }
    CapInfo id = alert.info("id").orElseThrow();
    CapInfo en = alert.info("en").orElseThrow();
    context.raise(
        Notice.of(
                fingerprint(alert.identifier()),
                id.severity(),
                LocalText.of(title(id), title(en)),
                LocalText.of(
                    text(id) + " Sumber: " + credit + ".", text(en) + " Source: " + credit + "."),
                id.effective(),
                new Place(touched, null, null))
            .until(until));
  }

  private static String fingerprint(String identifier) {
    String text = "cap:" + identifier;
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static String title(CapInfo info) {
    return info.headline().isBlank() ? info.event() : info.headline();
  }

  private static String text(CapInfo info) {
    return (info.description() + " " + info.instruction()).strip();
  }
}
