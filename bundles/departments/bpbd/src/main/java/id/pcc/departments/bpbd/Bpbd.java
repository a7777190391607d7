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
import java.util.regex.Pattern;
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
  private static final Pattern LINK =
      Pattern.compile("href=[\"']([^\"'?#]{1,300}\\.(?:cap|xml))[\"']", Pattern.CASE_INSENSITIVE);

  private final Set<Map<String, Object>> read = new HashSet<>();
  private DepartmentContext context;
  private CapRegister warnings;
  private Earthquakes earthquakes;

  @Override
  public void start(DepartmentContext given) {
    context = given;
    warnings = new CapRegister(given, "BMKG");
    earthquakes = new Earthquakes(given);
    read.clear();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:peringatan?delay=0&period={{poll:60s}}")
        .routeId("peringatan")
        .setBody(simple("{{address}}{{index}}"))
        .to("direct:bmkg")
        .choice()
        .when(bodyAs(String.class).contains("<html"))
        .process(e -> e.getMessage().setBody(links(e.getMessage().getBody(String.class))))
        .otherwise()
        .unmarshal()
        .custom("rss")
        .end()
        .process(e -> e.getMessage().setBody(unread(e.getMessage().getBody(List.class))))
        // One warning that cannot be read keeps no other from being read, but is told.
        .split(body(), AggregationStrategies.useOriginal(true))
        .setProperty("item", body())
        .process(e -> e.getMessage().setBody(beside(e.getMessage().getBody(Map.class))))
        .to("direct:bmkg")
        .unmarshal()
        .custom("cap")
        .setProperty("alert", body())
        .process(
            e -> e.getMessage().setBody(warnings.records(e.getMessage().getBody(CapAlert.class))))
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
        .unmarshal()
        .custom("json")
        .process(
            e -> e.getMessage().setBody(earthquakes.records(e.getMessage().getBody(Map.class))))
        .setProperty("quakes", body())
        .to("pcc:bpbd/gempa")
        .process(e -> earthquakes.tell(e.getProperty("quakes", List.class)));

    // BMKG asks for at most 60 requests a minute, so every request passes here.
    from("direct:bmkg")
        .routeId("bmkg")
        .throttle(60)
        .timePeriodMillis(60_000)
        .process(Bpbd::request)
        .toD("${header.address}")
        .convertBodyTo(byte[].class);
  }

  /** What is new in an index. A listing of a folder does not say, so all of it is asked for. */
  private List<Map<String, Object>> unread(List<Map<String, Object>> items) {
    read.retainAll(items);
    return items.stream().filter(i -> !i.containsKey("guid") || !read.contains(i)).toList();
  }

  /** The warnings in a web server's listing of a folder. */
  static List<Map<String, Object>> links(String page) {
    return LINK.matcher(page)
        .results()
        .limit(1000)
        .map(link -> Map.<String, Object>of("link", link.group(1)))
        .toList();
  }

  /**
   * A link to another server than the index's is looked for beside it, as in a copy of a folder.
   */
  private String beside(Map<String, Object> item) {
    Map<String, String> settings = context.configuration();
    URI index = URI.create(settings.get("address") + settings.get("index"));
    URI link = index.resolve((String) item.get("link"));
    boolean here = link.getRawAuthority().equals(index.getRawAuthority());
    return here
        ? link.toString()
        : index.resolve(link.getRawPath().replaceAll(".*/", "")).toString();
  }

  /** A query of the address must not be taken for options of the route. */
  private static void request(Exchange exchange) {
    String[] address = exchange.getMessage().getBody(String.class).split("[?]", 2);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    exchange.getMessage().setHeader("address", address[0]);
    exchange.getMessage().setHeader(Exchange.HTTP_QUERY, address.length > 1 ? address[1] : null);
  }
}
