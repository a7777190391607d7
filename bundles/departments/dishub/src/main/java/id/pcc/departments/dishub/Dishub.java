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

/** The transport agency (Dinas Perhubungan): traffic at its ATCS junctions, and its cameras. */
@Component(service = Department.class)
public final class Dishub extends RouteBuilder implements Department {
  private static final LocalText CHECK =
      of("Periksa listrik dan jaringan kamera.", "Check the camera's power and network.");

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
        .custom("json")
        .process(e -> e.getMessage().setBody(junctions(e.getMessage().getBody(Map.class))))
        .to("pcc:dishub/lalu_lintas");

    from("timer:kamera?delay=0&period={{poll:60s}}")
        .routeId("kamera")
        .to("{{address}}{{cameras:/kamera.json}}")
        .unmarshal()
        .custom("json")
        .process(e -> e.getMessage().setBody(cameras(e.getMessage().getBody(Map.class))))
        .setProperty("cameras", body())
        .to("pcc:dishub/kamera")
        .process(e -> tell(e.getProperty("cameras", List.class)));
  }

  List<Map<String, Object>> junctions(Map<String, List<Map<String, Object>>> answer) {
    return answer.get("simpang").stream().map(this::junction).toList();
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

  List<Map<String, Object>> cameras(Map<String, List<Map<String, Object>>> answer) {
    return answer.get("kamera").stream().map(this::camera).toList();
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
  void tell(List<Map<String, Object>> cameras) {
    Instant now = context.clock().instant();
    Instant late = now.minusSeconds(Math.round(60 * limit("kamera_putus_menit")));
    for (Map<String, Object> camera : cameras) {
      boolean offline = offline(camera);
      boolean news =
          camera.get("gambar_terakhir") instanceof Instant last
              && last.isBefore(late)
              && last.isAfter(now.minus(Duration.ofDays(1)));
      if (!offline || news) {
        Place place = Place.of(camera.get("lokasi"), context.city());
        tell(
            "kamera:" + camera.get("id"),
            offline,
            Severity.MINOR,
            (String) camera.get("nama"),
            place);
      }
    }
    long count = cameras.stream().filter(Dishub::offline).count();
    String all = count + "/" + cameras.size();
    tell("kamera", count >= limit("kamera_putus_banyak"), Severity.MODERATE, all, Place.NONE);
  }

  private static boolean offline(Map<String, Object> camera) {
    return camera.get("status").equals("PUTUS");
  }

  private void tell(
      String fingerprint, boolean offline, Severity severity, String what, Place place) {
    Boolean before = told.put(fingerprint, offline);
    if (before != null && before == offline) {
      return;
    }
    if (offline) {
      LocalText title = of("Kamera putus: " + what, "Camera offline: " + what);
      context.raise(
          Notice.of(fingerprint, severity, title, CHECK, context.clock().instant(), place));
    } else {
      context.settle(fingerprint);
    }
  }
}
