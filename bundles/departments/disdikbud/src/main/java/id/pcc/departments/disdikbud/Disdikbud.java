package id.pcc.departments.disdikbud;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.dataset.Cell;
import java.util.HashMap;
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
        .setBody(e -> Cell.records(e.getMessage().getBody(), this::school))
        .to("pcc:disdikbud/sekolah");

    from("command:tutup").routeId("tutup").marshal("order").to("{{address}}{{closing:/tutup}}");
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
