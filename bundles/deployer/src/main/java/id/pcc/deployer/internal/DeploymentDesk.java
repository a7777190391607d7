package id.pcc.deployer.internal;

import id.pcc.api.HealthPart;
import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.connect.Departments;
import id.pcc.deployer.Deployer;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.Deployment.Result;
import id.pcc.deployer.DeploymentException;
import id.pcc.deployer.Looked;
import id.pcc.deployer.inspection.Finding;
import id.pcc.deployer.inspection.Inspected;
import id.pcc.deployer.inspection.Inspection;
import id.pcc.deployer.internal.domain.TrustCheck;
import id.pcc.deployer.internal.domain.Verdict;
import id.pcc.deployer.internal.domain.Verdict.Before;
import id.pcc.deployer.internal.sql.DeploymentTable;
import id.pcc.notice.Notices;
import id.pcc.security.Audit;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one deployer, whichever way a department comes. */
@Component(
    service = {Deployer.class, DeploymentDesk.class, HealthPart.class},
    configurationPid = "id.pcc.deployer",
    immediate = true)
public final class DeploymentDesk implements Deployer, HealthPart {
  /** The largest jar, in bytes. */
  public static final long LARGEST = 50L << 20;

  /** How the source of what came from the folder begins. */
  static final String FOLDER = "folder ";

  private static final Logger LOG = LoggerFactory.getLogger(DeploymentDesk.class);
  private static final String NOTICES = "deployer";
  private static final String REJECTED = ".rejected.txt";
  private static final long RETRY_SECONDS = 5;

  /** The configuration {@code etc/id.pcc.deployer.cfg}. */
  public @interface Settings {
    /** Where the jars of all versions are kept. */
    String deployments() default "deployments";

    /** The folder that is watched. */
    String folder() default "deploy";

    /** The folder of trusted certificates. */
    String trust() default "etc/trust";

    /**
     * What to do with a jar that nobody vouches for: {@code refuse}, {@code ask}, {@code accept}.
     */
    String unsigned() default "ask";

    /** SHA-256 of jars that may come in, by spaces or commas. */
    String allowed() default "";

    /** Hosts that jars may be fetched from, by spaces or commas. */
    String hosts() default "";

    /** How long a department may take to become healthy, in seconds. */
    int healthy_seconds() default 30;

    /** How many versions of a department are kept. */
    int keep() default 10;
  }

  private final Audit audit;
  private final Notices notices;
  private final Departments departments;
  private final Database database;
  private final BundleSwitch bundles;
  private final SmokeTest smoke;
  private final Doctor doctor;
  private final Clock clock = Clock.systemUTC();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService lane =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pcc-deployer");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
  private volatile Settings settings;
  private volatile boolean ready;
  private volatile String trouble = "";
  private DeploymentTable table;

  @Activate
  public DeploymentDesk(
      BundleContext context,
      @Reference Audit audit,
      @Reference Notices notices,
      @Reference Departments departments,
      @Reference Catalogue catalogue,
      @Reference Database database,
      @Reference ServiceComponentRuntime components,
      Settings settings) {
    this.audit = audit;
    this.notices = notices;
    this.departments = departments;
    this.database = database;
    this.bundles = new BundleSwitch(context);
    this.smoke = new SmokeTest(departments, catalogue, clock);
    this.doctor = new Doctor(bundles, departments, smoke, components);
    configure(settings);
    lane.execute(this::begin);
  }

  @Modified
  void modified(Settings changed) {
    configure(changed);
    lane.execute(() -> whenReady(this::offerAgain));
  }

  private void configure(Settings changed) {
    unsigned(changed);
    settings = changed;
  }

  private static TrustCheck.Unsigned unsigned(Settings settings) {
    return Stream.of(TrustCheck.Unsigned.values())
        .filter(u -> u.name().equalsIgnoreCase(settings.unsigned().strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unsigned in etc/id.pcc.deployer.cfg is refuse, ask or accept, but not "
                        + settings.unsigned()));
  }

  @Deactivate
  void stop() {
    // never interrupted: it may be inside the database
    lane.shutdown();
  }

  private KeptJars jars() {
    return new KeptJars(Path.of(settings.deployments()));
  }

