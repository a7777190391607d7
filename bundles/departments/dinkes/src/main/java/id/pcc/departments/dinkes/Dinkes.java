package id.pcc.departments.dinkes;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.city.Kelurahan;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The health agency (Dinas Kesehatan): PSC 119, ambulances, beds, and weekly disease counts. */
@Component(service = Department.class)
public final class Dinkes extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  public void configure() {
    from("timer:psc119?delay=0&period={{poll:60s}}")
        .routeId("psc119")
        .to("{{address}}{{calls:/psc119.json}}")
        .unmarshal("json")
        .setProperty("psc119", body())
        .setBody(e -> records(e, "panggilan", UnaryOperator.identity()))
        .to("pcc:dinkes/panggilan")
        .setBody(exchangeProperty("psc119"))
        .setBody(e -> records(e, "kecamatan", UnaryOperator.identity()))
        .to("pcc:dinkes/layanan")
        .process(e -> tellCalls(e.getMessage().getBody(List.class)));

    from("timer:ambulans?delay=0&period={{poll:60s}}")
        .routeId("ambulans")
        .to("{{address}}{{ambulances:/ambulans.json}}")
        .unmarshal("json")
        .setBody(e -> records(e, "ambulans", r -> Cell.placed(r, "lokasi", "bujur", "lintang")))
        .to("pcc:dinkes/ambulans");

    from("timer:tempat_tidur?delay=0&period={{poll:60s}}")
        .routeId("tempat_tidur")
        .to("{{address}}{{beds:/tempat_tidur.json}}")
        .unmarshal("json")
        .setBody(e -> records(e, "tempat_tidur", UnaryOperator.identity()))
        .to("pcc:dinkes/tempat_tidur")
        .process(e -> tellBeds(e.getMessage().getBody(List.class)));

    from("timer:penyakit?delay=0&period={{poll:60s}}")
        .routeId("penyakit")
        .to("{{address}}{{diseases:/penyakit.json}}")
        .unmarshal("json")
        .setBody(e -> records(e, "kasus", this::week))
        .to("pcc:dinkes/penyakit");

    from("command:kirim").routeId("kirim").marshal("order").to("{{address}}{{dispatch:/kirim}}");

    from("command:tahan").routeId("tahan").marshal("order").to("{{address}}{{hold:/tahan}}");
  }

  private static List<Map<String, Object>> records(
      Exchange exchange, String list, UnaryOperator<Map<String, Object>> record) {
    return Cell.records(exchange.getMessage().getBody(Map.class).get(list), record);
  }

  private Map<String, Object> week(Map<String, Object> source) {
    Map<String, Object> record = new HashMap<>(source);
    record.put("minggu", Cell.time(Cell.text(source, "minggu"), null, context.city().zone()));
    return record;
  }

  /** Tells of many who cannot breathe, and of a kecamatan that ambulances reach too late. */
  private void tellCalls(List<Map<String, Object>> kecamatan) {
    double breath = kecamatan.stream().mapToDouble(r -> number(r, "sesak")).sum();
    tell(
        breath >= limit("sesak_per_jam"),
        "sesak",
        of(
            "Sesak napas: %.0f panggilan sejam".formatted(breath),
            "Breathing trouble: %.0f calls in an hour".formatted(breath)),
        of(
            "Tambah ambulans siaga dan siapkan IGD; periksa ISPU.",
            "Have more ambulances ready and prepare emergency rooms; look at the ISPU."),
        Place.NONE);
    for (Map<String, Object> r : kecamatan) {
      String code = String.valueOf(r.get("kecamatan"));
      List<Kelurahan> its =
          context.city().kelurahan().stream().filter(k -> k.code().startsWith(code)).toList();
      String name = its.isEmpty() ? code : its.get(0).kecamatan();
      String late = "%s: %.0f min".formatted(name, number(r, "tanggap"));
      tell(
          number(r, "tanggap") >= limit("tanggap_menit"),
          "tanggap:" + code,
          of("Ambulans lambat di " + late, "Ambulances slow in " + late),
          of(
              "Alihkan ambulans atau minta perahu damkar.",
              "Move ambulances there or ask the fire service for a boat."),
          new Place(its.stream().map(Kelurahan::code).toList(), null, null));
    }
  }

  /** Tells of classes of beds that are nearly all taken in the whole city. */
  private void tellBeds(List<Map<String, Object>> beds) {
    for (String kind : context.configuration().get("kelas_penting").split(" *, *")) {
      double left =
          beds.stream()
              .filter(r -> kind.equals(r.get("kelas")))
              .mapToDouble(r -> number(r, "tersedia"))
              .sum();
      String text = "%s: %.0f".formatted(kind, left);
      tell(
          left <= limit("tempat_tidur_sisa"),
          "tempat_tidur:" + kind,
          of("Sisa tempat tidur " + text, "Beds left, " + text),
          of("Atur rujukan dan tahan tempat tidur.", "Direct referrals and hold beds."),
          Place.NONE);
    }
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

  private static double number(Map<String, Object> record, String field) {
    return record.get(field) instanceof Number number ? number.doubleValue() : 0;
  }
}
