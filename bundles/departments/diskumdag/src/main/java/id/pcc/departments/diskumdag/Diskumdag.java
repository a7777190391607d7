package id.pcc.departments.diskumdag;

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
 * The trade agency (Dinas Koperasi, Usaha Mikro dan Perdagangan): staple prices of the city's
 * markets, from files of its SFTP server, and market operations.
 */
@Component(service = Department.class)
public final class Diskumdag extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("direct:harga")
        .routeId("kondisi_harga")
        .setBody(e -> e.getMessage().getBody(List.class).stream().map(r -> judged(r)).toList())
        .setProperty("records", body())
        .to("pcc:diskumdag/harga")
        .process(e -> tell(e.getProperty("records", List.class)));

    // Prices arrive without it; only market operations need a server that takes orders.
    if (!context.configuration().getOrDefault("orders", "").isBlank()) {
      from("command:operasi_pasar")
          .routeId("kirim_operasi_pasar")
          .marshal("order")
          .to("{{orders}}/operasi");
    }
  }

  /** A record with how far its price is above the reference, in percent. */
  private Map<String, Object> judged(Object row) {
    Map<String, Object> record = new HashMap<>();
    ((Map<?, ?>) row).forEach((name, value) -> record.put(String.valueOf(name), value));
    if (record.get("harga") instanceof Number price
        && record.get("acuan") instanceof Number reference
        && reference.doubleValue() > 0) {
      double above = Math.round(1000 * (price.doubleValue() / reference.doubleValue() - 1)) / 10.0;
      record.put("kenaikan", above);
      boolean jumped = above >= limit("melonjak_persen");
      record.put("kondisi", jumped ? "MELONJAK" : above >= limit("naik_persen") ? "NAIK" : "WAJAR");
    }
    return record;
  }

  private double limit(String setting) {
    return Double.parseDouble(context.configuration().get(setting));
  }

  /** Tells of each commodity once, by the market where it is dearest now. */
  private void tell(List<Map<String, Object>> records) {
    Map<Object, Map<String, Object>> newest = new HashMap<>();
    records.forEach(r -> newest.put(r.get("pasar") + " " + r.get("komoditas"), r));
    Map<Object, Map<String, Object>> dearest = new HashMap<>();
    newest.values().forEach(r -> dearest.merge(r.get("komoditas"), r, Diskumdag::dearer));
    dearest.forEach(this::tell);
  }

  private static Map<String, Object> dearer(Map<String, Object> a, Map<String, Object> b) {
    return above(a) >= above(b) ? a : b;
  }

  private static double above(Map<String, Object> record) {
    return record.get("kenaikan") instanceof Number above ? above.doubleValue() : -100;
  }

  private void tell(Object commodity, Map<String, Object> r) {
    String fingerprint = "harga:" + commodity;
    if (!"MELONJAK".equals(r.get("kondisi")) || !(r.get("waktu") instanceof Instant at)) {
      context.settle(fingerprint);
      return;
    }
    LocalText what = name("komoditas", commodity);
    LocalText where = name("pasar", r.get("pasar"));
    String price = ", Rp %s (+%.1f %%)".formatted(r.get("harga"), above(r));
    LocalText title =
        of(
            "Harga melonjak: " + what.id() + ", " + where.id() + price,
            "Price jumped: " + what.en() + ", " + where.en() + price);
    LocalText text =
        of(
            "Periksa pasokan; pertimbangkan operasi pasar.",
            "Check the supply; consider a market operation.");
    Place place = Place.of(r.get("lokasi"), context.city());
    context.raise(Notice.of(fingerprint, Severity.MODERATE, title, text, at, place));
  }

  private LocalText name(String field, Object value) {
    return context.declaration().codes("harga", field).stream()
        .filter(code -> code.value().equals(value))
        .map(Code::title)
        .findFirst()
        .orElse(LocalText.name(String.valueOf(value)));
  }
}
