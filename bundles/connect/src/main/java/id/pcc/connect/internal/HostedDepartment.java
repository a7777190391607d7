package id.pcc.connect.internal;

import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Receipt;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.Proof;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.declaration.DepartmentFile.Whole;
import id.pcc.connect.internal.camel.Causes;
import id.pcc.connect.internal.camel.Routes;
import id.pcc.connect.internal.connector.ConnectorRoutes;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.storage.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department that is installed: started, configured, started again and stopped, one thing at a
 * time on a thread of its own, so that neither the framework nor another department waits for it.
 */
final class HostedDepartment {
  private static final Logger LOG = LoggerFactory.getLogger(HostedDepartment.class);
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(3);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  /** What the host wants to hear of. */
  interface Watcher {
    /**
     * The department has said who it is.
     *
     * @return whether it may go on; not when another bundle is that department
     */
    boolean described(HostedDepartment department);

    /** The department's status is another one. */
    void changed(HostedDepartment department);
  }

  private final String label;
  private final Callable<Whole> file;
  private final Supplier<Department> service;
  private final Platform platform;
  private final Watcher watcher;
  private final DepartmentHealth health;
  private final ExecutorService lane;
  private volatile Declaration declaration;
  private volatile Map<String, String> configuration = Map.of();
  private volatile boolean ended;
  private List<DeclaredConnector> declared = List.of();
  private Department department;
  private GivenContext context;
  private volatile Routes routes;
  private Future<?> retry;
  private Duration pause = FIRST_RETRY;

  /**
   * @param label what to call it before it has said its name, such as its bundle
   * @param file reads the department's declaration
   * @param service gives the department's service; {@code null} when it is gone already
   */
  HostedDepartment(
      String label,
      Callable<Whole> file,
      Supplier<Department> service,
      Platform platform,
      Watcher watcher) {
    this.label = label;
    this.file = file;
    this.service = service;
    this.platform = platform;
    this.watcher = watcher;
    this.health = new DepartmentHealth(platform.time(), this::changed);
    this.lane =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "pcc-department-" + label);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What the department declares; {@code null} until it has been read. */
  Declaration declaration() {
    return declaration;
  }

  DepartmentHealth health() {
    return health;
  }

  private String name() {
    return declaration == null ? label : declaration.name();
  }

  private void changed(DepartmentStatus before, DepartmentStatus now) {
    boolean other = before.state() != now.state();
    if (other && now.state() == DepartmentStatus.State.RUNNING) {
      LOG.info("{}: runs", name());
    } else if (other && now.state() != DepartmentStatus.State.STARTING) {
      LOG.warn("{}: {}: {}", name(), now.state(), now.reason().en());
    } else {
      LOG.debug("{}: {}: {}", name(), now.state(), now.reason());
    }
    watcher.changed(this);
  }

  /** Begins. */
  void begin() {
    later(this::ask);
  }

  /** The configuration may have changed. */
  void configured() {
    later(
        () -> {
          if (declaration != null
              && department != null
              && !platform.configurations().of(declaration.name()).equals(configuration)) {
            LOG.info("{}: its configuration changed, so it starts again", name());
            halt();
            pause = FIRST_RETRY;
            health.starting();
            go();
          }
        });
  }

  /** The connectors that people made for the department are others now. */
  void renew() {
    later(
        () -> {
          if (declaration != null && department != null) {
            halt();
            pause = FIRST_RETRY;
            health.starting();
            go();
          }
        });
  }

