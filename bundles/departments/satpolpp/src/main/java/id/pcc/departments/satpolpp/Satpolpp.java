package id.pcc.departments.satpolpp;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
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
          .setBody(this::order)
          .marshal("json")
          .to("{{address}}{{dispatch:/tugas}}");
    }
  }

  /** What the server is sent: it knows an order again by its id. */
  private Map<String, Object> order(Exchange exchange) {
    Message told = exchange.getMessage();
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", told.getHeader("PccOrder", String.class));
    order.put("paling_lambat", told.getHeader("PccNotAfter", String.class));
    told.getBody(Map.class).forEach((name, value) -> order.put(String.valueOf(name), value));
    // It is all in the body: our headers are no business of the server.
    told.removeHeaders("Pcc*");
    return order;
  }
}
