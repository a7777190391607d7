package ${package};

import id.pcc.api.Department;
import id.pcc.api.dataset.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** Membaca harga pangan dari server dinas / reads food prices from the agency's server. */
@Component(service = Department.class)
public final class ${kelas} extends RouteBuilder implements Department {
  @Override
  public void configure() {
    from("timer:harga?delay=0&period={{poll:300s}}")
        .routeId("harga")
        .to("{{address}}{{path:/harga.json}}")
        .unmarshal("json")
        .setBody(e -> Cell.records(e.getMessage().getBody(), ${kelas}::record))
        .to("pcc:${departemen}/harga");
  }

  private static Map<String, Object> record(Map<String, Object> row) {
    Map<String, Object> record = new HashMap<>(row);
    record.put("lokasi", Cell.point(Cell.text(row, "bujur"), Cell.text(row, "lintang")));
    record.keySet().removeAll(List.of("bujur", "lintang"));
    return record;
  }
}
