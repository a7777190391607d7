package id.pcc.departments.bpbd;

import id.pcc.api.*;
import id.pcc.api.cap.CapAlert;
import java.net.URI;
import java.util.*;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * The disaster agency (Badan Penanggulangan Bencana Daerah), with what BMKG publishes for everyone:
 * warnings in CAP by an index, and earthquakes.
 */
@Component(service = Department.class)
public final class Bpbd extends RouteBuilder implements Department {
  private static final Pattern LINK =
      Pattern.compile("href=[\"']([^\"'?#]{1,300}\\.(?:cap|xml))[\"']", Pattern.CASE_INSENSITIVE);

  private final Set<Map<String, Object>> read = new HashSet<>();
  private DepartmentContext context;
  private Warnings warnings;
  private Earthquakes earthquakes;

  @Override
  public void start(DepartmentContext given) {
    context = given;
    warnings = new Warnings(given);
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
        .split(body())
        .setProperty("item", body())
        .process(e -> e.getMessage().setBody(e.getProperty("item", Map.class).get("link")))
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
        .split(body().tokenize(","), AggregationStrategies.groupedBody())
        .stopOnException()
        .setBody(simple("{{gempa_address}}/${body}"))
        .to("direct:bmkg")
        .unmarshal()
        .json()
        .end()
        .process(
            e -> e.setProperty("quakes", earthquakes.records(e.getMessage().getBody(List.class))))
        .setBody(exchangeProperty("quakes"))
        .to("pcc:bpbd/gempa")
        .process(e -> earthquakes.tell(e.getProperty("quakes", List.class)));

    // BMKG asks for at most 60 requests a minute, so every request passes here.
    from("direct:bmkg")
        .routeId("bmkg")
        .throttle(60)
        .timePeriodMillis(60_000)
        .process(this::address)
        .toD("${header.address}")
        .convertBodyTo(byte[].class);
  }

  /** What is new in an index; a plain listing of a folder does not say, so all of it is. */
  private List<Map<String, Object>> unread(List<Map<String, Object>> items) {
    read.retainAll(items);
    return items.stream()
        .filter(item -> !read.contains(item) || !item.containsKey("guid"))
        .toList();
  }

  /** The documents in a web server's listing of a folder. */
  static List<Map<String, Object>> links(String page) {
    return LINK.matcher(page)
        .results()
        .limit(1000)
        .map(link -> Map.<String, Object>of("link", link.group(1)))
        .toList();
  }

  /**
   * Where a link leads. Only the servers that an administrator has named are asked: a document on
   * another one is looked for beside the index, as in a copy of the folder.
   */
  private void address(Exchange exchange) {
    URI index =
        URI.create(context.configuration().get("address") + context.configuration().get("index"));
    URI link = index.resolve(exchange.getMessage().getBody(String.class));
    String quakes = context.configuration().getOrDefault("gempa_address", "");
    if (!link.getAuthority().equals(index.getAuthority())
        && !link.toString().startsWith(quakes + "/")) {
      link = index.resolve(link.getRawPath().replaceAll(".*/", ""));
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(null);
    exchange.getMessage().setHeader(Exchange.HTTP_QUERY, link.getRawQuery());
    exchange.getMessage().setHeader("address", link.toString().replaceAll("[?].*", ""));
  }
}
