package id.pcc.departments.dlh;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Code;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The environment agency (Dinas Lingkungan Hidup): air quality at its ISPU stations, as CSV, and
 * how full its waste sites are, by SensorThings.
 */
@Component(service = Department.class)
public final class Dlh extends RouteBuilder implements Department {
  private DepartmentContext context;
  private Map<String, String> settings;

  @Override
  public void start(DepartmentContext given) {
    context = given;
    settings = given.configuration();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:ispu?delay=0&period={{poll:300s}}")
        .routeId("ispu")
        .to("{{address}}{{table:/ispu.csv}}")
        .unmarshal("csv")
        .setBody(e -> records(e.getMessage().getBody()))
        .setProperty("records", body())
        .to("pcc:dlh/ispu")
        .process(e -> tell(e.getProperty("records", List.class)));

    from("direct:sampah")
        .routeId("isi_sampah")
        .setBody(e -> Cell.records(e.getMessage().getBody(), this::filled))
        .setProperty("records", body())
        .to("pcc:dlh/sampah")
        .process(e -> e.getProperty("records", List.class).forEach(r -> site((Map<?, ?>) r)));

    from("command:imbauan")
        .routeId("kirim_imbauan")
        .marshal("order")
        .to("{{address}}{{advisory:/imbauan}}");
  }

  private Map<String, Object> filled(Map<String, Object> record) {
    if (record.get("isi") instanceof Number fill) {
      boolean full = fill.doubleValue() >= Double.parseDouble(settings.get("sampah.penuh"));
      boolean near = fill.doubleValue() >= Double.parseDouble(settings.get("sampah.hampir"));
      record.put("status", full ? "PENUH" : near ? "HAMPIR_PENUH" : "LONGGAR");
    }
    return record;
  }

  private void site(Map<?, ?> r) {
    String fingerprint = "sampah:" + r.get("kode");
    if (!"PENUH".equals(r.get("status"))) {
      context.settle(fingerprint);
      return;
    }
    LocalText title =
        of("Tempat sampah penuh: " + r.get("nama"), "Waste site full: " + r.get("nama"));
    LocalText text = of("Kirim truk, atau alihkan warga.", "Send a lorry, or direct people away.");
    Place place = Place.of(r.get("lokasi"), context.city());
    Instant at = context.clock().instant();
    context.raise(Notice.of(fingerprint, Severity.MINOR, title, text, at, place));
  }

  /** The records of a table; one without rows is no table of stations, but perhaps a page. */
  private List<Map<String, Object>> records(Object table) {
    List<Map<String, Object>> records = Cell.records(table, this::record);
    if (records.isEmpty()) {
      throw new IllegalStateException("tabel stasiun kosong / the table of stations has no rows");
    }
    return records;
  }

  Map<String, Object> record(Map<String, Object> row) {
    Map<String, Object> record = new HashMap<>();
    String station = Objects.toString(cell(row, "stasiun"), "").split("[ (]")[0];
    String longitude = settings.getOrDefault(station + ".bujur", cell(row, "bujur"));
    String latitude = settings.getOrDefault(station + ".lintang", cell(row, "lintang"));
    record.put("stasiun", station);
    record.put("nama", settings.getOrDefault(station + ".nama", cell(row, "nama")));
    record.put("waktu", Cell.time(cell(row, "tanggal"), cell(row, "jam"), context.city().zone()));
    record.put("lokasi", Cell.point(longitude, latitude));
    long highest = -1;
    for (String parameter : List.of("pm25", "pm10", "so2", "co", "o3", "no2")) {
      record.put(parameter, Cell.number(cell(row, parameter)));
      if (record.get(parameter) instanceof Double index && Math.round(index) > highest) {
        highest = Math.round(index);
        record.put("ispu", highest);
        record.put("kritis", parameter.toUpperCase().replace("PM25", "PM2.5"));
        record.put("kategori", category(highest).value());
      }
    }
    return record;
  }

  /** A cell under any of the names that its column has had. */
  private String cell(Map<String, Object> row, String field) {
    return Cell.text(row, settings.get("kolom." + field).split(" "));
  }

  /** The category of an index, by where each begins. */
  private Code category(long ispu) {
    return context.declaration().codes("ispu", "kategori").stream()
        .filter(c -> ispu >= Long.parseLong(settings.get("mulai." + c.value())))
        .reduce((lower, higher) -> higher)
        .orElseThrow();
  }

  /** Tells people where the air is bad now; where nobody has to be told it is good again. */
  private void tell(List<Map<String, Object>> records) {
    Map<Object, Map<String, Object>> newest = new HashMap<>();
    records.forEach(r -> newest.put(r.get("stasiun"), r)); // they come in order of time
    Instant limit = context.clock().instant().minus(Duration.ofHours(6));
    for (Map<String, Object> r : newest.values()) {
      if (r.get("ispu") instanceof Long ispu
          && r.get("waktu") instanceof Instant at
          && at.isAfter(limit)) {
        tell(r, category(ispu), at);
      }
    }
  }

  private void tell(Map<String, Object> r, Code category, Instant at) {
    String fingerprint = "ispu:" + r.get("stasiun");
    String advice = settings.get("saran." + category.value());
    if (advice == null) {
      context.settle(fingerprint);
      return;
    }
    String where = ", %s: ISPU %s (%s)".formatted(r.get("nama"), r.get("ispu"), r.get("kritis"));
    LocalText title =
        of(
            "Udara " + category.title().id().toLowerCase() + where,
            category.title().en() + " air" + where);
    LocalText text = of(advice.split("\\|")[0].trim(), advice.split("\\|")[1].trim());
    Place place = Place.of(r.get("lokasi"), context.city());
    context.raise(Notice.of(fingerprint, category.level().severity(), title, text, at, place));
  }
}
