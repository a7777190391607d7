package id.pcc.connect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.notice.Notices;
import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class HostedDepartmentTest {
  private static final String YAML =
      """
      name: air
      title: { id: Dinas Air, en: Water Agency }
      datasets:
        pompa:
          title: { id: Pompa, en: Pumps }
          producer: Dinas Air
          fields:
            kode: { role: key, id: Kode, en: Code }
      """;

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final RecordingIngest ingest = new RecordingIngest();
  private final Hashtable<String, Object> configuration = new Hashtable<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<DepartmentStatus> statuses = new CopyOnWriteArrayList<>();
  @TempDir Path data;
  private ConnectorDesk desk;
  private HostedDepartment hosted;

  private final Catalogue catalogue =
      new Catalogue() {
        @Override
        public Entry declare(String department, Dataset dataset) {
          return new Entry(
              new DatasetId(department, dataset.name()),
              dataset,
              refusals.getOrDefault(dataset.name(), ""),
              1,
              null);
        }

        @Override
        public java.util.Optional<Entry> approve(DatasetId id, int version, String by) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Entry withdraw(DatasetId id) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> entries() {
          return List.of();
        }

        @Override
        public java.util.Optional<Entry> entry(DatasetId id) {
          return java.util.Optional.empty();
        }

        @Override
        public Volume volume(DatasetId id) {
          return new Volume(0, 0, null);
        }
      };

  private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private final Notices raised =
      proxy(
          Notices.class,
          (self, method, arguments) -> {
            notices.add(method.getName() + " " + arguments[0]);
            return method.getReturnType() == boolean.class ? true : null;
          });

  private ConfigurationAdmin admin() {
    Configuration one =
        proxy(Configuration.class, (self, method, arguments) -> new Hashtable<>(configuration));
    return proxy(
        ConfigurationAdmin.class,
        (self, method, arguments) ->
            String.valueOf(arguments[0]).contains("id.pcc.departments.air)")
                ? new Configuration[] {one}
                : null);
  }

  private HostedDepartment host(Department department) {
    return host(department, YAML);
  }

  private HostedDepartment host(Department department, String yaml) {
    City city = proxy(City.class, (self, method, arguments) -> null);
    Platform platform =
        new Platform(
            catalogue,
            ingest,
            raised,
            city,
            new Configurations(admin(), new Secrets(data.resolve("secrets.key"))),
            Clock.systemUTC(),
            timer,
            data,
            () -> desk);
    desk =
        new ConnectorDesk(
            platform,
            new Secrets(data.resolve("secrets.key")),
            null,
            null,
            (url, properties) -> {
              throw new SQLException("none");
            },
            new ConnectorDesk.Host() {
              @Override
              public boolean bundled(String department) {
                return false;
              }

              @Override
              public void drop(String department) {
                // Nobody drops one here.
              }

              @Override
              public void renew(String department) {
                hosted.renew();
              }

              @Override
              public Optional<Declaration> declaration(String department) {
                return Optional.ofNullable(hosted.declaration());
              }

              @Override
              public void take(String name, JsonNode document) {
                throw new UnsupportedOperationException();
              }
            });
    hosted =
        new HostedDepartment(
            "id.pcc.departments.air",
            () ->
                DepartmentFile.whole(
                    new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))),
            () -> department,
            platform,
            new HostedDepartment.Watcher() {
              @Override
              public boolean described(HostedDepartment one) {
                return true;
              }

              @Override
              public void changed(HostedDepartment one) {
                statuses.add(one.health().status());
              }
            });
    hosted.begin();
    return hosted;
  }

  @Test
  void connectors_of_the_declaration_run_without_code() throws Exception {
    java.nio.file.Files.writeString(
        java.nio.file.Files.createDirectories(data.resolve("inbox/air")).resolve("a.csv"),
        "kode\nP1\n");
    host(
        new Department() {},
        YAML
            + """
            connectors:
              pompa:
                protocol: folder
                address: %s
                every: PT1S
            """
                .formatted(data.resolve("inbox/air")));
    assertEquals("P1", ingest.next().records().get(0).get("kode"));
    Await.until(
        "running", () -> hosted.health().status().state() == DepartmentStatus.State.RUNNING);
  }

  @AfterEach
  void end() {
    if (hosted != null) {
      hosted.end();
    }
    timer.shutdownNow();
  }

  private void await(State state) throws InterruptedException {
    Await.until(state + ", not " + statuses, () -> hosted.health().status().state() == state);
  }

  private String reason() {
    return hosted.health().status().reason().en();
  }

  /** Delivers a record a second, and notes what is done to it. */
  private static final class Pumps extends RouteBuilder implements Department {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile DepartmentContext context;

    @Override
    public void start(DepartmentContext given) {
      context = given;
      calls.add("start " + given.configuration().getOrDefault("address", ""));
    }

    @Override
    public void configure() {
      from("timer:t?delay=0&period=50")
          .routeId("pompa")
          .process(
              e -> e.getMessage().setBody(Map.of("kode", context.configuration().get("address"))))
          .to("log:{{address}}?level=DEBUG")
          .to("pcc:air/pompa");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }
  }

  @Test
  void a_department_starts_delivers_and_stops() throws Exception {
    configuration.put("address", "a");
    Pumps pumps = new Pumps();
    host(pumps);
    assertEquals(Map.of("kode", "a"), ingest.next().records().get(0));
    await(State.RUNNING);
    DepartmentContext context = pumps.context;
    context.raise(
        Notice.of(
            "f",
            Severity.MINOR,
            LocalText.name("x"),
            LocalText.name("x"),
            Instant.EPOCH,
            Notice.Place.NONE));
    context.settle("f");
    assertEquals(List.of("raise air", "settle air"), notices);
    assertEquals("Water Agency", context.declaration().title().en());
    hosted.end();
    assertEquals(List.of("start a", "stop"), pumps.calls);
    assertThrows(IllegalStateException.class, () -> context.settle("f"));
    Await.until(
        "threads have ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().matches("pcc-(air|department|start|ask|stop).*")));
  }

  @Test
  void without_its_address_a_department_is_stopped_and_says_what_to_write() throws Exception {
    configuration.put("address", "");
    Pumps pumps = new Pumps();
    host(pumps);
    await(State.STOPPED);
    assertEquals("set address in etc/id.pcc.departments.air.cfg", reason());
    assertEquals(
        "isi address di etc/id.pcc.departments.air.cfg", hosted.health().status().reason().id());
    configuration.put("address", "b");
    hosted.configured();
    await(State.RUNNING);
    assertEquals(Map.of("kode", "b"), ingest.next().records().get(0));
  }

  @Test
  void a_change_of_the_configuration_starts_it_again_and_the_same_configuration_does_not()
      throws Exception {
    configuration.put("address", "a");
    Pumps pumps = new Pumps();
    host(pumps);
    await(State.RUNNING);
    hosted.configured();
    configuration.put("felix.fileinstall.filename", "file:/etc/x.cfg");
    hosted.configured();
    configuration.put("address", "b");
    hosted.configured();
    Await.until("the new address", () -> pumps.calls.equals(List.of("start a", "stop", "start b")));
    await(State.RUNNING);
  }

  @Test
  void a_refused_dataset_degrades_the_department() throws Exception {
    refusals.put("pompa", "field kode cannot become a number");
    host(new Department() {});
    await(State.DEGRADED);
    assertEquals("pompa: field kode cannot become a number", reason());
  }

  @Test
  void what_a_department_throws_at_its_start_becomes_its_status() throws Exception {
    AtomicInteger stops = new AtomicInteger();
    host(
        new Department() {
          @Override
          public void start(DepartmentContext context) {
            throw new IllegalStateException("the licence file is missing");
          }

          @Override
          public void stop() {
            stops.incrementAndGet();
          }
        });
    await(State.STOPPED);
    assertEquals("the licence file is missing (is tried again)", reason());
  }

  @Test
  void a_department_that_hangs_in_its_stop_is_given_up() throws Exception {
    CountDownLatch forever = new CountDownLatch(1);
    host(
        new Department() {
          @Override
          public void stop() {
            try {
              forever.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    await(State.RUNNING);
    long before = System.nanoTime();
    hosted.end();
    assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before) < 7);
    forever.countDown();
  }

  @Test
  void a_declaration_that_cannot_be_read_is_the_reason() throws Exception {
    host(new Department() {}, YAML.replace("role: key", "role: kunci"));
    await(State.STOPPED);
    assertTrue(reason().startsWith("department.yaml, datasets.pompa.fields.kode.role"), reason());
  }

  @Test
  void what_a_department_reports_of_itself_counts() throws Exception {
    Pumps pumps = new Pumps();
    configuration.put("address", "a");
    host(pumps);
    await(State.RUNNING);
    pumps.context.report(
        new DepartmentStatus(
            State.DEGRADED, LocalText.of("satu pompa diam", "one pump is silent"), Instant.EPOCH));
    await(State.DEGRADED);
    assertEquals("one pump is silent", reason());
    pumps.context.report(new DepartmentStatus(State.RUNNING, null, Instant.EPOCH));
    await(State.RUNNING);
    assertFalse(hosted.health().status().since().equals(Instant.EPOCH));
  }

  @Test
  void a_declaration_knows_its_datasets() throws Exception {
    Declaration declaration =
        DepartmentFile.read(new ByteArrayInputStream(YAML.getBytes(StandardCharsets.UTF_8)));
    assertEquals("pompa", declaration.dataset("pompa").orElseThrow().name());
  }

  @Test
  void a_command_without_a_route_makes_the_department_degraded_and_says_which() throws Exception {
    String yaml =
        YAML
            + """
            commands:
              jalankan: { title: { id: Jalankan, en: Run }, time_to_live: PT2M }
              hentikan: { title: { id: Hentikan, en: Stop }, time_to_live: PT2M }
            """;
    host(new Runs(), yaml);
    await(State.DEGRADED);
    assertTrue(reason().contains("from(\"command:hentikan\")"), reason());
    assertTrue(hosted.ready("jalankan"));
    assertFalse(hosted.ready("hentikan"));
  }

  /** Carries out one of its commands. */
  private static final class Runs extends RouteBuilder implements Department {
    @Override
    public void configure() {
      from("command:jalankan").routeId("jalankan").setBody(constant("ok"));
    }
  }
}