  private static Set<String> words(String list) {
    return Stream.of(list.split("[\\s,]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private synchronized DeploymentTable table() {
    if (table == null) {
      table = new DeploymentTable(database);
    }
    return table;
  }

  /** Makes so what should be, after a start. */
  private void begin() {
    try {
      interrupted.addAll(table().interrupt(clock.instant()));
      jars().clearIncoming();
      for (Deployment standing : table().standing()) {
        restore(standing);
      }
      for (Map.Entry<String, Bundle> brought : bundles.brought().entrySet()) {
        Optional<Deployment> standing = table().standing(brought.getKey());
        if (standing.filter(d -> d.result() != Result.REMOVED).isEmpty()) {
          bundles.take(brought.getValue());
        }
      }
      interrupted.clear();
      for (String department : jars().disabled()) {
        Optional<Bundle> bundle = bundles.of(department);
        if (bundle.isPresent() && bundle.get().getState() == Bundle.ACTIVE) {
          bundle.get().stop();
        }
      }
      trouble = "";
      ready = true;
    } catch (RuntimeException | IOException | BundleException e) {
      trouble = "cannot begin, is tried again: " + e.getMessage();
      LOG.warn("The deployer {}", trouble);
      later(this::begin, RETRY_SECONDS);
    }
  }

  private void later(Runnable task, long seconds) {
    if (!lane.isShutdown()) {
      lane.schedule(task, seconds, TimeUnit.SECONDS);
    }
  }

  private void restore(Deployment standing) throws IOException {
    String name = standing.department();
    Bundle bundle = bundles.of(name).orElse(null);
    if (standing.source().startsWith(FOLDER)
        && standing.result() == Result.DEPLOYED
        && !Files.exists(folder().resolve(standing.source().substring(FOLDER.length())))) {
      leave(standing, "system");
      return;
    }
    boolean cut = interrupted.contains(name) && !standing.sha256().isEmpty();
    boolean wanted = standing.result() == Result.DEPLOYED || standing.returnable() && cut;
    if (!wanted || bundle != null && runs(name, bundle, standing)) {
      return;
    }
    if (!cut && bundle != null && BundleSwitch.shipped(bundle) && newer(bundle, standing)) {
      record(name, bundle.getVersion().toString(), "", "shipped", "system", Result.SHIPPED);
      return;
    }
    Path jar = jars().of(name, standing.version(), standing.sha256());
    try {
      jars().runs(name, bundles.put(name, jar), standing.sha256());
      LOG.info("{}: version {} was put back in place", name, standing.version());
    } catch (IOException | BundleException e) {
      LOG.error("{}: version {} cannot be put back in place", name, standing.version(), e);
      tell(
          "restore " + name,
          LocalText.of(
              name + " tidak dapat dipulihkan: " + e.getMessage(),
              name + " cannot be put back in place: " + e.getMessage()));
    }
  }

  private boolean runs(String name, Bundle bundle, Deployment standing) {
    return jars().sha256(name, bundle).filter(standing.sha256()::equals).isPresent();
  }

  private static boolean newer(Bundle bundle, Deployment standing) {
    try {
      return bundle.getVersion().compareTo(Version.parseVersion(standing.version())) > 0;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  Path folder() {
    return Path.of(settings.folder());
  }

  /** A new empty file for something that comes in. */
  public Path incoming() throws IOException {
    return jars().incoming();
  }

  /** Fetches what is at an address of an allowed host. */
  public Path fetch(String address) throws IOException {
    Path file = incoming();
    try {
      UrlSource.fetch(address, words(settings.hosts()), LARGEST, file);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public Looked look(Path jar) throws IOException {
    Inspected inspected = new Inspection(bundles.offer()).of(jar);
    boolean whole = inspected.findings().stream().noneMatch(f -> f.rule().equals("jar"));
    Settings now = settings;
    Looked.Trust trust =
        whole
            ? new TrustCheck(Path.of(now.trust()), words(now.allowed()), unsigned(now), clock)
                .of(jar, inspected.sha256())
            : new Looked.Trust(
                Looked.State.REFUSED,
                "",
                LocalText.of("Tidak dapat dibaca.", "It cannot be read."));
    return new Looked(inspected, trust);
  }

  @Override
  public Deployment deploy(Path file, Offered offered) throws IOException {
    // A copy: what is checked is what is deployed, whatever happens to the file meanwhile.
    Path copy = incoming();
    try {
      Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return deployCopy(copy, offered);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private Deployment deployCopy(Path jar, Offered offered) throws IOException {
    Looked looked = look(jar);
    Inspected inspected = looked.inspected();
    String name = inspected.department();
    List<LocalText> against = against(looked, offered.trusted());
    if (!against.isEmpty()) {
      Deployment begun = table().add(begun(inspected, offered, looked));
      return audited(table().end(begun, Result.REJECTED, together(against), clock.instant()));
    }
    return alone(
        name,
        () -> {
          Deployment begun = table().add(begun(inspected, offered, looked));
          Path kept = jars().keep(name, inspected.version(), inspected.sha256(), jar);
          Deployment ended = audited(replace(begun, kept));
          if (ended.result() == Result.DEPLOYED && !rejected().isEmpty()) {
            // The folder may have refused the same file before somebody vouched for it.
            lane.execute(() -> whenReady(this::offerAgain));
          }
          return ended;
        });
  }

  private Deployment begun(Inspected inspected, Offered offered, Looked looked) {
    String trust =
        looked.trust().vouched()
            ? looked.trust().who()
            : offered.trusted() && looked.trust().state() == Looked.State.ASK
                ? "trusted by " + offered.actor()
                : "none";
    return new Deployment(
        0,
        inspected.department(),
        inspected.version(),
        inspected.sha256(),
        offered.source(),
        offered.actor(),
        trust,
        clock.instant(),
        null,
        Result.UNDERWAY,
        null);
  }

  private static List<LocalText> against(Looked looked, boolean trusted) {
    List<LocalText> against = new ArrayList<>();
    looked.inspected().findings().stream().map(Finding::sentence).forEach(against::add);
    boolean vouched =
        looked.trust().vouched() || trusted && looked.trust().state() == Looked.State.ASK;
    if (against.isEmpty() && !vouched) {
      against.add(looked.trust().sentence());
    }
    return against;
  }

  private static LocalText together(List<LocalText> sentences) {
    return LocalText.of(
        sentences.stream().map(LocalText::id).collect(Collectors.joining(" ")),
        sentences.stream().map(LocalText::en).collect(Collectors.joining(" ")));
  }

  /** Something that may fail on the way. */
  private interface Work<T> {
    T done() throws IOException;
  }

  private <T> T alone(String department, Work<T> work) throws IOException {
    if (!busy.add(department)) {
      throw DeploymentException.conflict(
          department + " sedang diubah: coba lagi sebentar lagi.",
          department + " is being changed: try again in a moment.");
    }
    try {
      return work.done();
    } finally {
      busy.remove(department);
    }
  }

  /** What a department goes back to when the new one does not become healthy. */
  private record Fallback(String version, String sha256, Path jar) {}

  private Deployment replace(Deployment begun, Path jar) throws IOException {
    String name = begun.department();
    long seconds = Math.max(1, settings.healthy_seconds());
    Bundle present = bundles.of(name).orElse(null);
    Before before = present == null ? Before.NONE : smoke.before(name, present, seconds);
    Fallback fallback = present == null ? null : fallback(name, present);
    LocalText reason;
    try {
      Bundle bundle = bundles.put(name, jar);
      jars().disabled(name, false);
      Verdict verdict = smoke.of(name, bundle, before, seconds);
      if (verdict.healthy()) {
        jars().runs(name, bundle, begun.sha256());
        Deployment ended = table().end(begun, Result.DEPLOYED, verdict.reason(), clock.instant());
        notices.settle(NOTICES, "rolled back " + name);
        prune(name);
        return ended;
      }
      reason = verdict.reason();
    } catch (IOException | BundleException | RuntimeException e) {
      LOG.warn("{}: version {} could not be put in place", name, begun.version(), e);
      String why = String.valueOf(e.getMessage());
      reason = LocalText.of("tidak dapat dipasang: " + why, "cannot be put in place: " + why);
    }
    reason = rollBack(name, fallback, reason);
    Deployment ended = table().end(begun, Result.ROLLED_BACK, reason, clock.instant());
    tell(
        "rolled back " + name,
        LocalText.of(
            "Versi " + begun.version() + " dari " + name + " tidak sehat: " + reason.id(),
            "Version " + begun.version() + " of " + name + " is not healthy: " + reason.en()));
    return ended;
  }

  private Fallback fallback(String name, Bundle present) throws IOException {
    Optional<Deployment> standing = table().standing(name);
    if (standing.isPresent() && runs(name, present, standing.get())) {
      Deployment d = standing.get();
      Path jar = jars().of(name, d.version(), d.sha256());
      if (Files.exists(jar)) {
        return new Fallback(d.version(), d.sha256(), jar);
      }
    }
    Path packed = jars().pack(present);
    try {
      String version = present.getVersion().toString();
      String sha256 = new Inspection(bundles.offer()).of(packed).sha256();
      Path jar = jars().keep(name, version, sha256, packed);
      boolean known =
          standing
              .filter(d -> d.result() == Result.SHIPPED && d.sha256().equals(sha256))
              .isPresent();
      if (!known) {
        record(name, version, sha256, "shipped", "system", Result.SHIPPED);
      }
      return new Fallback(version, sha256, jar);
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private LocalText rollBack(String name, Fallback fallback, LocalText reason) {
    try {
      if (fallback == null) {
        Optional<Bundle> bundle = bundles.of(name);
        if (bundle.isPresent()) {
          bundles.take(bundle.get());
        }
        return LocalText.of(
            reason.id() + "; dikeluarkan lagi.", reason.en() + "; it was taken out again.");
      }
      Bundle bundle = bundles.put(name, fallback.jar());
      jars().runs(name, bundle, fallback.sha256());
      return LocalText.of(
          reason.id() + "; versi " + fallback.version() + " berjalan lagi.",
          reason.en() + "; version " + fallback.version() + " runs again.");
    } catch (IOException | BundleException | RuntimeException e) {
      LOG.error("{}: cannot go back", name, e);
      return LocalText.of(
          reason.id() + "; kembali ke versi sebelumnya juga gagal: " + e.getMessage(),
          reason.en() + "; going back failed as well: " + e.getMessage());
    }
  }

  private void prune(String name) {
    try {
      Set<Path> stay =
          table().newest(name, 500).stream()
              .filter(Deployment::returnable)
              .filter(d -> !d.sha256().isEmpty())
              .map(d -> jars().of(name, d.version(), d.sha256()))
              .distinct()
              .limit(Math.max(2, settings.keep()))
              .collect(Collectors.toSet());
      jars().prune(name, stay);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: old versions stay on the disk: {}", name, e.toString());
    }
  }

  private Deployment record(
      String name, String version, String sha256, String source, String actor, Result result) {
    return table()
        .add(
            new Deployment(
                0,
                name,
                version,
                sha256,
                source,
                actor,
                "",
                clock.instant(),
                clock.instant(),
                result,
                null));
  }

  private Deployment audited(Deployment d) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", d.version());
    details.put("sha256", d.sha256());
    details.put("source", d.source());
    details.put("trust", d.trust());
    details.put("result", d.result().name().toLowerCase(Locale.ROOT));
    if (d.reason() != null) {
      details.put("reason", d.reason().en());
    }
    act(d.actor(), "department deployed", d.department(), details);
    LOG.info(
        "{}: version {} from {} by {}: {}{}",
        d.department(),
        d.version(),
        d.source(),
        d.actor(),
        d.result(),
        d.reason() == null ? "" : ": " + d.reason().en());
    return d;
  }

  private void act(String actor, String action, String department, Map<String, Object> details) {
    try {
      audit.append(actor, action, "department/" + department, details);
    } catch (RuntimeException e) {
      // The act is done and cannot be undone here: the log keeps what the chain could not.
      LOG.error("Not in the audit: {} {} {} {}", actor, action, department, details, e);
    }
  }

  private void tell(String fingerprint, LocalText text) {
    try {
      notices.raise(
          NOTICES,
          Notice.of(
              fingerprint,
              Severity.MODERATE,
              LocalText.of("Pemasangan gagal", "A deployment failed"),
              text,
              clock.instant(),
              Notice.Place.NONE));
    } catch (RuntimeException e) {
      LOG.error("No notice of {}: {}", fingerprint, text.en(), e);
    }
  }

  @Override
  public Deployment returnTo(long id, String actor) throws IOException {
    Deployment to =
        table()
            .find(id)
            .filter(Deployment::returnable)
            .orElseThrow(
                () ->
                    DeploymentException.absent(
                        "Tidak ada pemasangan " + id + " yang dapat dikembalikan.",
                        "There is no deployment " + id + " that one can return to."));
    Path jar = to.sha256().isEmpty() ? null : jars().of(to.department(), to.version(), to.sha256());
    if (jar == null || !Files.exists(jar)) {
      throw DeploymentException.absent(
          "Berkas versi " + to.version() + " sudah tidak disimpan.",
          "The file of version " + to.version() + " is not kept any more.");
    }
    return alone(
        to.department(),
        () ->
            audited(
                replace(
                    table()
                        .add(
                            new Deployment(
                                0,
                                to.department(),
                                to.version(),
                                to.sha256(),
                                "return " + id,
                                actor,
                                to.trust(),
                                clock.instant(),
                                null,
                                Result.UNDERWAY,
                                null)),
                    jar)));
  }

  @Override
  public List<Deployment> history(String department, int limit) {
    return table().newest(department, Math.min(500, Math.max(1, limit)));
  }

  private Bundle present(String department) {
    if (!Name.PATTERN.matcher(department).matches()) {
      throw missing(department);
    }
    return bundles.of(department).orElseThrow(() -> missing(department));
  }

  private static DeploymentException missing(String department) {
    return DeploymentException.absent(
        "Tidak ada bundel departemen " + department + ".",
        "There is no bundle of department " + department + ".");
  }

  @Override
  public Deployment remove(String department, String actor) {
    Bundle bundle = present(department);
    if (BundleSwitch.shipped(bundle)) {
      throw DeploymentException.conflict(
          department + " bagian dari pusat komando: matikan dengan pcc:disable " + department + ".",
          department
              + " is a part of the assembly: switch it off with pcc:disable "
              + department
              + ".");
    }
    try {
      return alone(department, () -> taken(department, bundle, actor));
    } catch (IOException e) {
      throw failure(department, e);
    }
  }

  private Deployment taken(String department, Bundle bundle, String actor) throws IOException {
    String version = bundle.getVersion().toString();
    try {
      bundles.take(bundle);
    } catch (BundleException e) {
      throw failure(department, e);
    }
    jars().disabled(department, false);
    Optional<Deployment> standing = table().standing(department);
    if (standing.isPresent() && standing.get().source().startsWith(FOLDER)) {
      // Else it would come back with the next start.
      Files.deleteIfExists(folder().resolve(standing.get().source().substring(FOLDER.length())));
    }
    Deployment removed = record(department, version, "", "remove", actor, Result.REMOVED);
    act(actor, "department removed", department, Map.of("version", version));
    return removed;
  }

  private static DeploymentException failure(String department, Exception e) {
    return DeploymentException.failed(
        department + ": gagal: " + e.getMessage(), department + ": failed: " + e.getMessage(), e);
  }

  /** Something that is done with a bundle. */
  private interface Change {
    void on(Bundle bundle) throws BundleException, IOException;
  }

  private void change(String department, String actor, String action, Change change) {
    Bundle bundle = present(department);
    try {
      alone(
          department,
          () -> {
            try {
              change.on(bundle);
            } catch (BundleException e) {
              throw failure(department, e);
            }
            act(actor, action, department, Map.of("version", bundle.getVersion().toString()));
            return null;
          });
    } catch (IOException e) {
      throw failure(department, e);
    }
  }

  @Override
  public void restart(String department, String actor) {
    change(
        department,
        actor,
        "department restarted",
        bundle -> {
          if (jars().disabled(department)) {
            throw DeploymentException.conflict(
                department + " dimatikan: hidupkan dengan pcc:enable " + department + ".",
                department + " is disabled: switch it on with pcc:enable " + department + ".");
          }
          bundle.stop(Bundle.STOP_TRANSIENT);
          bundle.start();
        });
  }

  @Override
  public void disable(String department, String actor) {
    change(
        department,
        actor,
        "department disabled",
        bundle -> {
          jars().disabled(department, true);
          bundle.stop();
        });
  }

  @Override
  public void enable(String department, String actor) {
    change(
        department,
        actor,
        "department enabled",
        bundle -> {
          jars().disabled(department, false);
          bundle.start();
        });
  }

  @Override
  public List<LocalText> doctor(String department) {
    Deployment last = table().newest(department, 1).stream().findFirst().orElse(null);
    if (last == null
        && bundles.of(department).isEmpty()
        && departments.find(department).isEmpty()) {
      throw DeploymentException.absent(
          "Tidak ada departemen " + department + ".", "There is no department " + department + ".");
    }
    return doctor.of(department, last);
  }

  // What the folder tells; each in its turn, and never before the deployer has begun.

  /** A file is in the folder, new or changed. */
  void appeared(Path file) {
    lane.execute(() -> whenReady(() -> offered(file)));
  }

  /** A file is no longer in the folder. */
  void vanished(Path file) {
    lane.execute(() -> whenReady(() -> gone(file)));
  }

  /** Something from the folder. */
  private interface Step {
    void take() throws IOException;
  }

  private void whenReady(Step step) {
    if (!ready) {
      later(() -> whenReady(step), 1);
      return;
    }
    try {
      step.take();
    } catch (IOException | RuntimeException e) {
      LOG.warn("A file in the folder waits: {}", e.toString());
      later(() -> whenReady(step), RETRY_SECONDS);
    }
  }

  private void offered(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    String name = file.getFileName().toString();
    Inspected inspected = new Inspection(bundles.offer()).of(file);
    Deployment standing = table().standing(inspected.department()).orElse(null);
    if (standing != null
        && standing.result() == Result.DEPLOYED
        && standing.sha256().equals(inspected.sha256())
        && bundles.of(standing.department()).isPresent()) {
      Files.deleteIfExists(rejection(file));
      notices.settle(NOTICES, "rejected " + name);
      return;
    }
    if (known(file, inspected)) {
      return;
    }
    Deployment ended = deploy(file, new Offered(FOLDER + name, "system", false));
    if (ended.result() == Result.DEPLOYED) {
      Files.deleteIfExists(rejection(file));
      notices.settle(NOTICES, "rejected " + name);
    } else {
      Files.writeString(rejection(file), ended.reason().id() + "\n" + ended.reason().en() + "\n");
      tell("rejected " + name, ended.reason());
    }
  }

  /** What was rejected may come in by the settings as they are now. */
  private void offerAgain() throws IOException {
    for (Path words : rejected()) {
      String name = words.getFileName().toString();
      Files.delete(words);
      offered(words.resolveSibling(name.substring(0, name.length() - REJECTED.length())));
    }
  }

  /** Whether the file was tried already, and nothing asks for another try. */
  private boolean known(Path file, Inspected inspected) throws IOException {
    String source = FOLDER + file.getFileName();
    Deployment tried = table().from(source).orElse(null);
    if (tried == null || !tried.sha256().equals(inspected.sha256())) {
      return false;
    }
    Deployment standing = table().standing(tried.department()).orElse(null);
    boolean removed =
        standing != null && standing.result() == Result.REMOVED && standing.id() > tried.id();
    boolean touched = Files.getLastModifiedTime(file).toInstant().isAfter(tried.begun());
    boolean refused = tried.result() == Result.REJECTED;
    return !removed && !touched && !(refused && !Files.exists(rejection(file)));
  }

  /** Why files in the folder were rejected: a text beside each. */
  public List<Path> rejected() throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(REJECTED)).sorted().toList();
    }
  }

  private static Path rejection(Path file) {
    return file.resolveSibling(file.getFileName() + REJECTED);
  }

  private void gone(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    String name = file.getFileName().toString();
    Files.deleteIfExists(rejection(file));
    notices.settle(NOTICES, "rejected " + name);
    Deployment tried = table().from(FOLDER + name).orElse(null);
    Deployment standing = tried == null ? null : table().standing(tried.department()).orElse(null);
    if (standing != null
        && standing.result() == Result.DEPLOYED
        && standing.source().equals(FOLDER + name)) {
      leave(standing, "system");
    }
  }

  /** Takes away what came from the folder, or puts back what is a part of the assembly. */
  private void leave(Deployment standing, String actor) throws IOException {
    String name = standing.department();
    Bundle bundle = bundles.of(name).orElse(null);
    if (bundle != null && BundleSwitch.shipped(bundle)) {
      Optional<Deployment> shipped =
          table().newest(name, 500).stream().filter(d -> d.result() == Result.SHIPPED).findFirst();
      if (shipped.isPresent()) {
        returnTo(shipped.get().id(), actor);
      }
    } else if (bundle != null) {
      remove(name, actor);
    } else {
      record(name, standing.version(), "", "remove", actor, Result.REMOVED);
    }
  }

  @Override
  public String name() {
    return "deployer";
  }

  @Override
  public Health health() {
    if (ready) {
      return Health.READY;
    }
    return trouble.isEmpty()
        ? new Health(State.STARTING, "looks at what should run")
        : new Health(State.DEGRADED, trouble);
  }
}
