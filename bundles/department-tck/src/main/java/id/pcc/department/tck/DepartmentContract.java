package id.pcc.department.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.widget.Widget;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.Protocol;
import id.pcc.deployer.inspection.Inspected;
import id.pcc.deployer.inspection.Inspection;
import id.pcc.deployer.inspection.Offer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every department has to bear before it comes into the command center. A department's test is
 * one line:
 *
 * <pre>{@code
 * class PasarContractTest extends DepartmentContract {}
 * }</pre>
 *
 * <p>The department is the one in the classes of the module. Its source is played by a server that
 * answers {@code /harga.json} with {@code src/test/resources/contoh/harga.json}, and badly when it
 * is time for that. The settings {@code address} and {@code poll} lead there by themselves; {@code
 * src/test/resources/contoh.cfg} says others, with <code>${server}</code> for its address.
 *
 * <p>The same server is a broker of MQTT (<code>${broker}</code>) that publishes {@code
 * contoh/mqtt/}, topic by topic, a database (<code>${database}</code>) that {@code
 * contoh/basis.sql} makes, and an SFTP server (<code>${files}</code>, its key <code>${hostkey}
 * </code>) with what stands in {@code contoh/berkas/}; everywhere as user {@code pcc} with the
 * password {@code uji}. What a department's own system sends by itself, record by record, stands in
 * {@code contoh/kiriman/} by dataset.
 *
 * <p>The jar of the department is inspected as before it is deployed. It is there when tests run,
 * since a department says {@code <bundle.phase>process-classes</bundle.phase>} in its {@code
 * pom.xml}.
 */
@Timeout(300)
public abstract class DepartmentContract {
  private static final int TIMES = 100;
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern CODE =
      Pattern.compile("\\n|\\tat |\\b[a-z]+(\\.[a-z]+)+\\.[A-Z]\\w+|\\w+(Exception|Error)\\b");
  private static final String SECRET = "isi-berkas-rahasia-7041";

  private final Candidate candidate = Candidate.find(getClass());
  private final List<String> escaped = new CopyOnWriteArrayList<>();
  private SourceServer source;
  private Thread.UncaughtExceptionHandler before;

  @TempDir private Path folder;

