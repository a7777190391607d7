package id.pcc.connect.internal;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.HealthPart;
import id.pcc.api.LocalText;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Receipt;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.Orders;
import id.pcc.connect.Proof;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.sql.DepartmentTable;
import id.pcc.connect.internal.sql.Remembered;
import id.pcc.notice.Notices;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Database;
import id.pcc.storage.Ingest;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Finds departments, runs them, and keeps knowing them when their bundles are away. */
@Component(
    service = {
      Departments.class,
      DepartmentHost.class,
      Orders.class,
      HealthPart.class,
      ConfigurationListener.class
    },
    configurationPid = ConnectSettings.PID,
    immediate = true)
public final class DepartmentHost
    implements Departments,
        Orders,
        HealthPart,
        ConfigurationListener,
        BundleListener,
        HostedDepartment.Watcher,
        ConnectorDesk.Host,
        ServiceTrackerCustomizer<Department, HostedDepartment> {
  private final BundleContext bundles;
  private final LiveFeed feed;
  private final Database database;
  private final Platform platform;
  private final ConnectorDesk desk;
  private final Map<String, HostedDepartment> made = new ConcurrentHashMap<>();
  private final Clock time = Clock.systemUTC();
  private final Instant started = time.instant();
  private final ScheduledThreadPoolExecutor timer = threads("pcc-connect-timer", 2);
  private final ScheduledThreadPoolExecutor writer = threads("pcc-connect-writer", 1);
  private final News news = new News(writer);
  private final ServiceTracker<Department, HostedDepartment> tracker;
  private final BundleTracker<HostedDepartment> withoutJava;
  private final Map<HostedDepartment, Bundle> bundleOf = new ConcurrentHashMap<>();
  private final Map<String, HostedDepartment> hosted = new ConcurrentHashMap<>();
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final Map<String, Instant> awaySince = new ConcurrentHashMap<>();
  private final Map<String, ServiceRegistration<HealthPart>> parts = new ConcurrentHashMap<>();
  private DepartmentTable table;

  @Activate
  public DepartmentHost(
      BundleContext bundles,
      @Reference Catalogue catalogue,
      @Reference Ingest ingest,
      @Reference LiveFeed feed,
      @Reference Database database,
      @Reference Notices notices,
      @Reference City city,
      @Reference ConfigurationAdmin configurations,
      @Reference Trial trial,
      ConnectSettings settings) {
    this.bundles = bundles;
    this.feed = feed;
    this.database = database;
    Path data = Path.of(settings.data()).toAbsolutePath().normalize();
    Secrets secrets = new Secrets(data.resolve("secrets.key"));
    this.platform =
        new Platform(
            catalogue,
            ingest,
            notices,
            city,
            new Configurations(configurations, secrets),
            time,
            timer,
            data,
            this::connectors);
    this.desk =
        new ConnectorDesk(platform, secrets, database, trial, new BundleDatabases(bundles), this);
    news.tell("known departments", this::recall);
    bundles.addBundleListener(this);
    tracker = new ServiceTracker<>(bundles, Department.class, this);
    tracker.open();
    withoutJava = new BundleTracker<>(bundles, Bundle.ACTIVE, new WithoutJava());
    withoutJava.open();
  }

  private static ScheduledThreadPoolExecutor threads(String name, int count) {
    ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(
            count,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              // Not that of a department, whose routes may be the first to ask for the thread.
              thread.setContextClassLoader(DepartmentHost.class.getClassLoader());
              return thread;
            });
    threads.setRemoveOnCancelPolicy(true);
    return threads;
  }

  @Deactivate
  void deactivate() {
    // All at once: closing the tracker would stop one after the other.
    bundleOf.keySet().parallelStream().forEach(HostedDepartment::end);
    tracker.close();
    withoutJava.close();
    bundles.removeBundleListener(this);
    parts.values().forEach(ServiceRegistration::unregister);
    writer.shutdown(); // never interrupted: it may be inside the database
    timer.shutdownNow();
  }

  @Override
  public HostedDepartment addingService(ServiceReference<Department> reference) {
    Bundle bundle = reference.getBundle();
    HostedDepartment department =
        new HostedDepartment(
            bundle.getSymbolicName(),
            () -> Connections.declaration(bundle),
            () -> bundles.getService(reference),
            platform,
            this);
    bundleOf.put(department, bundle);
    department.begin();
    return department;
  }

  @Override
  public void modifiedService(ServiceReference<Department> reference, HostedDepartment department) {
    // A department's answers do not change while its service is registered.
  }

  @Override
  public void removedService(ServiceReference<Department> reference, HostedDepartment department) {
    left(department);
    bundles.ungetService(reference);
  }

  private void left(HostedDepartment department) {
    department.end();
    bundleOf.remove(department);
    Declaration declaration = department.declaration();
    if (declaration != null && hosted.remove(declaration.name(), department)) {
      awaySince.put(declaration.name(), time.instant());
      publish(declaration.name());
    }
  }

  /** Bundles that declare a department and bring no class for it. */
  private final class WithoutJava implements BundleTrackerCustomizer<HostedDepartment> {
    @Override
    public HostedDepartment addingBundle(Bundle bundle, BundleEvent event) {
      if (!YamlDepartment.is(bundle)) {
        return null;
      }
      HostedDepartment department =
          new HostedDepartment(
              bundle.getSymbolicName(),
              () -> Connections.declaration(bundle),
              () -> new YamlDepartment(bundle),
              platform,
              DepartmentHost.this);
      bundleOf.put(department, bundle);
      department.begin();
      return department;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, HostedDepartment department) {
      // What a bundle declares does not change while it is active.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, HostedDepartment department) {
      left(department);
    }
  }

  @Override
  public boolean described(HostedDepartment department) {
    Declaration declaration = department.declaration();
    HostedDepartment other = hosted.putIfAbsent(declaration.name(), department);
    if (other != null && other != department) {
      return false;
    }
    Bundle bundle = bundleOf.get(department);
    if (bundle != null) {
      Remembered now =
          new Remembered(
              declaration.name(),
              declaration.title(),
              bundle.getSymbolicName(),
              bundle.getVersion().toString(),
              declaration.datasets().stream().map(Dataset::name).toList(),
              declaration.layers(),
              declaration.widgets());
      remembered.put(declaration.name(), now);
      news.tell("remember " + declaration.name(), () -> table().remember(now));
    }
    register(declaration.name());
    seal(declaration.name());
    return true;
  }

  @Override
  public void changed(HostedDepartment department) {
    Declaration declaration = department.declaration();
    if (declaration != null && hosted.get(declaration.name()) == department) {
      publish(declaration.name());
    }
  }

  private void recall() {
    for (Remembered department : table().all()) {
      if (remembered.putIfAbsent(department.name(), department) == null) {
        register(department.name());
      }
    }
    desk.load();
  }

  /** The connectors that people made without code. */
  public ConnectorDesk connectors() {
    return desk;
  }

  @Override
  public void renew(String name) {
    HostedDepartment department = hosted.get(name);
    if (department != null) {
      department.renew();
    }
  }

  @Override
  public Optional<Declaration> declaration(String name) {
    return Optional.ofNullable(hosted.get(name)).map(HostedDepartment::declaration);
  }

  @Override
  public synchronized void take(String name, JsonNode document) {
    DepartmentFile.Whole whole = DepartmentFile.whole(document);
    if (bundled(name)) {
      throw new IllegalStateException(
          "bundel lain sudah menjadi " + name + " / a bundle is " + name + " already");
    }
    HostedDepartment before = made.remove(name);
    if (before != null) {
      before.end();
      bundleOf.remove(before);
      hosted.remove(name, before);
    }
    HostedDepartment department =
        new HostedDepartment(name, () -> whole, () -> new Department() {}, platform, this);
    made.put(name, department);
    bundleOf.put(department, bundles.getBundle());
    department.begin();
  }

  @Override
  public boolean bundled(String name) {
    HostedDepartment other = hosted.get(name);
    return other != null && made.get(name) != other;
  }

  @Override
  public synchronized void drop(String name) {
    HostedDepartment department = made.remove(name);
    if (department != null) {
      department.end();
      bundleOf.remove(department);
      hosted.remove(name, department);
    }
    remembered.remove(name);
    awaySince.remove(name);
    ServiceRegistration<HealthPart> part = parts.remove(name);
    if (part != null) {
      part.unregister();
    }
  }

  /**
   * Hands a document to a connector that waits for it.
   *
   * @param source where it came from, for people
   * @param key names this delivery; {@code null} when nothing does
   * @return {@code null} when no such connector runs
   */
  public CompletionStage<Receipt> push(
      String name, String connector, byte[] document, String source, String key) {
    HostedDepartment department = hosted.get(name);
    return department == null ? null : department.push(connector, document, source, key);
  }

  /** The table; only used on the writer's thread. */
  private DepartmentTable table() {
    if (table == null) {
      table = new DepartmentTable(database, time);
    }
    return table;
  }

  private void register(String name) {
    parts.computeIfAbsent(
        name, n -> bundles.registerService(HealthPart.class, new DepartmentPart(n, this), null));
  }

  private void publish(String name) {
    news.tell(
        "status " + name,
        () ->
            find(name)
                .ifPresent(
                    c ->
                        feed.publish(
                            "departments",
                            "department",
                            ConnectionJson.of(c, platform.city().zone(), time.instant()))));
  }

  /** Not on the thread that tells of a change, which must not change it again meanwhile. */
  private void seal(String name) {
    timer.execute(() -> platform.configurations().seal(name));
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    String pid = String.valueOf(event.getPid());
    if (pid.startsWith(Configurations.PREFIX)) {
      if (event.getType() == ConfigurationEvent.CM_UPDATED) {
        seal(pid.substring(Configurations.PREFIX.length()));
      }
      HostedDepartment department = hosted.get(pid.substring(Configurations.PREFIX.length()));
      if (department != null) {
        department.configured();
      }
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    String changed = event.getBundle().getSymbolicName();
    for (Remembered department : remembered.values()) {
      if (department.bundle().equals(changed) && !hosted.containsKey(department.name())) {
        publish(department.name());
      }
    }
  }

  @Override
  public List<Connection> all() {
    TreeSet<String> names = new TreeSet<>(remembered.keySet());
    names.addAll(hosted.keySet());
    List<Connection> all = new ArrayList<>();
    names.forEach(name -> find(name).ifPresent(all::add));
    return all;
  }

  @Override
  public Optional<Connection> find(String name) {
    HostedDepartment department = hosted.get(name);
    Bundle bundle = department == null ? null : bundleOf.get(department);
    if (bundle != null) {
      return Optional.of(Connections.present(department, bundle));
    }
    return Optional.ofNullable(remembered.get(name)).map(this::away);
  }

  private Connection away(Remembered department) {
    // It may be there without a name, because what it declares cannot be read.
    DepartmentStatus status =
        bundleOf.entrySet().stream()
            .filter(e -> department.bundle().equals(e.getValue().getSymbolicName()))
            .filter(e -> e.getKey().declaration() == null)
            .map(e -> e.getKey().health().status())
            .findFirst()
            .orElseGet(
                () ->
                    Connections.absence(
                        department.bundle(),
                        bundles.getBundles(),
                        awaySince.getOrDefault(department.name(), started)));
    return Connections.away(department, status);
  }

  @Override
  public Optional<byte[]> widget(String name, String widget) {
    HostedDepartment department = hosted.get(name);
    Bundle bundle = department == null ? null : bundleOf.get(department);
    return bundle == null
        ? Optional.empty()
        : Connections.widget(department.declaration(), bundle, widget);
  }

  @Override
  public boolean ready(String name, String command) {
    HostedDepartment department = hosted.get(name);
    return department != null && department.ready(command);
  }

  @Override
  public CompletionStage<Proof> carryOut(String name, Order order) {
    HostedDepartment department = hosted.get(name);
    return department != null
        ? department.carryOut(order)
        : CompletableFuture.failedFuture(
            new OrderException(
                OrderException.Outcome.NOT_CARRIED_OUT,
                LocalText.of(name + " tidak terpasang", name + " is not installed")));
  }

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public Health health() {
    return Health.READY;
  }
}
