package id.pcc.department.tck;

import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.api.notice.Notice;
import id.pcc.city.internal.domain.BoundingBox;
import id.pcc.city.internal.domain.KelurahanTable;
import id.pcc.city.internal.domain.Places;
import id.pcc.connect.Connector;
import id.pcc.connect.Order;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A command center for one department in a test: its real host, with the store and the notices in
 * memory. Records are checked by the rules of the real store.
 *
 * <pre>{@code
 * try (Center center = new Center(new Pasar(), Map.of("address", server, "poll", "100"))) {
 *   center.until("two prices", () -> center.count("harga") == 2);
 *   assertEquals(14_500.0, center.record("harga", "pasar", "Flamboyan").get("beras"));
 * }
 * }</pre>
 */
public final class Center implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Declaration declaration;
  private final MemoryStore store;
  private final MemoryNotices notices = new MemoryNotices();
  private final Rehearsal rehearsal;

  /**
   * Begins to start the department with its shipped configuration.
   *
   * @param changes what is configured otherwise
   * @throws IOException when its declaration or configuration cannot be read
   */
  public Center(Department department, Map<String, String> changes) throws IOException {
    this(department, whole(declared(department)), changes, null);
  }

  Center(
      Department department,
      DepartmentFile.Whole whole,
      Map<String, String> changes,
      MemoryStore kept)
      throws IOException {
    declaration = whole.declaration();
    store = kept == null ? new MemoryStore(declaration) : kept;
    Map<String, String> configuration = shipped(declaration.name());
    configuration.putAll(changes);
    rehearsal =
        new Rehearsal(
            declaration.name(),
            () -> whole,
            () -> department,
            new Rehearsal.Stage(
                new MemoryCatalogue(),
                store,
                notices,
                places(),
                Map.copyOf(configuration),
                Path.of("target", "pcc-data").toAbsolutePath(),
                store));
  }

  static DepartmentFile.Whole whole(URL yaml) throws IOException {
    try (InputStream in = yaml.openStream()) {
      return DepartmentFile.whole(in);
    }
  }

  /** What a department declares, with connectors that ask much oftener than they would. */
  static DepartmentFile.Whole hurried(DepartmentFile.Whole whole, Duration every) {
    List<DeclaredConnector> connectors =
        whole.connectors().stream()
            .map(
                c ->
                    new DeclaredConnector(
                        c.name(),
                        c.dataset(),
                        c.protocol(),
                        c.address(),
                        c.login(),
                        c.protocol().pushed() ? c.every() : every,
                        c.notation(),
                        c.rows(),
                        c.paging(),
                        c.watermark(),
                        c.options(),
                        c.mapping()))
            .toList();
    return new DepartmentFile.Whole(whole.declaration(), connectors);
  }

  /** The declaration of the department's own bundle: here all bundles share one class path. */
  private static URL declared(Department department) throws IOException {
    URL own = department.getClass().getProtectionDomain().getCodeSource().getLocation();
    return Collections.list(department.getClass().getClassLoader().getResources("department.yaml"))
        .stream()
        .filter(url -> url.toString().contains(own.getPath()))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no department.yaml beside " + own));
  }

  /**
   * The file that ships, as it reads where the environment says nothing: {@code etc/} of the
   * project, or of the assembly that the project is a part of. Empty when there is none.
   */
  private static Map<String, String> shipped(String name) throws IOException {
    String file = "id.pcc.departments." + name + ".cfg";
    Map<String, String> configuration = new HashMap<>();
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (String etc : List.of("etc", "karaf-assembly/src/main/assembly/etc")) {
        Path found = at.resolve(etc).resolve(file);
        if (Files.exists(found)) {
          Properties properties = new Properties();
          String text = Files.readString(found).replaceAll("\\$\\{env:\\w+:-([^}]*)}", "$1");
          properties.load(new StringReader(text));
          properties
              .stringPropertyNames()
              .forEach(key -> configuration.put(key, properties.getProperty(key)));
          return configuration;
        }
      }
    }
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

  /**
   * Waits until something is so.
   *
   * @throws AssertionError when it is not within 30 s; it says how everything is then
   */
  public void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not within " + PATIENCE.toSeconds() + " s: " + what + "; " + this);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits until every route has done all it has to, again, so many times. */
  void rounds(int times) {
    for (int i = 0; i < times; i++) {
      Instant begun = Instant.now();
      until(
          "every route succeeds again",
          () ->
              connectors().stream()
                  .allMatch(c -> c.lastSuccess() != null && c.lastSuccess().isAfter(begun)));
    }
  }

  /** What the department declares. */
  public Declaration declaration() {
    return declaration;
  }

  /** How the department is. */
  public DepartmentStatus status() {
    return rehearsal.status();
  }

  List<Connector> connectors() {
    return rehearsal.connectors();
  }

  MemoryStore store() {
    return store;
  }

  /** The newest record of a dataset for which a field has that value; empty when there is none. */
  public Map<String, Object> record(String dataset, String field, Object value) {
    return store.records(dataset).stream()
        .filter(r -> value.equals(r.get(field)))
        .findFirst()
        .orElse(Map.of());
  }

  /** The records of a dataset. */
  public List<Map<String, Object>> records(String dataset) {
    return store.records(dataset);
  }

  /** How far the connectors have come, by their names. */
  public Map<String, String> marks() {
    return store.marks();
  }

  /** Takes records that the department's own system sends by itself, as the API does. */
  public CompletionStage<Receipt> deliver(RecordBatch batch) {
    return store.deliver(declaration.name(), batch);
  }

  /**
   * Has an order carried out, as soon as the department is able to.
   *
   * @return what the department answered
   * @throws ExecutionException with the cause {@link id.pcc.connect.OrderException} when it was
   *     not, or nobody knows
   */
  public String carryOut(String id, String command, Map<String, Object> parameters)
      throws ExecutionException, InterruptedException, TimeoutException {
    until("command " + command + " can be carried out", () -> rehearsal.ready(command));
    Instant notAfter = Instant.now().plusSeconds(60);
    return rehearsal
        .carryOut(new Order(id, command, parameters, notAfter, "person:siti"))
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .text();
  }

  /** How many records a dataset has. */
  public long count(String dataset) {
    return store.records(dataset).size();
  }

  /** The records that were refused, in the order in which they came. */
  public List<Rejection> rejections() {
    return store.rejections();
  }

  /** Of the documents that could not be read: where each came from, and why. */
  public List<String> unreadable() {
    return store.unreadable();
  }

  /** The notices that are open, by their fingerprints. */
  public Map<String, Notice> open() {
    return notices.byFingerprint();
  }

  /** All notices that were raised, in their order. */
  public List<Notice> raised() {
    return notices.raised();
  }

  @Override
  public String toString() {
    return "%s, %s, records %s, refused %s, unreadable %s, open %s"
        .formatted(
            declaration.name(),
            status(),
            store.counts(),
            rejections(),
            unreadable(),
            open().keySet());
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