  @BeforeEach
  void openSource() throws IOException {
    Path secret = Files.writeString(folder.resolve("rahasia.txt"), SECRET);
    source = new SourceServer(candidate.examples(), secret);
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> escaped.add(thread.getName() + ": " + thrown));
  }

  @AfterEach
  void closeSource() throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(before);
    source.close();
    assertEquals(List.of(), escaped, "no exception leaves the department");
  }

  private Center start() throws IOException {
    return start(null);
  }

  private Center start(MemoryStore kept) throws IOException {
    return start(candidate.make(), candidate.settings(source), kept);
  }

  private Center start(Department department, Map<String, String> settings, MemoryStore kept)
      throws IOException {
    return new Center(department, Center.hurried(candidate.whole(), EVERY), settings, kept);
  }

  private static void running(Center center) {
    center.until("the department runs", () -> center.status().state() == State.RUNNING);
  }

  /** Sends what the department's own system would send by itself. */
  private void send(Center center) throws IOException {
    for (Dataset dataset : center.declaration().datasets()) {
      Path file = candidate.examples().resolve("kiriman").resolve(dataset.name() + ".json");
      if (Files.exists(file)) {
        List<Map<String, Object>> records =
            new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
        center.deliver(new RecordBatch(dataset.name(), records, null, "contoh"));
      }
    }
  }

  /** Whether the department asks a source, instead of being sent to alone. */
  private boolean asks() throws IOException {
    try (Center center = start()) {
      running(center);
      return !center.connectors().isEmpty();
    }
  }

  @Test
  void nothing_keeps_its_jar_from_being_deployed() throws IOException {
    Path jar = candidate.jar();
    assumeTrue(jar != null, "there is no jar to inspect: this was not built by Maven");
    List<Path> offering = Candidate.offering();
    assumeTrue(offering.size() > 1, "the api and camel are no jars here: mvn verify");
    Inspected inspected = new Inspection(Offer.ofJars(offering)).of(jar);
    assertEquals(List.of(), inspected.findings());
    assertEquals(candidate.whole().declaration().name(), inspected.department());
  }

  @Test
  void its_examples_fill_every_dataset_and_nothing_is_refused() throws IOException {
    try (Center center = start()) {
      running(center);
      send(center);
      for (Dataset dataset : center.declaration().datasets()) {
        center.until(
            "dataset " + dataset.name() + " has a record", () -> center.count(dataset.name()) > 0);
      }
      assertEquals(List.of(), center.rejections());
      assertEquals(List.of(), center.unreadable());
    }
  }

  @Test
  void a_repeated_delivery_changes_nothing() throws IOException {
    MemoryStore store;
    try (Center center = start()) {
      running(center);
      send(center);
      center.rounds(1);
      store = center.store();
      List<String> first = changes(store);
      send(center);
      center.rounds(3);
      assertEquals(first, changes(store), "the same answers again");
    }
    List<String> known = changes(store);
    try (Center again = start(store)) {
      running(again);
      send(again);
      again.rounds(1);
      assertEquals(known, changes(store), "the same answers after it was started again");
    }
  }

  /** What changed; a probe measures anew each time, so that its records are new ones. */
  private List<String> changes(MemoryStore store) throws IOException {
    Set<String> probed =
        candidate.whole().connectors().stream()
            .filter(connector -> connector.protocol() == Protocol.PROBE)
            .map(DeclaredConnector::dataset)
            .collect(Collectors.toSet());
    return store.changes().stream()
        .filter(change -> !probed.contains(change.substring(0, change.indexOf(':'))))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(value = Manner.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  void a_bad_source_is_a_status_in_words_and_passes(Manner manner) throws IOException {
    try (Center center = start()) {
      running(center);
      assumeFalse(center.connectors().isEmpty(), "nothing is asked: it is sent to");
      assumeTrue(manner.everywhere() || source.paged(), "that is said over HTTP alone");
      Map<String, Integer> had = center.store().counts();
      source.behave(manner);
      if (manner.tolerable()) {
        int asked = source.asked();
        center.until("it asks the bad source", () -> source.asked() > asked + 2);
      } else {
        center.until("the fault is its status", () -> center.status().state() == State.DEGRADED);
      }
      words(center.status());
      assertEquals(0, source.trapped(), "nothing was asked of a server that nobody allowed");
      for (Dataset dataset : center.declaration().datasets()) {
        assertFalse(
            center.store().records(dataset.name()).toString().contains(SECRET),
            "a file of this machine came in through a document");
      }
      source.behave(Manner.GOOD);
      center.rounds(1);
      running(center);
      had.forEach(
          (dataset, count) ->
              assertTrue(center.count(dataset) >= count, "records of " + dataset + " stay"));
    }
  }

  @Test
  void a_source_that_is_away_at_the_start_is_a_status_and_passes() throws IOException {
    assumeTrue(asks(), "nothing is asked: it is sent to");
    source.behave(Manner.REFUSES);
    try (Center center = start()) {
      center.until(
          "the fault is its status",
          () -> Set.of(State.DEGRADED, State.STOPPED).contains(center.status().state()));
      words(center.status());
      source.behave(Manner.GOOD);
      running(center);
    }
  }

  /** A sentence for people, in both languages: no class names, no stack traces. */
  private static void words(DepartmentStatus status) {
    if (status.reason() == null) {
      return;
    }
    for (String text : List.of(status.reason().id(), status.reason().en())) {
      assertFalse(CODE.matcher(text).find(), "a status is a sentence for people: " + text);
    }
  }

  @Test
  void without_an_address_it_is_stopped_and_says_which_setting_is_missing() throws IOException {
    Map<String, String> settings = candidate.settings(source);
    settings.put("address", "");
    try (Center center = start(candidate.make(), settings, null)) {
      center.until(
          "it says what is missing",
          () ->
              center.status().reason() != null
                  && !center.status().reason().en().equals("is being started")
                  && Set.of(State.STOPPED, State.DEGRADED).contains(center.status().state()));
      words(center.status());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GOOD", "SILENT", "DRIPS", "ENDLESS"})
  void it_stops_within_a_second(Manner manner) throws IOException {
    // Other programs on this machine can only make a stop slower: so the fastest of three counts.
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3 && fastest > STOP.toNanos(); i++) {
      Center center = start();
      running(center);
      source.behave(manner);
      int asked = source.asked();
      if (!center.connectors().isEmpty() && manner != Manner.GOOD) {
        center.until("a question is under way", () -> source.asked() > asked);
      }
      long begun = System.nanoTime();
      center.close();
      fastest = Math.min(fastest, System.nanoTime() - begun);
      source.behave(Manner.GOOD);
    }
    long millis = Duration.ofNanos(fastest).toMillis();
    assertTrue(millis < STOP.toMillis(), "it took " + millis + " ms to stop");
  }

  @Test
  void it_starts_and_stops_a_hundred_times_and_leaves_nothing_behind() throws IOException {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    loaders.add(startAndStop()); // what all departments share is made with the first
    Set<Long> threads = threads().keySet();
    for (int i = 1; i < TIMES; i++) {
      loaders.add(startAndStop());
    }
    await("its threads end: " + threads().values(), () -> threads.containsAll(threads().keySet()));
    await(
        "its classes are given back",
        () -> {
          System.gc();
          // The JDK and Camel keep the one or other of the last in caches of their own.
          return loaders.stream().filter(l -> l.get() != null).count() <= 2;
        });
  }

  private WeakReference<ClassLoader> startAndStop() throws IOException {
    Department department = candidate.make();
    try (Center center = start(department, candidate.settings(source), null)) {
      running(center);
    }
    return new WeakReference<>(department.getClass().getClassLoader());
  }

  private static Map<Long, String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.isAlive() && !t.getName().matches("(tck|" + ExampleFiles.THREADS + ").*"))
        .collect(Collectors.toMap(Thread::getId, Thread::getName));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within " + SOON.toSeconds() + " s: " + what);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void every_widget_is_a_module_of_its_own_that_shows_what_it_declares() throws IOException {
    var declaration = candidate.whole().declaration();
    Set<String> names =
        declaration.datasets().stream()
            .map(d -> declaration.name() + "/" + d.name())
            .collect(Collectors.toCollection(TreeSet::new));
    for (Widget widget : declaration.widgets()) {
      Path file = candidate.classes().resolve(widget.module());
      assertTrue(Files.isRegularFile(file), "widget " + widget.name() + " has no " + file);
      String module = Files.readString(file);
      String type = declaration.name() + "/" + widget.name();
      assertTrue(
          Pattern.compile("(?m)^export default\\b").matcher(module).find(),
          file + " is a module that exports its widget: export default { … }");
      for (String part : List.of("id", "version", "title", "schema")) {
        assertTrue(
            Pattern.compile("(?m)^\\s*" + part + "\\s*[:,]").matcher(module).find(),
            file + " says its " + part);
      }
      assertTrue(
          Pattern.compile("(?m)^\\s*(async )?create\\s*[:(]").matcher(module).find(),
          file + " has create(host)");
      Set<String> known = new TreeSet<>(names);
      known.add(type);
      Matcher named =
          Pattern.compile("['\"`](?:dataset:)?(" + declaration.name() + "/\\w+)['\"`]")
              .matcher(module);
      Set<String> shown = new TreeSet<>();
      while (named.find()) {
        shown.add(named.group(1));
      }
      assertTrue(known.containsAll(shown), file + " names " + shown + ", declared are " + known);
      assertTrue(
          shown.containsAll(widget.datasets()),
          file + " shows " + shown + ", but department.yaml says " + widget.datasets());
    }
  }

  @Test
  void its_declaration_says_what_is_measured_and_where_data_come_from() throws IOException {
    var declaration = candidate.whole().declaration();
    assertFalse(declaration.datasets().isEmpty(), "a department declares a dataset");
    for (Dataset dataset : declaration.datasets()) {
      assertFalse(dataset.producer().isBlank(), dataset.name() + " has a producer");
      for (Field field : dataset.fields()) {
        assertTrue(
            field.role() != FieldRole.MEASURE || !field.unit().isBlank(),
            dataset.name() + ": " + field.name() + " is measured in no unit");
      }
    }
  }
}
