package id.pcc.departments.dishub;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The transport agency (Dinas Perhubungan): traffic at its ATCS junctions, their loudspeakers and
 * phase plans, and its cameras.
 */
@Component(service = Department.class)
public final class Dishub extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:lalu_lintas?delay=0&period={{poll:60s}}")
        .routeId("lalu_lintas")
        .to("{{address}}{{counts:/atcs.json}}")
        .unmarshal("json")
        .setBody(
            e -> Cell.records(e.getMessage().getBody(Map.class).get("simpang"), this::junction))
        .to("pcc:dishub/lalu_lintas");

    from("timer:kamera?delay=0&period={{poll:60s}}")
        .routeId("kamera")
        .to("{{address}}{{cameras:/kamera.json}}")
        .unmarshal("json")
        .setBody(e -> Cell.records(e.getMessage().getBody(Map.class).get("kamera"), this::camera))
        .setProperty("cameras", body())
        .to("pcc:dishub/kamera")
        .process(e -> tell(e.getProperty("cameras", List.class)));

    from("command:pengeras")
        .routeId("pengeras")
        .marshal("order")
        .to("{{address}}{{loudspeaker:/pengeras}}");

    from("command:fase").routeId("fase").marshal("order").to("{{address}}{{phase:/fase}}");
  }

  private Map<String, Object> junction(Map<String, Object> source) {
    Map<String, Object> record = placed(source);
    record.put("simpang", record.remove("id"));
    if (record.get("antrean") instanceof Number queue) {
      boolean dense = queue.doubleValue() >= limit("padat");
      boolean jammed = queue.doubleValue() >= limit("macet");
      record.put("tingkat", jammed ? "MACET" : dense ? "PADAT" : "LANCAR");
    }
    return record;
  }

  private Map<String, Object> camera(Map<String, Object> source) {
    Map<String, Object> record = placed(source);
    record.put("status", Boolean.TRUE.equals(record.remove("online")) ? "AKTIF" : "PUTUS");
    String last = Cell.text(source, "gambar_terakhir");
    record.put("gambar_terakhir", Cell.time(last, null, context.city().zone()));
    return record;
  }

  private static Map<String, Object> placed(Map<String, Object> source) {
    Map<String, Object> record = new HashMap<>(source);
    record.put("lokasi", Cell.point(Cell.text(source, "bujur"), Cell.text(source, "lintang")));
    record.keySet().removeAll(List.of("bujur", "lintang"));
    return record;
  }

  private double limit(String setting) {
    return Double.parseDouble(context.configuration().get(setting));
  }

  /**
   * Tells people of cameras that have gone offline. One that has been so for more than a day is
   * known to be: it counts, but nobody is told of it again.
   */
  private void tell(List<Map<String, Object>> cameras) {
    Instant late =
        context.clock().instant().minusSeconds((long) (60 * limit("kamera_putus_menit")));
    for (Map<String, Object> camera : cameras) {
      String fingerprint = "kamera:" + camera.get("id");
      if (camera.get("status").equals("AKTIF")) {
        context.settle(fingerprint);
      } else if (camera.get("gambar_terakhir") instanceof Instant last
          && last.isBefore(late)
          && last.isAfter(late.minus(Duration.ofDays(1)))) {
        Place place = Place.of(camera.get("lokasi"), context.city());
        tell(fingerprint, Severity.MINOR, camera.get("nama"), place);
      }
    }
    long offline = cameras.stream().filter(c -> c.get("status").equals("PUTUS")).count();
    if (offline < limit("kamera_putus_banyak")) {
      context.settle("kamera");
    } else {
      tell("kamera", Severity.MODERATE, offline + "/" + cameras.size(), Place.NONE);
    }
  }

  private void tell(String fingerprint, Severity severity, Object what, Place place) {
    LocalText title = of("Kamera putus: " + what, "Camera offline: " + what);
    LocalText text = of("Periksa listrik dan jaringan.", "Check power and network.");
    context.raise(Notice.of(fingerprint, severity, title, text, context.clock().instant(), place));
  }
}
