package id.pcc.departments.pupr;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
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
 * Public works (Dinas Pekerjaan Umum dan Penataan Ruang): how high its drains are, how its pumps
 * and gates do, and orders to them, all over MQTT.
 */
@Component(service = Department.class)
public final class Pupr extends RouteBuilder implements Department {
  private final Orders orders = new Orders();
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("direct:saluran")
        .routeId("tingkat_saluran")
        .setBody(e -> levelled(e.getMessage().getBody(List.class)))
        .setProperty("records", body())
        .to("pcc:pupr/saluran")
        .process(e -> e.getProperty("records", List.class).forEach(r -> drain((Map<?, ?>) r)));

    from("direct:alat")
        .routeId("keadaan_alat")
        .setProperty("records", body())
        .to("pcc:pupr/alat")
        .process(e -> e.getProperty("records", List.class).forEach(r -> machine((Map<?, ?>) r)));

    from("direct:jawaban")
        .routeId("jawaban_panel")
        .process(e -> orders.answered(e.getMessage().getBody(List.class)))
        .to("pcc:pupr/perintah_alat");

    for (String command : List.of("pompa", "pintu", "lampu")) {
      from("command:" + command)
          .routeId("perintah_" + command)
          .process(orders::ask)
          .marshal("order")
          .to(
              "paho:pupr/perintah?brokerUrl={{address}}&userName={{user}}"
                  + "&password=RAW({{password}})&qos=1&lazyStartProducer=true&clientId=pcc-pupr-"
                  + command)
          .process(orders::proof);
    }
  }

  private static String level(Map<?, ?> record) {
    if (record.get("tma") instanceof Number level
        && record.get("siaga") instanceof Number alert
        && record.get("awas") instanceof Number alarm) {
      double here = level.doubleValue();
      return here >= alarm.doubleValue()
          ? "AWAS"
          : here >= alert.doubleValue() ? "SIAGA" : "NORMAL";
    }
    return null;
  }

  private static List<Map<String, Object>> levelled(List<Map<String, Object>> records) {
    return records.stream()
        .map(
            record -> {
              Map<String, Object> levelled = new HashMap<>(record);
              levelled.put("tingkat", level(record));
              return levelled;
            })
        .toList();
  }

  private void drain(Map<?, ?> record) {
    String fingerprint = "saluran:" + record.get("kode");
    if ("NORMAL".equals(record.get("tingkat"))) {
      context.settle(fingerprint);
    } else if (record.get("tingkat") instanceof String level) {
      boolean alarm = level.equals("AWAS");
      String what = record.get("nama") + ", " + record.get("tma") + " cm";
      tell(
          record,
          fingerprint,
          alarm ? Severity.SEVERE : Severity.MODERATE,
          of((alarm ? "Saluran awas: " : "Saluran siaga: ") + what, "Drain high: " + what),
          of(
              "Periksa pompa dan pintu air; beri tahu warga di tepi saluran bila terus naik.",
              "Check pumps and gates; tell people beside the drain if it keeps rising."));
    }
  }

  private void machine(Map<?, ?> record) {
    String fingerprint = "alat:" + record.get("kode");
    if ("GANGGUAN".equals(record.get("status"))) {
      tell(
          record,
          fingerprint,
          Severity.SEVERE,
          of("Gangguan: " + record.get("nama"), "Failed: " + record.get("nama")),
          of(
              "Kirim teknisi; nyalakan pompa cadangan bila saluran naik.",
              "Send a technician; turn on a reserve pump if the drain rises."));
    } else {
      context.settle(fingerprint);
    }
  }

  private void tell(
      Map<?, ?> record, String fingerprint, Severity how, LocalText title, LocalText text) {
    Instant at = record.get("waktu") instanceof Instant time ? time : context.clock().instant();
    Place place = Place.of(record.get("lokasi"), context.city());
    context.raise(Notice.of(fingerprint, how, title, text, at, place));
  }
}
