package id.pcc.connect.internal.camel;

import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Receipt;
import id.pcc.connect.Order;
import id.pcc.connect.Proof;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.connect.internal.format.CapReader;
import id.pcc.connect.internal.format.FeedReader;
import id.pcc.connect.internal.format.WorkbookTable;
import id.pcc.connect.internal.http.GuardedHttp;
import id.pcc.connect.internal.http.HttpGuard;
import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.http.Origins;
import id.pcc.connect.internal.reach.EndpointGuard;
import id.pcc.connect.internal.reach.Reach;
import id.pcc.mapping.format.CsvTable;
import id.pcc.mapping.format.JsonDocument;
import id.pcc.storage.Ingest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultUuidGenerator;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of one department, in a Camel context of their own. */
public final class Routes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final int CAP_BYTES = 5 << 20;
  private static final int TABLE_BYTES = 64 << 20;
  private static final int WORKBOOK_BYTES = 8 << 20;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** How the endpoints begin that {@link #push} hands documents to; a connector's name follows. */
  public static final String HOOK = "direct:hook-";

  private static final int PUSHES = 4;
  private static final int WAITING_PUSHES = 20;
  private static final Duration PATIENCE = Duration.ofMillis(350);

  /**
   * What routes are run with.
   *
   * @param clock ends requests that take too long
   * @param inbox the folder that the department may always read files from
   */
  public record Surroundings(
      Ingest ingest,
      DepartmentHealth health,
      Clock time,
      ScheduledExecutorService clock,
      Path inbox) {}

  private final DefaultCamelContext context;
  private final Delivery delivery;
  private Reach reach;
  private final CommandComponent commands;
  private final OrderLane orders;
  private volatile boolean ending;
  private ProducerTemplate hooks;
  private ExecutorService pushes;

  private Routes(
      DefaultCamelContext context, Delivery delivery, CommandComponent commands, OrderLane orders) {
    this.context = context;
    this.delivery = delivery;
    this.commands = commands;
    this.orders = orders;
  }

  /**
   * Starts the routes of a department.
   *
   * @param configuration what {@code {{key}}} stands for
   * @throws Exception when they cannot start; nothing of them is left then
   */
  public static Routes start(
      Declaration declaration,
      Department department,
      Map<String, String> configuration,
      Surroundings surroundings)
      throws Exception {
    return start(declaration, department, configuration, surroundings, Connectors.NONE);
  }

  /** Makes the routes of connectors that need no code. */
  @FunctionalInterface
  public interface Connectors {
    /** No connectors. */
    Connectors NONE = (limits, reach) -> null;

    /**
     * The routes; {@code null} when there are none.
     *
     * @param reach where they may go
     */
    RoutesBuilder routes(Limits limits, Reach reach);
  }

  /**
   * Starts the routes of a department, and those of connectors.
   *
   * @param configuration what {@code {{key}}} stands for, and every address that may be spoken to
   * @throws Exception when they cannot start; nothing of them is left then
   */
  public static Routes start(
      Declaration declaration,
      Department department,
      Map<String, String> configuration,
      Surroundings surroundings,
      Connectors connectors)
      throws Exception {
    String name = declaration.name();
    Delivery delivery =
        new Delivery(name, surroundings.ingest(), surroundings.health(), surroundings.time());
    ClassLoader loader = new RouteLoader(department.getClass().getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Camel finds its parts by the thread's loader, and the threads that it makes inherit it.
    thread.setContextClassLoader(loader);
    CommandComponent commands = new CommandComponent(name, declaration.commands());
    OrderLane orders =
        new OrderLane(name, commands, loader, surroundings.time(), surroundings.clock());
    Routes routes = new Routes(new DefaultCamelContext(false), delivery, commands, orders);
    try {
      routes.configure(name, loader, configuration, surroundings);
      Set<String> datasets = new TreeSet<>();
      declaration.datasets().stream().map(Dataset::name).forEach(datasets::add);
      routes.context.addComponent("pcc", new PccComponent(name, datasets, delivery));
      routes.context.addComponent("command", commands);
      if (department instanceof RoutesBuilder own) {
        routes.add(own);
      }
      RoutesBuilder more = connectors.routes(Limits.of(configuration), routes.reach);
      if (more != null) {
        routes.add(more);
      }
      routes.context.start();
      return routes;
    } catch (Exception | LinkageError e) {
      routes.close();
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * The setting that routes ask for and do not get; {@code null} when that is not why they fail.
   */
  public static String missingSetting(Throwable failure) {
    return Causes.missingSetting(failure);
  }

  /** Whether a command has a route that runs. */
  public boolean carriesOut(String command) {
    return !ending && commands.consumer(command) != null;
  }

  /**
   * Carries out an order, in time or not at all.
   *
   * @return completes exceptionally with {@link id.pcc.connect.OrderException}
   */
  public CompletionStage<Proof> carryOut(Order order) {
    return orders.carryOut(order);
  }

  /**
   * Hands a document to the connector that waits for it.
   *
   * @param source where it came from, for people
   * @param key names this delivery; {@code null} when nothing does
   * @return completes when it is stored, with what became of it; {@code null} when no such
   *     connector runs
   * @throws RejectedExecutionException when too many wait already
   */
  public CompletionStage<Receipt> push(
      String connector, byte[] document, String source, String key) {
    Endpoint endpoint = ending ? null : context.hasEndpoint(HOOK + connector);
    if (endpoint == null) {
      return null;
    }
    Exchange exchange = endpoint.createExchange();
    exchange.setProperty(HttpGuard.SOURCE, source);
    exchange.getMessage().setHeader(PccComponent.KEY, key);
    exchange.getMessage().setBody(document);
    return CompletableFuture.supplyAsync(
        () -> {
          hooks().send(endpoint, exchange);
          if (exchange.getException() != null) {
            throw new CompletionException(exchange.getException());
          }
          return exchange.getMessage().getHeader(PccComponent.RECEIPT, Receipt.class);
        },
        pushes());
  }

  private synchronized ProducerTemplate hooks() {
    if (hooks == null) {
      hooks = context.createProducerTemplate();
    }
    return hooks;
  }

  private synchronized ExecutorService pushes() {
    if (pushes == null) {
      ThreadPoolProfile pool = new ThreadPoolProfile("hook");
      pool.setPoolSize(PUSHES);
      pool.setMaxPoolSize(PUSHES);
      pool.setMaxQueueSize(WAITING_PUSHES);
      pool.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
      pool.setDefaultProfile(false);
      pushes = context.getExecutorServiceManager().newThreadPool(this, "hook", pool);
    }
    return pushes;
  }

  private void configure(
      String name,
      ClassLoader loader,
      Map<String, String> configuration,
      Surroundings surroundings) {
    context.setApplicationContextClassLoader(loader);
    context.getCamelContextExtension().setName(name);
    context.setPropertiesComponent(Settings.component(configuration));
    context.setLoadHealthChecks(false);
    context.setMessageHistory(false);
    context.setStreamCaching(true);
    context.build();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.setUuidGenerator(new DefaultUuidGenerator());
    context.getExecutorServiceManager().setThreadNamePattern("pcc-" + name + "-#counter#-#name#");
    ThreadPoolProfile pool = context.getExecutorServiceManager().getDefaultThreadPoolProfile();
    pool.setPoolSize(2);
    pool.setMaxPoolSize(8);
    pool.setMaxQueueSize(200);
    context.getExecutorServiceManager().setShutdownAwaitTermination(PATIENCE.toMillis());
    context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
    context.getShutdownStrategy().setTimeout(PATIENCE.toMillis());
    context.getShutdownStrategy().setShutdownNowOnTimeout(true);
    context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    context.getCamelContextExtension().addInterceptStrategy(new KeepUnreadable(delivery));
    context.getCamelContextExtension().addInterceptStrategy(new ErrorsFail());
    RouteWatch watch = new RouteWatch(surroundings.health(), surroundings.time(), () -> ending);
    context.addRoutePolicyFactory(watch);
    context.addLifecycleStrategy(watch.beginnings());

    Limits limits = Limits.of(configuration);
    Origins origins = new Origins(configuration);
    for (String scheme : SCHEMES) {
      HttpGuard guard = new HttpGuard(name, origins, limits, surroundings.clock());
      context.addComponent(scheme, new GuardedHttp(guard, limits));
    }
    reach = new Reach(name, configuration, surroundings.inbox());
    EndpointGuard.install(context, reach, limits);
    CapReader cap = new CapReader();
    FeedReader feed = new FeedReader();
    CsvTable csv = new CsvTable();
    WorkbookTable workbook = new WorkbookTable();
    JsonDocument json = new JsonDocument();
    format("cap", CAP_BYTES, (raw, address) -> cap.read(raw));
    format("rss", CAP_BYTES, feed::read);
    format("csv", TABLE_BYTES, (raw, address) -> csv.read(raw));
    format("xlsx", WORKBOOK_BYTES, (raw, address) -> workbook.read(raw));
    context
        .getRegistry()
        .bind(
            "json",
            DataFormat.class,
            new DocumentFormat(
                "json",
                TABLE_BYTES,
                (raw, address) -> json.read(raw),
                "application/json",
                json::write));
    context.getRegistry().bind(OrderFormat.NAME, DataFormat.class, new OrderFormat());
  }

  private void format(String name, int largest, DocumentFormat.Reader reader) {
    context.getRegistry().bind(name, DataFormat.class, new DocumentFormat(name, largest, reader));
  }

  private void add(RoutesBuilder builder) throws Exception {
    if (builder instanceof RouteBuilder described) {
      addAgain(described);
    } else {
      context.addRoutes(builder);
    }
    for (RouteDefinition route : context.getRouteDefinitions()) {
      if (route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler) {
        quiet(handler);
      }
    }
  }

  /**
   * Camel asks a builder for its routes once in its life; ours are started again with each change
   * of their configuration.
   */
  private void addAgain(RouteBuilder builder) throws Exception {
    RoutesDefinition routes = builder.getRouteCollection();
    routes.setRoutes(new ArrayList<>());
    routes.setIntercepts(new ArrayList<>());
    routes.setInterceptFroms(new ArrayList<>());
    routes.setInterceptSendTos(new ArrayList<>());
    routes.setOnExceptions(new ArrayList<>());
    routes.setOnCompletions(new ArrayList<>());
    builder.setCamelContext(context);
    routes.setCamelContext(context);
    builder.setErrorHandlerFactory(quiet(new DefaultErrorHandlerDefinition()));
    builder.configure();
    for (RouteDefinition route : routes.getRoutes()) {
      once(route, routes);
      routes.prepareRoute(route);
    }
    context.addRouteDefinitions(routes.getRoutes());
  }

  /** Camel puts a route in the place of another one with its id, and says nothing. */
  private void once(RouteDefinition route, RoutesDefinition beside) {
    String id = route.getRouteId();
    if (id == null) {
      return;
    }
    long here = beside.getRoutes().stream().filter(r -> id.equals(r.getRouteId())).count();
    if (here > 1 || context.getRouteDefinition(id) != null) {
      throw new IllegalArgumentException(
          "routeId \""
              + id
              + "\" stands there twice; a connector's route has the connector's name, so give the"
              + " department's own route another one");
    }
  }

  /** A failure is a status, told once; not a stack trace each time. */
  private static DefaultErrorHandlerDefinition quiet(DefaultErrorHandlerDefinition handler) {
    return handler
        .logExhausted(false)
        .logExhaustedMessageHistory(false)
        .logNewException(false)
        .logRetryAttempted(false)
        .logStackTrace(false);
  }

  /** The context, for tests. */
  DefaultCamelContext context() {
    return context;
  }

  /** Stops the routes; what was not accepted yet stays with its source. */
  @Override
  public void close() {
    ending = true;
    orders.refuse();
    delivery.close();
    context.getRoutes().forEach(Routes::stop);
    for (String scheme : SCHEMES) {
      if (context.hasComponent(scheme) instanceof GuardedHttp http) {
        http.cut();
      }
    }
    awaitQuiet();
    context.stop();
    orders.close();
  }

  /**
   * What cannot be stopped now, as it is being asked, is stopped with the context. What polls is
   * only kept from going on: stopped, it would interrupt a poll that stores just now, and Derby
   * takes an interruption for a fault of its files.
   */
  private static void stop(Route route) {
    try {
      if (route.getConsumer() instanceof ScheduledPollConsumer polling) {
        if (polling instanceof ShutdownAware several) {
          several.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
        }
        ServiceHelper.suspendService(polling);
      } else {
        ServiceHelper.stopService(route.getConsumer());
      }
    } catch (RuntimeException e) {
      LOG.debug("{}: {}", route.getRouteId(), e.toString());
    }
  }

  /** Camel looks once a second whether exchanges have ended: most end at once. */
  private void awaitQuiet() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (context.getInflightRepository().size() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
