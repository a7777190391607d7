package id.pcc.connect.internal.connector;

import id.pcc.api.LocalText;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.Login;
import id.pcc.connect.declaration.Watermark;
import id.pcc.connect.internal.camel.Causes;
import id.pcc.connect.internal.domain.DepartmentHealth;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;

/** The routes of connectors; one that cannot be a route is said to fail, and the others run. */
public final class ConnectorRoutes extends RouteBuilder {
  private final List<DeclaredConnector> connectors;
  private final ConnectorRun run;
  private final DepartmentHealth health;

  public ConnectorRoutes(
      List<DeclaredConnector> connectors, ConnectorRun run, DepartmentHealth health) {
    this.connectors = List.copyOf(connectors);
    this.run = run;
    this.health = health;
  }

  @Override
  public void configure() {
    for (DeclaredConnector connector : connectors) {
      try {
        new One(connector).add();
      } catch (Exception e) {
        LocalText why = Causes.explain(e);
        health.source(connector.name()).failed(why, null);
      }
    }
  }

  /** The parts that the routes of all protocols have. */
  final class One {
    private final DeclaredConnector connector;
    private final Placeholders settings = new Placeholders(run.settings());
    private final String address;
    private final Login login;

    One(DeclaredConnector connector) {
      this.connector = connector;
      this.address = settings.fill(connector.address()).strip();
      Login said = connector.login();
      this.login = new Login(said.kind(), settings.fill(said.user()), settings.fill(said.secret()));
    }

    private void add() throws Exception {
      switch (connector.protocol()) {
        case HTTP, OGC_FEATURES, WFS, SENSORTHINGS, CKAN, OPEN311, RSS ->
            new HttpConnector(this).add();
        case CAP -> new CapConnector(this).add();
        case PROBE -> new ProbeConnector(this).add();
        case SNMP -> new SnmpConnector(this).add();
        case IMAP, IMAPS -> new MailConnector(this).add();
        case WEBHOOK -> new HookConnector(this).add();
        case MQTT, MQTT5 -> new MqttConnector(this).add();
        case SFTP, FTP, FTPS, FOLDER -> new FileConnector(this).add();
        case JDBC -> new JdbcConnector(this).add();
        default -> throw new IllegalStateException("no route for " + connector.protocol());
      }
    }

    RouteBuilder builder() {
      return ConnectorRoutes.this;
    }

    ConnectorRun run() {
      return run;
    }

    DeclaredConnector connector() {
      return connector;
    }

    DepartmentHealth health() {
      return health;
    }

    String address() {
      return address;
    }

    Login login() {
      return login;
    }

    /** An option with its settings. */
    String option(String option, String otherwise) {
      return settings.fill(connector.option(option, otherwise));
    }

    /** A clock that begins the route, at once and then each time. */
    String timer() {
      long period = run.trial() ? 3_600_000 : connector.every().toMillis();
      return "timer:" + connector.name() + "?delay=0&period=" + period;
    }

    RowFormat format() {
      String next = connector.paging() == null ? null : connector.paging().next();
      return new RowFormat(
          new RowDocument(connector.notation(), connector.rows(), next), run.limits().body());
    }

    /**
     * Continues a route whose body are {@link Rows}: they become records of the dataset. Where the
     * department has a route {@code direct:<connector>} of its own, that one takes the records.
     */
    ProcessorDefinition<?> store(ProcessorDefinition<?> route) {
      ProcessorDefinition<?> mapped = route.process(this::map);
      if (run.trial()) {
        return mapped;
      }
      String own = "direct:" + connector.name();
      boolean taken =
          ((ModelCamelContext) getContext())
              .getRouteDefinitions().stream()
                  .anyMatch(r -> r.getInput().getEndpointUri().equals(own));
      return mapped.to(taken ? own : "pcc:" + run.department() + "/" + connector.dataset());
    }

    private void map(Exchange exchange) {
      List<Map<String, Object>> rows = exchange.getMessage().getBody(Rows.class).all();
      if (run.trial()) {
        // An index, or a page without rows, is followed to the first one that has some.
        if (!rows.isEmpty() || exchange.getProperty(HttpConnector.NEXT) == null) {
          run.sample().take(rows);
          exchange.setRouteStop(true);
        }
        return;
      }
      exchange.getMessage().setBody(MappedMaps.records(connector.mapping(), rows));
    }

    /** The greatest value of the watermark's column; kept only when all rows are stored. */
    String mark(String before, List<Map<String, Object>> rows) {
      String mark = before;
      for (Map<String, Object> row : rows) {
        mark = Watermark.greater(mark, row.get(connector.watermark().column()));
      }
      return mark;
    }
  }
}
