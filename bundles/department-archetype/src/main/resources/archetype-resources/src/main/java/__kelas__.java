package ${package};

import id.pcc.api.Department;
import id.pcc.api.dataset.Cell;
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
        .setBody(
            e ->
                Cell.records(
                    e.getMessage().getBody(),
                    row -> Cell.placed(row, "lokasi", "bujur", "lintang")))
        .to("pcc:${departemen}/harga");
  }
}
