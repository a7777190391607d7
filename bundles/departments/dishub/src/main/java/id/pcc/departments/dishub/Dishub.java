package id.pcc.departments.dishub;

import static id.pcc.api.LocalText.of;
import static id.pcc.api.widget.Level.*;

import id.pcc.api.*;
import id.pcc.api.dataset.*;
import id.pcc.api.notice.*;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.widget.*;
import java.time.*;
import java.util.*;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The transport agency (Dinas Perhubungan): traffic at its ATCS junctions, and its cameras. */
@Component(service = Department.class)
public final class Dishub extends RouteBuilder implements Department {
  private static final Dataset TRAFFIC =
      Dataset.named("lalu_lintas")
          .title("Lalu lintas", "Traffic")
          .description("Hitungan kendaraan di simpang ATCS", "Vehicle counts at ATCS junctions")
          .key("simpang", "Kode simpang", "Junction code")
          .time("waktu", "Akhir selang hitungan", "End of the counting interval")
          .attribute("nama", "Nama simpang", "Name of the junction")
          .count("kendaraan", "kendaraan", "Kendaraan per selang", "Vehicles per interval")
          .measure("selang", "min", "Panjang selang", "Length of the interval")
          .measure("kecepatan", "km/h", "Kecepatan rata-rata", "Mean speed")
          .measure("antrean", "m", "Antrean terpanjang", "Longest queue")
          .attribute(
              "tingkat",
              "Tingkat",
              "Level",
              Code.of("LANCAR", "Lancar", "Free", NORMAL),
              Code.of("PADAT", "Padat", "Dense", WATCH),
              Code.of("MACET", "Macet", "Jammed", WARNING))
          .geometry("lokasi", FieldType.POINT, "Lokasi simpang", "Place of the junction")
          .every(Duration.ofMinutes(5))
          .classified(Classification.PUBLIC)
          .producer("Dinas Perhubungan Kota Pontianak")
          .build();

  private static final Dataset CAMERAS =
      Dataset.named("kamera")
          .title("Kamera", "Cameras")
          .description("Kesehatan kamera pengawas", "Health of the surveillance cameras")
          .key("id", "Kode kamera", "Camera code")
          .attribute("nama", "Nama kamera", "Name of the camera")
          .attribute("tempat", "Tempat", "Place")
          .attribute(
              "jenis",
              "Jenis",
              "Kind",
              Code.of("PTZ", "PTZ", "PTZ"),
              Code.of("TETAP", "Tetap", "Fixed"))
          .attribute("pemilik", "Pemilik", "Owner")
          .attribute(
              "status",
              "Status",
              "Status",
              Code.of("AKTIF", "Aktif", "Online", NORMAL),
              Code.of("PUTUS", "Putus", "Offline", WARNING))
          .attribute("gambar_terakhir", FieldType.TIME, "Gambar terakhir", "Last frame")
          .geometry("lokasi", FieldType.POINT, "Lokasi kamera", "Place of the camera")
          .every(Duration.ofMinutes(5))
          .producer("Dinas Perhubungan Kota Pontianak")
          .build();

  private final Map<String, Boolean> told = new HashMap<>();
  private DepartmentContext context;

  @Override
  public String name() {
    return "dishub";
  }

  @Override
  public LocalText title() {
    return of("Dinas Perhubungan", "Transport Agency");
  }

  @Override
  public List<Dataset> datasets() {
    return List.of(TRAFFIC, CAMERAS);
  }

  @Override
  public List<MapLayer> layers() {
    return List.of(
        MapLayer.of(TRAFFIC, "nama", null, "tingkat"), MapLayer.of(CAMERAS, "id", null, "status"));
  }

  @Override
  public List<Widget> widgets() {
    List<String> shown = List.of("dishub/lalu_lintas", "dishub/kamera");
    return List.of(new Widget("lalu_lintas", TRAFFIC.title(), shown, 1600, 800));
  }

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