  /** Stops for good; returns when the department has stopped, or has been given up. */
  void end() {
    ended = true;
    Future<?> last = later(this::finish);
    try {
      // The bundle's classes may go as soon as this returns: so wait, but never for long.
      last.get(STOP.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{}: did not stop in time and was given up", name());
    } catch (Exception e) {
      LOG.warn("{}: {}", name(), e.toString());
    } finally {
      lane.shutdownNow();
    }
  }

  private Future<?> later(Runnable task) {
    try {
      return lane.submit(task);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private void ask() {
    if (ended) {
      return;
    }
    try {
      Whole whole = file.call();
      Declaration said = whole.declaration();
      department = TimeLimit.call("pcc-ask-" + label, START, service::get, late -> {});
      if (department == null) {
        return;
      }
      declaration = said;
      declared = whole.connectors();
      if (watcher.described(this)) {
        health.starting();
        go();
      } else {
        health.stopped(
            LocalText.of(
                "bundel lain sudah menjadi " + said.name() + ": hapus salah satu",
                "another bundle is " + said.name() + " already: remove one of them"));
        again(this::ask, Duration.ofSeconds(2));
      }
    } catch (DeclarationException e) {
      // Only another version of the bundle can mend this.
      health.stopped(LocalText.name(e.getMessage()));
    } catch (Exception | LinkageError e) {
      failed(e, this::ask);
    }
  }

  private void go() {
    if (ended) {
      return;
    }
    String name = declaration.name();
    health.forget();
    configuration = platform.configurations().of(name);
    try {
      List<LocalText> refusals = declare();
      health.refused(refusals);
      GivenContext given = new GivenContext(declaration, configuration, platform, health);
      context = given;
      TimeLimit.run("pcc-start-" + name, START, () -> department.start(given));
      List<Dataset> datasets = platform.desk().datasets(name);
      List<DeclaredConnector> stored = platform.desk().running(name, datasets);
      List<DeclaredConnector> connectors = new ArrayList<>(declared);
      connectors.addAll(stored);
      if (department instanceof RoutesBuilder || !connectors.isEmpty()) {
        Map<String, String> settings = ConnectorDesk.settings(configuration, stored);
        Routes.Surroundings surroundings =
            new Routes.Surroundings(
                platform.ingest(), health, platform.time(), platform.timer(), platform.inbox(name));
        Declaration whole =
            new Declaration(
                name,
                declaration.title(),
                datasets.isEmpty() ? declaration.datasets() : datasets,
                List.of(),
                List.of(),
                declaration.commands());
        routes =
            TimeLimit.call(
                "pcc-start-" + name,
                START,
                () ->
                    Routes.start(
                        whole,
                        department,
                        settings,
                        surroundings,
                        (limits, reach) ->
                            connectors.isEmpty()
                                ? null
                                : new ConnectorRoutes(
                                    connectors,
                                    platform.desk().run(name, settings, limits, reach, null),
                                    health)),
                Routes::close);
      }
      pause = FIRST_RETRY;
      refusals.addAll(unanswered());
      health.refused(refusals);
      health.running();
    } catch (Exception | LinkageError e) {
      halt();
      String missing = Routes.missingSetting(e);
      if (missing != null) {
        String file = "etc/" + Configurations.PREFIX + name + ".cfg";
        health.stopped(
            LocalText.of("isi " + missing + " di " + file, "set " + missing + " in " + file));
      } else {
        failed(e, this::go);
      }
    }
  }

  /** Declares the datasets; returns why any was refused. */
  private List<LocalText> declare() {
    List<LocalText> refusals = new ArrayList<>();
    for (Dataset dataset : declaration.datasets()) {
      Catalogue.Entry entry = platform.catalogue().declare(declaration.name(), dataset);
      if (!entry.refusal().isEmpty()) {
        refusals.add(LocalText.name(dataset.name() + ": " + entry.refusal()));
      }
    }
    return refusals;
  }

  /** Why commands that are declared cannot be carried out. */
  private List<LocalText> unanswered() {
    return declaration.commands().stream()
        .map(Command::name)
        .filter(command -> !ready(command))
        .map(
            command ->
                LocalText.of(
                    "perintah " + command + ": tidak ada rute from(\"command:" + command + "\")",
                    "command " + command + ": there is no route from(\"command:" + command + "\")"))
        .toList();
  }

  /** Whether a command can be carried out now. */
  boolean ready(String command) {
    Routes running = routes;
    return running != null && running.carriesOut(command);
  }

  /**
   * Hands a document to a connector that waits for it.
   *
   * @return {@code null} when no such connector runs
   */
  CompletionStage<Receipt> push(String connector, byte[] document, String source, String key) {
    Routes running = routes;
    return running == null ? null : running.push(connector, document, source, key);
  }

  /** Has an order carried out. */
  CompletionStage<Proof> carryOut(Order order) {
    Routes running = routes;
    return running != null
        ? running.carryOut(order)
        : CompletableFuture.failedFuture(
            new OrderException(
                OrderException.Outcome.NOT_CARRIED_OUT,
                LocalText.of(name() + " tidak berjalan", name() + " does not run")));
  }

  private void failed(Throwable failure, Runnable task) {
    LocalText why =
        failure instanceof TimeoutException
            ? LocalText.of(
                "tidak mulai dalam " + START.toSeconds() + " detik",
                "did not start within " + START.toSeconds() + " seconds")
            : Causes.explain(failure);
    LOG.debug("{}: could not start", name(), failure);
    health.stopped(LocalText.of(why.id() + " (akan dicoba lagi)", why.en() + " (is tried again)"));
    again(task, pause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
  }

  private void again(Runnable task, Duration wait) {
    retry = platform.timer().schedule(() -> later(task), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void halt() {
    if (retry != null) {
      retry.cancel(false);
    }
    Routes running = routes;
    routes = null;
    if (running != null) {
      quietly("pcc-stop-" + name(), running::close);
    }
    if (context != null) {
      quietly("pcc-stop-" + name(), department::stop);
      context.end();
      context = null;
    }
  }

  private void finish() {
    halt();
    department = null;
  }

  private void quietly(String thread, TimeLimit.Action action) {
    try {
      TimeLimit.run(thread, STOP, action);
    } catch (Exception e) {
      LOG.warn("{}: could not stop: {}", name(), Causes.explain(e).en());
    }
  }
}
