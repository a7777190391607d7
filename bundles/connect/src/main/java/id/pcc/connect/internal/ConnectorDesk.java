package id.pcc.connect.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.connect.Connector;
import id.pcc.connect.declaration.ConnectorEntry;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.camel.Causes;
import id.pcc.connect.internal.camel.Routes;
import id.pcc.connect.internal.connector.ConnectorRoutes;
import id.pcc.connect.internal.connector.ConnectorRun;
import id.pcc.connect.internal.connector.MappedMaps;
import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.reach.Reach;
import id.pcc.connect.internal.sql.ConnectorTable;
import id.pcc.mapping.Column;
import id.pcc.mapping.Rule;
import id.pcc.mapping.Sniffer;
import id.pcc.mapping.Suggestion;
import id.pcc.storage.Database;
import id.pcc.storage.Ingest;
import id.pcc.storage.Trial;
import id.pcc.web.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that people make without code: kept, tried, and handed to the host. */
public final class ConnectorDesk implements KeptConnectors {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorDesk.class);
  private static final Duration TRIAL = Duration.ofSeconds(25);
  private static final int MOST_ROWS = 200;

  /** What the host is asked for. */
  interface Host {
    /** A department's connectors are others now. */
    void renew(String department);

    /** What a department declares; empty when it does not run here. */
    Optional<Declaration> declaration(String department);

    /** Takes in a department that has no bundle. */
    void take(String name, JsonNode document);
  }

  /**
   * What came of a trial.
   *
   * @param problem why nothing came; {@code null} when something did
   * @param rows the first rows, as they came
   * @param columns what they seem to hold
   * @param rules how fields of the dataset could be filled
   * @param records what would become of each row
   */
  public record Outcome(
      LocalText problem,
      List<Map<String, Object>> rows,
      List<Column> columns,
      List<Rule> rules,
      List<Trial.Tried> records) {}

  private final Platform platform;
  private final Secrets secrets;
  private final ConnectorTable table;
  private final Trial trial;
  private final ConnectorRun.Databases databases;
  private final Host host;
  private final Map<String, StoredConnector> connectors = new ConcurrentSkipListMap<>();
  private volatile boolean loaded;

  ConnectorDesk(
      Platform platform,
      Secrets secrets,
      Database database,
      Trial trial,
      ConnectorRun.Databases databases,
      Host host) {
    this.platform = platform;
    this.secrets = secrets;
    this.table = new ConnectorTable(database);
    this.trial = trial;
    this.databases = databases;
    this.host = host;
  }

  /** Reads what is kept; once the schema is up to date. */
  void load() {
    if (loaded) {
      return;
    }
    List<StoredConnector> all = table.connectors();
    Map<String, String> made = table.made();
    all.forEach(c -> connectors.put(key(c.department(), c.name()), c));
    loaded = true;
    made.forEach((name, document) -> host.take(name, tree(document)));
    Set<String> departments = new LinkedHashSet<>();
    all.forEach(c -> departments.add(c.department()));
    departments.forEach(host::renew);
  }

  private static String key(String department, String name) {
    return department + "/" + name;
  }

  private static JsonNode tree(String document) {
    try {
      return Json.mapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no JSON", e);
    }
  }

  /** All connectors, by department and name. */
  public List<StoredConnector> all() {
    return List.copyOf(connectors.values());
  }

  /** One connector. */
  public Optional<StoredConnector> find(String department, String name) {
    return Optional.ofNullable(connectors.get(key(department, name)));
  }

  /** The document of a connector as it may be shown: without its secret. */
  public static JsonNode shown(StoredConnector connector) {
    ObjectNode document = (ObjectNode) tree(connector.document());
    if (document.path("login") instanceof ObjectNode login) {
      login.remove("secret");
    }
    return document;
  }

  /** The connectors of a department that run, secrets in clear; one that cannot be read is not. */
  @Override
  public List<DeclaredConnector> running(String department, List<Dataset> datasets) {
    List<DeclaredConnector> running = new ArrayList<>();
    for (StoredConnector each : connectors.values()) {
      if (each.department().equals(department) && each.enabled()) {
        try {
          running.add(ConnectorEntry.read(each.name(), opened(each), datasets));
        } catch (RuntimeException e) {
          LOG.warn("{}: connector {}: {}", department, each.name(), e.getMessage());
        }
      }
    }
    return running;
  }

  private JsonNode opened(StoredConnector connector) {
    ObjectNode document = (ObjectNode) tree(connector.document());
    if (document.path("login") instanceof ObjectNode login && login.hasNonNull("secret")) {
      String place = key(connector.department(), connector.name());
      login.put("secret", secrets.open(place, login.get("secret").asText()));
    }
    return document;
  }

  /**
   * The datasets of a department: those that it declares, and those that were made for it
   * otherwise, such as by an import.
   */
  @Override
  public List<Dataset> datasets(String department) {
    Map<String, Dataset> byName = new ConcurrentSkipListMap<>();
    platform.catalogue().entries().stream()
        .filter(entry -> entry.id().department().equals(department))
        .forEach(entry -> byName.put(entry.dataset().name(), entry.dataset()));
    host.declaration(department)
        .ifPresent(d -> d.datasets().forEach(dataset -> byName.put(dataset.name(), dataset)));
    return List.copyOf(byName.values());
  }

  /**
   * Keeps a connector. A secret that is left out stays as it was.
   *
   * @throws DeclarationException naming the place at fault
   */
  public void put(String department, String name, JsonNode given, boolean enabled, String by) {
    ObjectNode document = withSecret(department, name, given);
    ConnectorEntry.read(name, document, datasets(department));
    if (document.path("login") instanceof ObjectNode login && login.hasNonNull("secret")) {
      String secret = login.get("secret").asText();
      if (!secret.matches("\\{\\{[^}]+}}")) {
        login.put("secret", secrets.seal(key(department, name), secret));
      }
    }
    keep(
        new StoredConnector(
            department, name, document.toString(), enabled, platform.time().millis(), by));
  }

  private ObjectNode withSecret(String department, String name, JsonNode given) {
    if (!(given instanceof ObjectNode object)) {
      throw new DeclarationException("", "an object is expected");
    }
    ObjectNode document = object.deepCopy();
    StoredConnector before = connectors.get(key(department, name));
    boolean silent =
        document.path("login") instanceof ObjectNode login
            && (!login.hasNonNull("secret") || login.get("secret").asText().isBlank());
    // Only for the same server: else a secret could be had by giving another address.
    if (silent && before != null) {
      JsonNode old = opened(before);
      if (old.path("address").equals(document.path("address"))
          && old.path("login").hasNonNull("secret")) {
        ((ObjectNode) document.get("login")).set("secret", old.get("login").get("secret"));
      }
    }
    return document;
  }

  private void keep(StoredConnector connector) {
    if (connector.document().length() > ConnectorTable.LONGEST) {
      throw new DeclarationException("", "at most " + ConnectorTable.LONGEST + " characters");
    }
    table.put(connector);
    connectors.put(key(connector.department(), connector.name()), connector);
    host.renew(connector.department());
  }

  /** Lets a connector run, or no longer. */
  public void enable(StoredConnector connector, boolean enabled, String by) {
    keep(
        new StoredConnector(
            connector.department(),
            connector.name(),
            connector.document(),
            enabled,
            platform.time().millis(),
            by));
  }

  /** Removes a connector; what it brought stays. */
  public void remove(StoredConnector connector) {
    table.remove(connector.department(), connector.name());
    connectors.remove(key(connector.department(), connector.name()));
    host.renew(connector.department());
  }

  /**
   * Makes a department that has no bundle, or changes it; with the connectors in its document.
   *
   * @return its name
   * @throws DeclarationException naming the place at fault
   */
  public String make(JsonNode document, String by) {
    DepartmentFile.Whole whole = DepartmentFile.whole(document);
    String name = whole.declaration().name();
    for (Dataset dataset : whole.declaration().datasets()) {
      String refusal = trial.refusal(name, dataset);
      if (!refusal.isEmpty()) {
        throw new DeclarationException("datasets." + dataset.name(), refusal);
      }
    }
    ObjectNode bare = ((ObjectNode) document).deepCopy();
    JsonNode own = bare.remove("connectors");
    if (bare.toString().length() > ConnectorTable.LONGEST) {
      throw new DeclarationException("", "at most " + ConnectorTable.LONGEST + " characters");
    }
    table.make(name, bare.toString(), platform.time().millis(), by);
    host.take(name, bare);
    whole.declaration().datasets().forEach(d -> platform.catalogue().declare(name, d));
    if (own != null) {
      own.fields().forEachRemaining(c -> put(name, c.getKey(), c.getValue(), true, by));
    }
    return name;
  }

  @Override
  public ConnectorRun run(
      String department,
      Map<String, String> settings,
      Limits limits,
      Reach reach,
      ConnectorRun.Sample sample) {
    ConnectorRun.Marks marks =
        new ConnectorRun.Marks() {
          @Override
          public String get(String connector) {
            return loaded ? table.mark(department, connector).orElse(null) : null;
          }

          @Override
          public void put(String connector, String mark) {
            table.mark(department, connector, mark);
          }
        };
    return new ConnectorRun(
        department, settings, limits, reach, platform.time(), marks, databases, sample);
  }

  /** The settings of a department, and the addresses that its stored connectors may speak to. */
  static Map<String, String> settings(
      Map<String, String> configuration, List<DeclaredConnector> stored) {
    Map<String, String> settings = new HashMap<>(configuration);
    for (DeclaredConnector connector : stored) {
      if (!connector.address().contains("{{")) {
        settings.put("connector." + connector.name(), connector.address());
      }
    }
    return settings;
  }

  /**
   * Asks the source once and shows what would become of it. Stores, moves and marks nothing.
   *
   * @throws DeclarationException naming the place at fault
   */
  public Outcome trial(String department, String name, JsonNode given) {
    List<Dataset> datasets = datasets(department);
    DeclaredConnector connector =
        ConnectorEntry.read(name, withSecret(department, name, given), datasets);
    Dataset dataset =
        datasets.stream().filter(d -> d.name().equals(connector.dataset())).findFirst().get();
    Map<String, String> settings =
        settings(platform.configurations().of(department), List.of(connector));
    CompletableFuture<List<Map<String, Object>>> came = new CompletableFuture<>();
    DepartmentHealth health = new DepartmentHealth(platform.time(), (before, now) -> {});
    Declaration declaration =
        new Declaration(
            department,
            LocalText.name(department),
            List.of(dataset),
            List.of(),
            List.of(),
            List.of());
    Routes.Surroundings surroundings =
        new Routes.Surroundings(
            new Nothing(), health, platform.time(), platform.timer(), platform.inbox(department));
    ScheduledFuture<?> watch = null;
    try (Routes routes =
        Routes.start(
            declaration,
            new Department() {},
            settings,
            surroundings,
            (limits, reach) ->
                new ConnectorRoutes(
                    List.of(connector),
                    run(department, settings, limits, reach, came::complete),
                    health))) {
      watch =
          platform
              .timer()
              .scheduleAtFixedRate(() -> failed(health, came), 50, 50, TimeUnit.MILLISECONDS);
      List<Map<String, Object>> rows = came.get(TRIAL.toMillis(), TimeUnit.MILLISECONDS);
      return outcome(department, connector, dataset, rows.stream().limit(MOST_ROWS).toList());
    } catch (TimeoutException e) {
      return nothing(
          LocalText.of(
              "tidak ada yang datang dalam " + TRIAL.toSeconds() + " detik",
              "nothing came within " + TRIAL.toSeconds() + " seconds"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return nothing(Causes.explain(e));
    } catch (Exception e) {
      return nothing(e.getCause() instanceof Told told ? told.why : Causes.explain(e));
    } finally {
      if (watch != null) {
        watch.cancel(false);
      }
    }
  }

  private static void failed(DepartmentHealth health, CompletableFuture<?> came) {
    for (Connector connector : health.connectors()) {
      if (connector.failingSince() != null) {
        came.completeExceptionally(new Told(connector.lastError()));
      }
    }
  }

  private static Outcome nothing(LocalText why) {
    return new Outcome(why, List.of(), List.of(), List.of(), List.of());
  }

  private Outcome outcome(
      String department,
      DeclaredConnector connector,
      Dataset dataset,
      List<Map<String, Object>> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<Column> columns =
        Sniffer.sniff(List.copyOf(names), MappedMaps.rows(List.copyOf(names), rows));
    List<Trial.Tried> tried =
        trial.check(department, dataset, MappedMaps.records(connector.mapping(), rows));
    return new Outcome(null, rows, columns, Suggestion.onto(columns, dataset), tried);
  }

  /** Why a trial brought nothing. */
  private static final class Told extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LocalText why;

    Told(LocalText why) {
      super(why.en());
      this.why = why;
    }
  }

  /** Where a trial's records go. */
  private static final class Nothing implements Ingest {
    @Override
    public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
      throw new IllegalStateException("a trial stores nothing");
    }

    @Override
    public void quarantine(
        String department, String dataset, String source, byte[] raw, String reason) {
      // A trial keeps nothing.
    }
  }
}
