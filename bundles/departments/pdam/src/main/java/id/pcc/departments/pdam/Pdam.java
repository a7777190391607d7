package id.pcc.departments.pdam;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
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
 * The water company (Perumda Tirta Khatulistiwa): salinity of its raw water and outages, from views
 * of its database, and the switch to its reserve.
 */
@Component(service = Department.class)
public final class Pdam extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("direct:air_baku")
        .routeId("mutu_air_baku")
        .setBody(e -> judged(e.getMessage().getBody(List.class)))
        .setProperty("records", body())
        .to("pcc:pdam/air_baku")
        .process(e -> tell(e.getProperty("records", List.class)));

    from("command:cadangan").routeId("cadangan").marshal("order").to("{{orders}}/perintah");
  }

  private List<Map<String, Object>> judged(List<Map<String, Object>> records) {
    return records.stream()
        .map(
            record -> {
              Map<String, Object> judged = new HashMap<>(record);
              if (record.get("salinitas") instanceof Number salinity) {
                double here = salinity.doubleValue();
                boolean above = here > limit("salinitas_batas");
                boolean near = here > limit("salinitas_waspada");
                judged.put("mutu", above ? "ASIN" : near ? "WASPADA" : "LAYAK");
              }
              return judged;
            })
        .toList();
  }

  private double limit(String setting) {
    return Double.parseDouble(context.configuration().get(setting));
  }

  /** Tells of the intakes by their newest values; the rows come in the order of time. */
  private void tell(List<Map<String, Object>> records) {
    Map<Object, Map<String, Object>> newest = new HashMap<>();
    records.forEach(r -> newest.put(r.get("intake"), r));
    for (Map<String, Object> r : newest.values()) {
      String fingerprint = "salinitas:" + r.get("intake");
      if ("ASIN".equals(r.get("mutu")) && r.get("waktu") instanceof Instant at) {
        long salinity = Math.round(((Number) r.get("salinitas")).doubleValue());
        String what = r.get("nama") + ", " + salinity + " mg/l";
        context.raise(
            Notice.of(
                fingerprint,
                Severity.SEVERE,
                of("Air baku asin: " + what, "Raw water salty: " + what),
                of(
                    "Di atas %d mg/l: pertimbangkan beralih ke waduk Penepat; beri tahu pelanggan."
                        .formatted(Math.round(limit("salinitas_batas"))),
                    "Above %d mg/l: consider the Penepat reserve; tell the customers."
                        .formatted(Math.round(limit("salinitas_batas")))),
                at,
                Place.of(r.get("lokasi"), context.city())));
      } else {
        context.settle(fingerprint);
      }
    }
  }
}
