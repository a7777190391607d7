package id.pcc.connect.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
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
import id.pcc.connect.internal.connector.StoredDepartment;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that people make without code: kept, tried, and handed to the host. */
public final class ConnectorDesk implements KeptConnectors {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorDesk.class);
  private static final Duration TRIAL = Duration.ofSeconds(25);
  private static final int MOST_ROWS = 200;
  private static final String NOTICES = "connect";

  /** How who changed something begins, when a file of the folder did. */
  private static final String FILE = "file ";

  /** What the host is asked for. */
  interface Host {
    /** A department's connectors are others now. */
    void renew(String department);

    /** What a department declares; empty when it does not run here. */
    Optional<Declaration> declaration(String department);

    /** Takes in a department that has no bundle. */
    void take(String name, JsonNode document);

    /** Whether a bundle is that department. */
    boolean bundled(String department);

    /** Lets a department go that has no bundle. */
    void drop(String department);
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
  private final Map<String, StoredConnector> proposals = new ConcurrentSkipListMap<>();
  private final Map<String, StoredDepartment> made = new ConcurrentSkipListMap<>();
  private final Removed removed = new Removed();
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
    List<StoredDepartment> departmentsMade = table.made();
    table.proposals().forEach(c -> proposals.put(key(c.department(), c.name()), c));
    all.forEach(c -> connectors.put(key(c.department(), c.name()), c));
    departmentsMade.forEach(m -> made.put(m.name(), m));
    loaded = true;
    departmentsMade.forEach(m -> host.take(m.name(), tree(m.document())));
    Set<String> departments = new LinkedHashSet<>();
    all.forEach(c -> departments.add(c.department()));
    departments.forEach(host::renew);
  }

  /** Whether what is kept was read. */
  boolean loaded() {
    return loaded;
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
    keep(checked(department, name, given, enabled, by, datasets(department)));
  }

  /** A connector as it is kept: read once to see that it is one, its secret sealed. */
  private StoredConnector checked(
      String department,
      String name,
      JsonNode given,
      boolean enabled,
      String by,
      List<Dataset> datasets) {
    ObjectNode document = withSecret(department, name, given);
    ConnectorEntry.read(name, document, datasets);
    if (document.path("login") instanceof ObjectNode login && login.hasNonNull("secret")) {
      String secret = login.get("secret").asText();
      if (!secret.matches("\\{\\{[^}]+}}")) {
        login.put("secret", secrets.seal(key(department, name), secret));
      }
    }
    String text = document.toString();
    if (text.length() > ConnectorTable.LONGEST) {
      throw new DeclarationException("", "at most " + ConnectorTable.LONGEST + " characters");
    }
    return new StoredConnector(department, name, text, enabled, platform.time().millis(), by);
  }

  private ObjectNode withSecret(String department, String name, JsonNode given) {
    if (!(given instanceof ObjectNode object)) {
      throw new DeclarationException("", "an object is expected");
    }
    ObjectNode document = object.deepCopy();
    boolean silent =
        document.path("login") instanceof ObjectNode login
            && (!login.hasNonNull("secret") || login.get("secret").asText().isBlank());
    if (silent) {
      // Only for the same server: else a secret could be had by giving another address.
      Stream.of(proposals, connectors)
          .map(known -> known.get(key(department, name)))
          .filter(Objects::nonNull)
          .map(this::opened)
          .filter(old -> old.path("address").equals(document.path("address")))
          .filter(old -> old.path("login").hasNonNull("secret"))
          .findFirst()
          .ifPresent(
              old ->
                  ((ObjectNode) document.get("login"))
                      .set("secret", old.get("login").get("secret")));
    }
    return document;
  }

  private void keep(StoredConnector connector) {
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

  /** Removes a connector; what it brought stays. It can be {@link #restore}d. */
  public void remove(StoredConnector connector) {
    table.remove(connector.department(), connector.name());
    connectors.remove(key(connector.department(), connector.name()));
    removed.keep(null, List.of(connector));
    host.renew(connector.department());
  }

  /**
   * Brings back what was removed last under that name since the command center began.
   *
   * @param name a connector's; empty for the department with all its connectors
   * @return whether there was something
   */
  public boolean restore(String department, String name, String by) {
    Removed.Kept kept = removed.take(department, name);
    if (kept == null) {
      return false;
    }
    try {
      bringBack(department, kept, by);
    } catch (RuntimeException e) {
      // Kept, so that it can be tried again.
      removed.keep(kept.made(), kept.connectors());
      throw e;
    }
    return true;
  }

  private void bringBack(String department, Removed.Kept kept, String by) {
    StoredDepartment again =
        kept.made() == null
            ? null
            : new StoredDepartment(
                department, kept.made().document(), platform.time().millis(), by);
    if (again != null && host.bundled(department)) {
      throw bundled(department);
    }
    // What was made under its name since is not overwritten.
    if (again != null && made.containsKey(department)) {
      throw there(department);
    }
    for (StoredConnector each : kept.connectors()) {
      String key = key(each.department(), each.name());
      if (connectors.containsKey(key)) {
        throw there(key);
      }
    }
    apply(department, again, kept.connectors(), List.of());
  }

  private static IllegalStateException there(String name) {
    return new IllegalStateException(
        "sudah ada " + name + " yang baru / there is a new " + name + " already");
  }

  /** The departments that have no bundle. */
  public List<StoredDepartment> made() {
    return List.copyOf(made.values());
  }

  private static IllegalStateException bundled(String name) {
    return new IllegalStateException(
        "bundel lain sudah menjadi " + name + " / a bundle is " + name + " already");
  }

  /**
   * Makes a department that has no bundle, or changes it; with the connectors in its document.
   *
   * @return its name
   * @throws DeclarationException naming the place at fault; nothing has changed then
   */
  public String make(JsonNode document, String by) {
    DepartmentFile.Whole whole = DepartmentFile.whole(document);
    StoredDepartment department = checked(whole.declaration(), document, by);
    List<StoredConnector> own = new ArrayList<>();
    JsonNode given = document.path("connectors");
    given
        .fields()
        .forEachRemaining(
            c ->
                own.add(
                    checked(
                        department.name(),
                        c.getKey(),
                        c.getValue(),
                        true,
                        by,
                        whole.declaration().datasets())));
    apply(department.name(), department, own, List.of());
    return department.name();
  }

  private StoredDepartment checked(Declaration declaration, JsonNode document, String by) {
    String name = declaration.name();
    if (host.bundled(name)) {
      throw bundled(name);
    }
    for (Dataset dataset : declaration.datasets()) {
      String refusal = trial.refusal(name, dataset);
      if (!refusal.isEmpty()) {
        throw new DeclarationException("datasets." + dataset.name(), refusal);
      }
    }
    ObjectNode bare = ((ObjectNode) document).deepCopy();
    bare.remove("connectors");
    if (bare.toString().length() > ConnectorTable.LONGEST) {
      throw new DeclarationException("", "at most " + ConnectorTable.LONGEST + " characters");
    }
    return new StoredDepartment(name, bare.toString(), platform.time().millis(), by);
  }

  /** Keeps all of it or nothing, and then lets it run. */
  private void apply(
      String department,
      StoredDepartment changed,
      List<StoredConnector> kept,
      List<StoredConnector> gone) {
    if (changed == null && kept.isEmpty() && gone.isEmpty()) {
      return;
    }
    table.change(changed, kept, gone);
    Set<String> touched = new LinkedHashSet<>();
    for (StoredConnector each : gone) {
      connectors.remove(key(each.department(), each.name()));
      touched.add(each.department());
    }
    for (StoredConnector each : kept) {
      connectors.put(key(each.department(), each.name()), each);
      touched.add(each.department());
    }
    if (changed != null) {
      made.put(department, changed);
      JsonNode document = tree(changed.document());
      host.take(department, document);
      DepartmentFile.whole(document)
          .declaration()
          .datasets()
          .forEach(d -> platform.catalogue().declare(department, d));
      touched.remove(department);
    }
    touched.forEach(host::renew);
  }

  /** Removes a department that has no bundle, and its connectors; its data stays. */
  public boolean unmake(String name) {
    StoredDepartment department = made.get(name);
    if (department == null) {
      return false;
    }
    List<StoredConnector> own =
        connectors.values().stream().filter(c -> c.department().equals(name)).toList();
    table.unmake(name);
    made.remove(name);
    own.forEach(c -> connectors.remove(key(name, c.name())));
    proposals().stream().filter(p -> p.department().equals(name)).forEach(this::settled);
    removed.keep(department, own);
    host.drop(name);
    return true;
  }

  /**
   * Takes in what a file says, all of it or nothing: a department that has no bundle with its
   * connectors, or, with {@code department}, connectors of one that is there. What a person changed
   * after the file was written stays as it is.
   *
   * @param written when the file was written
   * @return whether anything is another now
   * @throws DeclarationException naming the place at fault; nothing has changed then
   */
  boolean bring(String file, JsonNode document, Instant written) {
    String by = FILE + file;
    boolean beside = document.hasNonNull("department");
    Declaration declaration = beside ? null : DepartmentFile.whole(document).declaration();
    String department = beside ? document.get("department").asText() : declaration.name();
    List<Dataset> datasets = beside ? datasets(department) : declaration.datasets();
    if (beside) {
      document
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!Set.of("department", "connectors").contains(name)) {
                  throw new DeclarationException(
                      name, "unknown; known here are department, connectors");
                }
              });
      if (datasets.isEmpty()) {
        throw new DeclarationException("department", "there is no department " + department);
      }
    }
    StoredDepartment changed = beside ? null : checked(declaration, document, by);
    StoredDepartment before = made.get(department);
    if (changed != null && before != null) {
      foreign("", before.by(), by);
      boolean same = tree(before.document()).equals(tree(changed.document()));
      changed = same || newer(before.by(), before.changed(), written) ? null : changed;
    }
    List<StoredConnector> kept = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    var given = document.path("connectors").fields();
    while (given.hasNext()) {
      var each = given.next();
      String place = "connectors." + each.getKey();
      named.add(key(department, each.getKey()));
      StoredConnector old = connectors.get(key(department, each.getKey()));
      if (old != null) {
        foreign(place, old.by(), by);
      }
      if (old == null || !newer(old.by(), old.changed(), written)) {
        StoredConnector now = at(place, department, each.getKey(), each.getValue(), by, datasets);
        if (old == null || !old.enabled() || !opened(old).equals(opened(now))) {
          kept.add(now);
        }
      }
    }
    List<StoredConnector> gone =
        connectors.values().stream()
            .filter(c -> c.by().equals(by) && !named.contains(key(c.department(), c.name())))
            .toList();
    apply(department, changed, kept, gone);
    for (StoredDepartment other : made()) {
      if (other.by().equals(by) && !other.name().equals(department)) {
        unmake(other.name());
      }
    }
    return changed != null || !kept.isEmpty() || !gone.isEmpty();
  }

  private StoredConnector at(
      String place,
      String department,
      String name,
      JsonNode given,
      String by,
      List<Dataset> datasets) {
    try {
      Name.check("connector", name);
      return checked(department, name, given, true, by, datasets);
    } catch (DeclarationException e) {
      throw new DeclarationException(
          e.place().isEmpty() ? place : place + "." + e.place(), e.detail());
    } catch (IllegalArgumentException e) {
      throw new DeclarationException(place, e.getMessage());
    }
  }

  private static void foreign(String place, String owner, String by) {
    if (owner.startsWith(FILE) && !owner.equals(by)) {
      throw new DeclarationException(
          place, "stands in " + owner.substring(FILE.length()) + " already");
    }
  }

  /** Whether a person changed something after a file was written. */
  private static boolean newer(String by, long changed, Instant written) {
    return !by.startsWith(FILE) && changed > written.toEpochMilli();
  }

  /** Lets go what a file had brought, as the file is gone. */
  void withdraw(String file) {
    String by = FILE + file;
    List<StoredConnector> gone =
        connectors.values().stream().filter(c -> c.by().equals(by)).toList();
    for (StoredDepartment department : made()) {
      if (department.by().equals(by)) {
        unmake(department.name());
      }
    }
    List<StoredConnector> left =
        gone.stream().filter(c -> connectors.containsKey(key(c.department(), c.name()))).toList();
    left.forEach(c -> removed.keep(null, List.of(c)));
    apply("", null, List.of(), left);
  }

  /** The files of which something is kept. */
  Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    made.values().forEach(m -> files.add(m.by()));
    connectors.values().forEach(c -> files.add(c.by()));
    files.removeIf(by -> !by.startsWith(FILE));
    return files.stream().map(by -> by.substring(FILE.length())).collect(Collectors.toSet());
  }

  /** What departments wish for, by department and name. */
  public List<StoredConnector> proposals() {
    return List.copyOf(proposals.values());
  }

  /** What a department wishes for under that name. */
  public Optional<StoredConnector> proposal(String department, String name) {
    return Optional.ofNullable(proposals.get(key(department, name)));
  }

  /**
   * Keeps what a department wishes for, until an administrator decides; what runs goes on.
   *
   * @throws DeclarationException naming the place at fault
   */
  public void propose(String department, String name, JsonNode given, String by) {
    StoredConnector wish = checked(department, name, given, false, by, datasets(department));
    table.propose(wish);
    proposals.put(key(department, name), wish);
    platform
        .notices()
        .raise(
            NOTICES,
            Notice.of(
                wishes(wish),
                Severity.MINOR,
                LocalText.of(
                    "Usulan konektor " + key(department, name),
                    "Connector proposed: " + key(department, name)),
                LocalText.of(
                    "Periksa alamatnya lalu setujui atau tolak di halaman Konektor.",
                    "Check its address, then approve or refuse it on the page Connectors."),
                platform.time().instant(),
                Notice.Place.NONE));
  }

  private static String wishes(StoredConnector wish) {
    return "proposed " + key(wish.department(), wish.name());
  }

  /** Lets a wish run; with this its address is allowed. */
  public void approve(StoredConnector wish, String by) {
    StoredConnector fulfilled =
        new StoredConnector(
            wish.department(), wish.name(), wish.document(), true, platform.time().millis(), by);
    ConnectorEntry.read(wish.name(), opened(wish), datasets(wish.department()));
    table.settle(wish, fulfilled);
    settled(wish);
    connectors.put(key(wish.department(), wish.name()), fulfilled);
    host.renew(wish.department());
  }

  /** Drops a wish; what runs goes on. */
  public void refuse(StoredConnector wish) {
    table.settle(wish, null);
    settled(wish);
  }

  private void settled(StoredConnector wish) {
    proposals.remove(key(wish.department(), wish.name()), wish);
    platform.notices().settle(NOTICES, wishes(wish));
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
   * @param anywhere whether the address need not have been allowed before, as for administrators
   * @throws DeclarationException naming the place at fault
   */
  public Outcome trial(String department, String name, JsonNode given, boolean anywhere) {
    List<Dataset> datasets = datasets(department);
    DeclaredConnector connector =
        ConnectorEntry.read(name, withSecret(department, name, given), datasets);
    Dataset dataset =
        datasets.stream().filter(d -> d.name().equals(connector.dataset())).findFirst().get();
    Map<String, String> settings =
        settings(
            platform.configurations().of(department),
            anywhere ? List.of(connector) : running(department, datasets));
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
        String department, String dataset, String source, byte[] raw, Fault fault) {
      // A trial keeps nothing.
    }
  }
}
