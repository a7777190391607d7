package id.pcc.connect.internal;

import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Dataset;
import id.pcc.connect.Connector;
import id.pcc.connect.Order;
import id.pcc.connect.Proof;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.DepartmentFile.Whole;
import id.pcc.connect.internal.connector.ConnectorRun;
import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.reach.Reach;
import id.pcc.notice.Notices;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Ingest;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Hosts one department as in the command center, but without a framework around it: in tests. */
public final class Rehearsal implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private final HostedDepartment hosted;

  /**
   * What the command center gives to departments.
   *
   * @param configuration what the department's file in {@code etc/} says
   * @param data the folder of everything that is kept
   * @param marks how far connectors have come
   */
  public record Stage(
      Catalogue catalogue,
      Ingest ingest,
      Notices notices,
      City city,
      Map<String, String> configuration,
      Path data,
      ConnectorRun.Marks marks) {}

  /**
   * Begins to start the department; how that goes is its status.
   *
   * @param name what to call it before it has said its name
   * @param file reads its declaration, and its connectors
   * @param service makes it
   */
  public Rehearsal(String name, Callable<Whole> file, Supplier<Department> service, Stage stage) {
    timer =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "pcc-rehearsal-timer");
              thread.setDaemon(true);
              return thread;
            });
    Platform platform =
        new Platform(
            stage.catalogue(),
            stage.ingest(),
            stage.notices(),
            stage.city(),
            new Configurations(
                admin(stage.configuration()),
                new Secrets(stage.data().resolve("secrets.key")),
                Clock.systemUTC()),
            Clock.systemUTC(),
            timer,
            stage.data(),
            () -> new Declared(stage.marks()));
    hosted = new HostedDepartment(name, file, service, platform, new Unwatched());
    hosted.begin();
  }

  /** How the department is. */
  public DepartmentStatus status() {
    return hosted.health().status();
  }

  /** Its routes. */
  public List<Connector> connectors() {
    return hosted.health().connectors();
  }

  /** Whether a command can be carried out now. */
  public boolean ready(String command) {
    return hosted.ready(command);
  }

  /** Has an order carried out. */
  public CompletionStage<Proof> carryOut(Order order) {
    return hosted.carryOut(order);
  }

  /** Stops the department as when its bundle stops; returns when it has stopped or was given up. */
  @Override
  public void close() {
    hosted.end();
    timer.shutdownNow();
  }

  private static ConfigurationAdmin admin(Map<String, String> configuration) {
    Configuration one =
        proxy(Configuration.class, "getProperties", () -> new Hashtable<>(configuration));
    return proxy(ConfigurationAdmin.class, "listConfigurations", () -> new Configuration[] {one});
  }

  private static <T> T proxy(Class<T> type, String method, Supplier<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            Rehearsal.class.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> called.getName().equals(method) ? answer.get() : null));
  }

  /** Nobody made a connector: there are those alone that the department declares. */
  private record Declared(ConnectorRun.Marks marks) implements KeptConnectors {
    @Override
    public List<Dataset> datasets(String department) {
      return List.of();
    }

    @Override
    public List<DeclaredConnector> running(String department, List<Dataset> datasets) {
      return List.of();
    }

    @Override
    public ConnectorRun run(
        String department,
        Map<String, String> settings,
        Limits limits,
        Reach reach,
        ConnectorRun.Sample sample) {
      return new ConnectorRun(
          department,
          settings,
          limits,
          reach,
          Clock.systemUTC(),
          marks,
          DriverManager::getConnection,
          sample);
    }
  }

  /** There is no other bundle that could be the department, and nobody to tell of changes. */
  private static final class Unwatched implements HostedDepartment.Watcher {
    @Override
    public boolean described(HostedDepartment department) {
      return true;
    }

    @Override
    public void changed(HostedDepartment department) {
      // Asked for when wanted.
    }
  }
}
