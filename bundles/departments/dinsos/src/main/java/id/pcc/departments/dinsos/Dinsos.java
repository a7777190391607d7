package id.pcc.departments.dinsos;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The social agency (Dinas Sosial): shelters and the aid that they have, as workbooks. */
@Component(service = Department.class)
public final class Dinsos extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  public void configure() {
    from("timer:posko?delay=0&period={{poll:300s}}")
        .routeId("posko")
        .to("{{address}}{{shelters:/posko.xlsx}}")
        .unmarshal("xlsx")
        .setBody(e -> Cell.records(e.getMessage().getBody(), this::shelter))
        .to("pcc:dinsos/posko")
        .process(e -> e.getMessage().getBody(List.class).forEach(r -> tell((Map<?, ?>) r)));

    from("timer:bantuan?delay=0&period={{poll:300s}}")
        .routeId("bantuan")
        .to("{{address}}{{aid:/bantuan.xlsx}}")
        .unmarshal("xlsx")
        .setBody(e -> Cell.records(e.getMessage().getBody(), this::timed))
        .to("pcc:dinsos/bantuan")
        .process(e -> e.getMessage().getBody(List.class).forEach(r -> tellAid((Map<?, ?>) r)));

    from("command:logistik")
        .routeId("logistik")
        .marshal("order")
        .to("{{address}}{{supplies:/kirim}}");
  }

  private Map<String, Object> timed(Map<String, Object> row) {
    row.put("posko", row.remove("kode"));
    row.put("waktu", Cell.time(Cell.text(row, "diperbarui"), null, context.city().zone()));
    row.remove("diperbarui");
    return row;
  }

  private Map<String, Object> shelter(Map<String, Object> row) {
    Map<String, Object> record = timed(Cell.placed(row, "lokasi", "bujur", "lintang"));
    record.put("nama", record.remove("nama_posko"));
    double part = number(record, "pengungsi") / Math.max(1, number(record, "kapasitas"));
    record.put("status", part == 0 ? "TUTUP" : part < limit("penuh") ? "BUKA" : "PENUH");
    return record;
  }

  /** Tells of a shelter that is nearly full. */
  private void tell(Map<?, ?> shelter) {
    String text =
        "%s: %.0f/%.0f"
            .formatted(
                shelter.get("nama"), number(shelter, "pengungsi"), number(shelter, "kapasitas"));
    tell(
        "PENUH".equals(shelter.get("status")),
        "posko:" + shelter.get("posko"),
        of("Posko hampir penuh, " + text, "Shelter nearly full, " + text),
        of("Arahkan pengungsi ke posko lain.", "Direct people to another shelter."),
        Place.of(shelter.get("lokasi"), context.city()));
  }

  /** Tells of an item of which a shelter has given away most. */
  private void tellAid(Map<?, ?> aid) {
    double left = number(aid, "stok");
    double all = left + number(aid, "tersalur");
    String text = "%s, %s: %.0f".formatted(aid.get("barang"), aid.get("posko"), left);
    tell(
        all > 0 && left <= limit("stok_sisa") * all,
        "bantuan:" + aid.get("posko") + ":" + aid.get("barang"),
        of("Bantuan menipis, " + text, "Aid runs low, " + text),
        of("Kirim logistik.", "Send supplies."),
        Place.NONE);
  }

  private void tell(boolean so, String fingerprint, LocalText title, LocalText text, Place place) {
    if (so) {
      context.raise(
          Notice.of(fingerprint, Severity.MODERATE, title, text, context.clock().instant(), place));
    } else {
      context.settle(fingerprint);
    }
  }

  private double limit(String setting) {
    return Double.parseDouble(context.configuration().get(setting));
  }

  private static double number(Map<?, ?> record, String field) {
    return record.get(field) instanceof Number number ? number.doubleValue() : 0;
  }
}
