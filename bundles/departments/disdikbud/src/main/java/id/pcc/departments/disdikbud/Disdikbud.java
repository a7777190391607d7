package id.pcc.departments.disdikbud;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.dataset.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The education agency (Dinas Pendidikan dan Kebudayaan): its schools, as CSV. */
@Component(service = Department.class)
public final class Disdikbud extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  public void configure() {
    from("timer:sekolah?delay=0&period={{poll:300s}}")
        .routeId("sekolah")
        .to("{{address}}{{table:/sekolah.csv}}")
        .unmarshal("csv")
        .setBody(e -> schools(e.getMessage().getBody()))
        .to("pcc:disdikbud/sekolah");

    from("command:tutup").routeId("tutup").marshal("order").to("{{address}}{{closing:/tutup}}");
  }

  /** The records of a table; one without rows is no table of schools, but perhaps a page. */
  private List<Map<String, Object>> schools(Object table) {
    List<Map<String, Object>> records = Cell.records(table, this::school);
    if (records.isEmpty()) {
      throw new IllegalStateException("tabel sekolah kosong / the table of schools has no rows");
    }
    return records;
  }

  private Map<String, Object> school(Map<String, Object> row) {
    Map<String, Object> record = new HashMap<>(Cell.placed(row, "lokasi", "bujur", "lintang"));
    record.put("nama", record.remove("nama_sekolah"));
    String status = Cell.text(row, "status");
    record.put("status", status == null ? null : status.replace(' ', '_'));
    record.put("waktu", Cell.time(Cell.text(row, "diperbarui"), null, context.city().zone()));
    record.remove("diperbarui");
    return record;
  }
}
