package id.pcc.departments.damkar;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The fire service (pemadam kebakaran): calls and units, most of them of private brigades. */
@Component(service = Department.class)
public final class Damkar extends RouteBuilder implements Department {
  /** Nobody is told of a call for longer, should the department have been away as it ended. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private DepartmentContext context;
  private Set<String> told = Set.of();

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:panggilan?delay=0&period={{poll:60s}}")
        .routeId("panggilan")
        .to("{{address}}{{calls:/panggilan.json}}")
        .unmarshal("json")
        .setBody(e -> placed(e, "panggilan"))
        .to("pcc:damkar/panggilan")
        .process(e -> tell(e.getMessage().getBody(List.class)));

    from("timer:unit?delay=0&period={{poll:60s}}")
        .routeId("unit")
        .to("{{address}}{{units:/unit.json}}")
        .unmarshal("json")
        .setBody(e -> placed(e, "unit"))
        .to("pcc:damkar/unit");

    from("command:kirim").routeId("kirim").marshal("order").to("{{address}}{{dispatch:/kirim}}");
  }

  private static List<Map<String, Object>> placed(Exchange exchange, String list) {
    return Cell.records(
        exchange.getMessage().getBody(Map.class).get(list),
        row -> Cell.placed(row, "lokasi", "bujur", "lintang"));
  }

  /**
   * Tells of each fire until it is out, and of each call that waits for a unit too long. A call
   * that its server no longer lists has ended.
   */
  private void tell(List<Map<String, Object>> calls) {
    long minutes = Long.parseLong(context.configuration().get("tunggu_menit"));
    Instant late = context.clock().instant().minus(Duration.ofMinutes(minutes));
    Set<String> open = new HashSet<>();
    for (Map<String, Object> call : calls) {
      Object at = Cell.time(Cell.text(call, "waktu"), null, context.city().zone());
      boolean fire = "KEBAKARAN".equals(call.get("jenis")) && !"SELESAI".equals(call.get("status"));
      boolean waits = "DITERIMA".equals(call.get("status"));
      if (at instanceof Instant since && (fire || waits && since.isBefore(late))) {
        String fingerprint = "panggilan:" + call.get("nomor");
        tell(fingerprint, fire, waits, call, since);
        open.add(fingerprint);
      }
    }
    told.stream().filter(fingerprint -> !open.contains(fingerprint)).forEach(context::settle);
    told = open;
  }

  private void tell(
      String fingerprint, boolean fire, boolean waits, Map<String, Object> call, Instant at) {
    String number = ", " + call.get("nomor");
    Place place = Place.of(call.get("lokasi"), context.city());
    context.raise(
        Notice.of(
                fingerprint,
                fire ? Severity.SEVERE : Severity.MODERATE,
                fire
                    ? of("Kebakaran" + number, "Fire" + number)
                    : of("Belum ada unit" + number, "No unit yet" + number),
                waits
                    ? of("Kirim unit.", "Send a unit.")
                    : of(
                        "Unit " + call.get("unit") + " sudah dikirim; siapkan ambulans dan jalan.",
                        "Unit "
                            + call.get("unit")
                            + " was sent; have an ambulance ready, clear the way."),
                at,
                place)
            .until(at.plus(LONGEST)));
  }
}
