package id.pcc.departments.bpbd;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.cap.CapAlert;
import id.pcc.api.cap.CapRegister;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The disaster agency (Badan Penanggulangan Bencana Daerah), by what BMKG publishes for everyone:
 * warnings in CAP from an index, and earthquakes.
 */
@Component(service = Department.class)
public final class Bpbd extends RouteBuilder implements Department {
  private final Set<Map<String, Object>> read = new HashSet<>();
  private URI index;
  private CapRegister warnings;
  private Earthquakes earthquakes;

  @Override
  public void start(DepartmentContext context) {
    Map<String, String> settings = context.configuration();
    index = URI.create(settings.get("address") + settings.get("index"));
    warnings = new CapRegister(context, "BMKG");
    earthquakes = new Earthquakes(context);
    read.clear();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:peringatan?delay=0&period={{poll:60s}}")
        .routeId("peringatan")
        .setBody(e -> index.toString())
        .to("direct:bmkg")
        .unmarshal("rss")
        .setBody(e -> unread(e.getMessage().getBody(List.class)))
        // One warning that cannot be read keeps no other from being read, but is told.
        .split(body(), AggregationStrategies.useOriginal(true))
        .setProperty("item", body())
        .setBody(e -> beside((String) e.getMessage().getBody(Map.class).get("link")))
        .to("direct:bmkg")
        .unmarshal("cap")
        .setProperty("alert", body())
        .setBody(e -> warnings.records(e.getProperty("alert", CapAlert.class)))
        .to("pcc:bpbd/peringatan")
        .process(e -> warnings.tell(e.getProperty("alert", CapAlert.class)))
        .process(e -> read.add(e.getProperty("item", Map.class)));

    from("timer:gempa?delay=0&period={{gempa_poll:120s}}")
        .routeId("gempa")
        .autoStartup("{{gempa:true}}")
        .setBody(simple("{{gempa_files}}"))
        .split(body().tokenize(","), AggregationStrategies.useOriginal(true))
        .setBody(simple("{{gempa_address}}/${body}"))
        .to("direct:bmkg")
        .unmarshal("json")
        .setBody(e -> earthquakes.records(e.getMessage().getBody(Map.class)))
        .setProperty("quakes", body())
        .to("pcc:bpbd/gempa")
        .process(e -> earthquakes.tell(e.getProperty("quakes", List.class)));

    // BMKG asks for at most 60 requests a minute, so every request passes here.
    from("direct:bmkg")
        .routeId("bmkg")
        .throttle(60)
        .timePeriodMillis(60_000)
        .removeHeaders("*")
        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
        .toD("${body}")
        .convertBodyTo(byte[].class);
  }

  /** What is new in an index. A listing of a folder does not say, so all of it is asked for. */
  private List<Map<String, Object>> unread(List<Map<String, Object>> items) {
    read.retainAll(items);
    return items.stream().filter(i -> !i.containsKey("guid") || !read.contains(i)).toList();
  }

  /**
   * Where a document is. Only its path counts: a query could hold options for the route. A document
   * of another server is looked for beside the index, as in a copy of the folder.
   */
  private String beside(String text) {
    URI link = index.resolve(text);
    boolean here = link.getRawAuthority().equals(index.getRawAuthority());
    String path = link.getRawPath();
    return index.resolve(here ? path : path.substring(path.lastIndexOf('/') + 1)).toString();
  }
}
