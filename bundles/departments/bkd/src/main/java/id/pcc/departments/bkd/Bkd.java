package id.pcc.departments.bkd;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Code;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The finance agency (Badan Keuangan Daerah): revenue against target by tax, and its counters, from
 * views of its database.
 */
@Component(service = Department.class)
public final class Bkd extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("direct:penerimaan")
        .routeId("capaian_penerimaan")
        .setBody(e -> e.getMessage().getBody(List.class).stream().map(r -> judged(r)).toList())
        .setProperty("records", body())
        .to("pcc:bkd/penerimaan")
        .process(e -> tell(e.getProperty("records", List.class)));
  }

  /** A record with its shares in percent, and how it does against the plan up to its day. */
  private Map<String, Object> judged(Object row) {
    Map<String, Object> record = new HashMap<>();
    ((Map<?, ?>) row).forEach((name, value) -> record.put(String.valueOf(name), value));
    record.put("persen", percent(record, "target"));
    Double part = percent(record, "rencana");
    if (part != null) {
      record.put(
          "capaian",
          part >= limit("sesuai_persen")
              ? "SESUAI"
              : part >= limit("tertinggal_persen") ? "WASPADA" : "TERTINGGAL");
    }
    return record;
  }

  /** The revenue in percent of a sum, with one decimal; {@code null} when either is missing. */
  private static Double percent(Map<String, Object> record, String of) {
    return record.get("realisasi") instanceof Number revenue
            && record.get(of) instanceof Number whole
            && whole.doubleValue() > 0
        ? Math.round(1000 * revenue.doubleValue() / whole.doubleValue()) / 10.0
        : null;
  }

  private double limit(String setting) {
    return Double.parseDouble(context.configuration().get(setting));
  }

  /** Tells of the taxes by their newest records; the rows come in the order of time. */
  private void tell(List<Map<String, Object>> records) {
    Map<Object, Map<String, Object>> newest = new HashMap<>();
    records.forEach(r -> newest.put(r.get("pajak"), r));
    for (Map<String, Object> r : newest.values()) {
      String fingerprint = "penerimaan:" + r.get("pajak");
      if ("TERTINGGAL".equals(r.get("capaian")) && r.get("waktu") instanceof Instant at) {
        LocalText tax = name(r.get("pajak"));
        String part = ", %.1f %%".formatted(percent(r, "rencana"));
        LocalText title =
            of("Penerimaan tertinggal: " + tax.id() + part, "Revenue behind: " + tax.en() + part);
        LocalText text =
            of(
                "Dari rencana sampai hari ini; periksa loket dan penagihan.",
                "Of the plan up to today; look at counters and collection.");
        context.raise(Notice.of(fingerprint, Severity.MINOR, title, text, at, Place.NONE));
      } else {
        context.settle(fingerprint);
      }
    }
  }

  private LocalText name(Object tax) {
    return context.declaration().codes("penerimaan", "pajak").stream()
        .filter(code -> code.value().equals(tax))
        .map(Code::title)
        .findFirst()
        .orElse(LocalText.name(String.valueOf(tax)));
  }
}
