package id.pcc.city.simulator.departments;

import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.api.notice.Notice;
import id.pcc.city.internal.domain.BoundingBox;
import id.pcc.city.internal.domain.KelurahanTable;
import id.pcc.city.internal.domain.Places;
import id.pcc.connect.Order;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.camel.Routes;
import id.pcc.connect.internal.connector.ConnectorRoutes;
import id.pcc.connect.internal.connector.ConnectorRun;
import id.pcc.connect.internal.connector.ConnectorRun.Marks;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.storage.Ingest;
import id.pcc.storage.internal.domain.GeoJson;
import id.pcc.storage.internal.domain.RecordCheck;
import id.pcc.storage.internal.domain.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.RoutesBuilder;

/** Runs one department on the real host of routes, with the store and the notices in memory. */
final class Center implements AutoCloseable, DepartmentContext, Ingest, Marks {
  private static final long WAIT_NANOS = Duration.ofSeconds(20).toNanos();

  final Map<String, Map<String, Object>> records = new ConcurrentHashMap<>();
  final List<Rejection> rejections = new CopyOnWriteArrayList<>();
  final List<String> unreadable = new CopyOnWriteArrayList<>();
  final Map<String, Notice> open = new ConcurrentHashMap<>();
  final List<Notice> raised = new CopyOnWriteArrayList<>();
  final Map<String, String> marks = new ConcurrentHashMap<>();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Clock clock = Clock.systemUTC();
  private final DepartmentHealth health = new DepartmentHealth(clock, (before, now) -> {});
  private final Declaration declaration;
  private final Map<String, String> configuration;
  private final City city;
  private final Routes routes;

  /**
   * Starts the department with its shipped configuration.
   *
   * @param changes what is configured otherwise
   */
  Center(Department department, Map<String, String> changes) throws Exception {
    DepartmentFile.Whole whole;
    try (InputStream yaml = declared(department).openStream()) {
      whole = DepartmentFile.whole(yaml);
    }
    declaration = whole.declaration();
    configuration = shipped(declaration.name());
    configuration.putAll(changes);
    city = places();
    department.start(this);
    health.starting();
    Routes.Surroundings surroundings =
        new Routes.Surroundings(this, health, clock, timer, Path.of("target", "inbox"));
    routes =
        department instanceof RoutesBuilder || !whole.connectors().isEmpty()
            ? Routes.start(
                declaration,
                department,
                configuration,
                surroundings,
                (limits, reach) ->
                    new ConnectorRoutes(
                        whole.connectors(),
                        new ConnectorRun(
                            declaration.name(),
                            configuration,
                            limits,
                            reach,
                            clock,
                            this,
                            DriverManager::getConnection,
                            null),
                        health))
            : null;
    health.running();
  }

  /** The declaration of the department's own bundle: here all bundles share one class path. */
  private static URL declared(Department department) throws IOException {
    URL own = department.getClass().getProtectionDomain().getCodeSource().getLocation();
    return Collections.list(department.getClass().getClassLoader().getResources("department.yaml"))
        .stream()
        .filter(url -> url.toString().contains(own.getPath()))
        .findFirst()
        .orElseThrow();
  }

  /** The file that ships, as it reads where the environment says nothing. */
  private static Map<String, String> shipped(String name) throws IOException {
    Path etc = Path.of("../../karaf-assembly/src/main/assembly/etc");
    String text = Files.readString(etc.resolve("id.pcc.departments." + name + ".cfg"));
    Properties properties = new Properties();
    properties.load(new StringReader(text.replaceAll("\\$\\{env:\\w+:-([^}]*)}", "$1")));
    Map<String, String> configuration = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> configuration.put(k, properties.getProperty(k)));
    return configuration;
  }

  private static City places() throws IOException {
    try (InputStream table =
        Places.class.getResourceAsStream("/id/pcc/city/internal/kelurahan.csv")) {
      List<String> lines =
          new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new Places(
          "Pontianak",
          ZoneId.of("Asia/Pontianak"),
          new BoundingBox(109.2721, -0.0974, 109.3841, 0.0381),
          KelurahanTable.read(lines),
          Map.of());
    }
  }

  /** Waits until something is so. */
  void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + WAIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 20 s: " + what + "; " + this);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public String get(String connector) {
    return marks.get(connector);
  }

  @Override
  public void put(String connector, String value) {
    marks.put(connector, value);
  }

  DepartmentStatus status() {
    return health.status();
  }

  /** The newest record of a dataset for which a field has that value. */
  Map<String, Object> record(String dataset, String field, Object value) {
    return records.entrySet().stream()
        .filter(e -> e.getKey().startsWith(dataset + "/"))
        .map(Map.Entry::getValue)
        .filter(r -> value.equals(r.get(field)))
        .findFirst()
        .orElse(Map.of());
  }

  /** Has an order carried out, and returns what the department answered. */
  String carryOut(String id, String command, Map<String, Object> parameters) throws Exception {
    Instant notAfter = clock.instant().plusSeconds(60);
    return routes
        .carryOut(new Order(id, command, parameters, notAfter, "person:siti"))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS)
        .text();
  }

  long count(String dataset) {
    return records.keySet().stream().filter(key -> key.startsWith(dataset + "/")).count();
  }

  @Override
  public String toString() {
    return "%s, %s, records %s, refused %s, unreadable %s, open %s"
        .formatted(
            declaration.name(), status(), records.keySet(), rejections, unreadable, open.keySet());
  }

  @Override
  public void close() {
    if (routes != null) {
      routes.close();
    }
    timer.shutdownNow();
  }

  @Override
  public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
    GeoJson places = new GeoJson(text -> List.of("departments give places as maps"));
    RecordCheck check =
        new RecordCheck(declaration.dataset(batch.dataset()).orElseThrow(), places, table -> null);
    List<Rejection> errors = new ArrayList<>();
    int stored = 0;
    for (Map<String, Object> record : batch.records()) {
      try {
        records.put(batch.dataset() + "/" + check.check(record).key(), Map.copyOf(plain(record)));
        stored++;
      } catch (Refusal refusal) {
        errors.add(new Rejection(stored + errors.size(), refusal.field(), refusal.fault()));
      }
    }
    rejections.addAll(errors);
    return CompletableFuture.completedFuture(new Receipt(stored, 0, errors.size(), errors));
  }

  private static Map<String, Object> plain(Map<String, Object> record) {
    Map<String, Object> plain = new HashMap<>(record);
    plain.values().removeIf(value -> value == null);
    return plain;
  }

  @Override
  public void quarantine(
      String department, String dataset, String source, byte[] raw, Fault fault) {
    unreadable.add(source + " " + fault.reason());
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }

  @Override
  public Map<String, String> configuration() {
    return configuration;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public City city() {
    return city;
  }

  @Override
  public CompletionStage<Receipt> deliver(RecordBatch batch) {
    return deliver(declaration.name(), batch);
  }

  @Override
  public void raise(Notice notice) {
    raised.add(notice);
    open.put(notice.fingerprint(), notice);
  }

  @Override
  public void settle(String fingerprint) {
    open.remove(fingerprint);
  }

  @Override
  public void report(DepartmentStatus status) {
    health.reported(status);
  }
}
