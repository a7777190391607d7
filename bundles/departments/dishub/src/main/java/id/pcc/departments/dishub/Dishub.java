package id.pcc.departments.dishub;

import static id.pcc.api.LocalText.of;

import id.pcc.api.*;
import id.pcc.api.dataset.*;
import id.pcc.api.notice.*;
import id.pcc.api.notice.Notice.Place;
import java.time.*;
import java.util.*;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The transport agency (Dinas Perhubungan): traffic at its ATCS junctions, and its cameras. */
@Component(service = Department.class)
public final class Dishub extends RouteBuilder implements Department {
  private final Map<String, Boolean> told = new HashMap<>();
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
    told.clear();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:lalu_lintas?delay=0&period={{poll:60s}}")
        .routeId("lalu_lintas")
        .to("{{address}}{{counts:/atcs.json}}")
        .unmarshal()
        .json()
        .process(e -> e.getMessage().setBody(traffic(e.getMessage().getBody(Map.class))))
        .to("pcc:dishub/lalu_lintas");

    from("timer:kamera?delay=0&period={{poll:60s}}")
        .routeId("kamera")
        .to("{{address}}{{cameras:/kamera.json}}")
        .unmarshal()
        .json()
        .process(e -> e.setProperty("cameras", cameras(e.getMessage().getBody(Map.class))))
        .setBody(exchangeProperty("cameras"))
        .to("pcc:dishub/kamera")
        .process(e -> tell(e.getProperty("cameras", List.class)));
  }

  List<Map<String, Object>> traffic(Map<String, List<Map<String, Object>>> answer) {
    return answer.get("simpang").stream().map(this::junction).toList();
  }

  private Map<String, Object> junction(Map<String, Object> source) {
    Map<String, Object> record = new HashMap<>(source);
    record.put("simpang", record.remove("id"));
    record.put("lokasi", point(record));
    if (record.get("antrean") instanceof Number queue) {
      double metres = queue.doubleValue();
      record.put(
          "tingkat",
          metres >= limit("macet") ? "MACET" : metres >= limit("padat") ? "PADAT" : "LANCAR");
    }
    return record;
  }

  List<Map<String, Object>> cameras(Map<String, List<Map<String, Object>>> answer) {
    return answer.get("kamera").stream().map(this::camera).toList();
  }

  private Map<String, Object> camera(Map<String, Object> source) {
    Map<String, Object> record = new HashMap<>(source);
    record.put("status", Boolean.TRUE.equals(record.remove("online")) ? "AKTIF" : "PUTUS");
    record.put(
        "gambar_terakhir",
        Cell.time(Cell.text(source, "gambar_terakhir"), null, context.city().zone()));
    record.put("lokasi", point(record));
    return record;
  }

  private static Map<String, Object> point(Map<String, Object> record) {
    return Cell.point(
        Objects.toString(record.remove("bujur"), null),
        Objects.toString(record.remove("lintang"), null));
  }

  private double limit(String name) {
    return Double.parseDouble(context.configuration().get(name));
  }

  /**
   * Tells people of cameras that have gone down. One that has been down for more than a day is
   * known to be: it counts, but nobody is told again.
   */
  private void tell(List<Map<String, Object>> cameras) {
    Instant now = context.clock().instant();
    Instant late = now.minus(Duration.ofMinutes((long) limit("kamera_putus_menit")));
    for (Map<String, Object> camera : cameras) {
      boolean down = camera.get("status").equals("PUTUS");
      boolean news =
          camera.get("gambar_terakhir") instanceof Instant last
              && last.isBefore(late)
              && last.isAfter(now.minus(Duration.ofDays(1)));
      if (!down || news) {
        tell(
            "kamera:" + camera.get("id"),
            down,
            Severity.MINOR,
            "Kamera putus: " + camera.get("nama"),
            "Camera offline: " + camera.get("nama"),
            now,
            Place.of(camera.get("lokasi"), context.city()));
      }
    }
    long down = cameras.stream().filter(c -> c.get("status").equals("PUTUS")).count();
    String of = " " + down + "/" + cameras.size();
    tell(
        "kamera",
        down >= limit("kamera_putus_banyak"),
        Severity.MODERATE,
        "Kamera putus:" + of,
        "Cameras offline:" + of,
        now,
        Place.NONE);
  }

  private void tell(
      String fingerprint,
      boolean down,
      Severity severity,
      String id,
      String en,
      Instant at,
      Place place) {
    Boolean before = told.put(fingerprint, down);
    if (down && !Boolean.TRUE.equals(before)) {
      LocalText text = of("Periksa listrik dan jaringan.", "Check power and network.");
      context.raise(Notice.of(fingerprint, severity, of(id, en), text, at, place));
    } else if (!down && !Boolean.FALSE.equals(before)) {
      context.settle(fingerprint);
    }
  }
}
