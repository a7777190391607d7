package id.pcc.departments.satpolpp;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The order police (Satuan Polisi Pamong Praja): patrols and violations. Its own system sends them
 * with a key of the department; it is only told, never asked.
 */
@Component(service = Department.class)
public final class Satpolpp extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  public void configure() {
    // What is sent here arrives without an address; only who is to be told needs one.
    if (!context.configuration().getOrDefault("address", "").isBlank()) {
      from("command:patroli")
          .routeId("patroli")
          .marshal("order")
          .to("{{address}}{{dispatch:/tugas}}");
    }
  }
}
