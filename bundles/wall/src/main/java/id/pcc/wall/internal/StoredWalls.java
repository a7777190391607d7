package id.pcc.wall.internal;

import id.pcc.api.HealthPart;
import id.pcc.storage.Database;
import id.pcc.storage.LiveFeed;
import id.pcc.wall.Output;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneChangedException;
import id.pcc.wall.SceneRefusedException;
import id.pcc.wall.SceneRefusedException.Fault;
import id.pcc.wall.SceneWidget;
import id.pcc.wall.Showing;
import id.pcc.wall.Sighting;
import id.pcc.wall.Surface;
import id.pcc.wall.Walls;
import id.pcc.wall.internal.domain.OutputWatch;
import id.pcc.wall.internal.domain.SceneRules;
import id.pcc.wall.internal.domain.Stage;
import id.pcc.wall.internal.domain.SurfacePlan;
import id.pcc.wall.internal.sql.SceneTable;
import id.pcc.wall.internal.sql.StageTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walls whose scenes, and what is on, are kept in the database. */
@Component(service = {Walls.class, HealthPart.class})
public final class StoredWalls implements Walls, HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(StoredWalls.class);
  private static final String SHIPPED = "system";

  private final Database database;
  private final LiveFeed feed;
  private final Clock clock;
  private final SurfacePlan plan;
  private final String fault;
  private final SceneRules rules;
  private final OutputWatch watch;
  private final SceneTable sceneTable = new SceneTable();
  private final StageTable stageTable = new StageTable();

  /** Reads the surfaces, makes the tables and puts the shipped scenes there. */
  @Activate
  public StoredWalls(
      @Reference Database database, @Reference LiveFeed feed, BundleContext context) {
    this(database, feed, Clock.systemUTC(), file(context));
  }

  StoredWalls(Database database, LiveFeed feed, Clock clock, Path surfaces) {
    this.database = database;
    this.feed = feed;
    this.clock = clock;
    SurfaceFile.Read read = SurfaceFile.read(surfaces);
    plan = read.plan();
    fault = read.fault();
    if (!fault.isEmpty()) {
      LOG.warn("{}", fault);
    }
    rules = new SceneRules(plan);
    watch = new OutputWatch(clock);
    database.migrate("wall", StoredWalls.class.getClassLoader());
    ship();
  }

  @Override
  public List<Surface> surfaces() {
    return plan.surfaces();
  }

  @Override
  public Optional<Surface> surface(String name) {
    return plan.surface(name);
  }

  @Override
  public List<Output> outputs(String surface) {
    return plan.outputsOf(surface);
  }

  @Override
  public List<Scene> scenes() {
    return database.transact(sceneTable::all);
  }

  @Override
  public Optional<Scene> scene(String name) {
    return database.transact(c -> sceneTable.one(c, name)).map(SceneTable.Kept::scene);
  }

  @Override
  public Scene save(Scene scene, String actor) {
    List<Fault> faults = rules.faults(scene);
    if (!faults.isEmpty()) {
      throw new SceneRefusedException(scene.name(), faults);
    }
    for (SceneWidget widget : scene.widgets()) {
      SceneTable.text(widget);
    }
    Scene next = scene.at(scene.version() + 1);
    if (!database.transact(c -> sceneTable.write(c, next, actor, clock.millis()))) {
      int kept = scene(scene.name()).map(Scene::version).orElse(0);
      throw new SceneChangedException(scene.name(), scene.version(), kept);
    }
    publish(
        next.surface(), Map.of("change", "scene", "scene", next.name(), "version", next.version()));
    return next;
  }

  @Override
  public Optional<Showing> current(String surface) {
    return stage(surface).flatMap(s -> s.current(clock.instant()));
  }

  @Override
  public Optional<Showing> next(String surface) {
    return stage(surface).flatMap(s -> s.next(clock.instant()));
  }

  @Override
  public Showing show(String surface, String scene, Instant at, String actor) {
    plan.surface(surface)
        .orElseThrow(() -> new NoSuchElementException("there is no surface \"" + surface + "\""));
    Scene wanted =
        scene(scene)
            .orElseThrow(() -> new NoSuchElementException("there is no scene \"" + scene + "\""));
    if (!wanted.surface().equals(surface)) {
      throw new IllegalArgumentException(
          "scene " + scene + " is made for surface " + wanted.surface() + ", not for " + surface);
    }
    Instant now = clock.instant();
    Instant when = Stage.time(at, now).truncatedTo(ChronoUnit.MILLIS);
    Showing showing = new Showing(surface, scene, wanted.version(), when, actor);
    database.transact(
        c -> {
          Stage stage =
              stageTable
                  .read(c, surface)
                  .map(s -> s.change(showing, now))
                  .orElse(new Stage(showing, null));
          stageTable.write(c, stage);
          return stage;
        });
    publish(
        surface,
        Map.of(
            "change",
            "show",
            "scene",
            scene,
            "version",
            wanted.version(),
            "at",
            when.toString(),
            "atMillis",
            when.toEpochMilli(),
            "actor",
            actor));
    return showing;
  }

  @Override
  public void seen(String surface, String output, String scene, int version, double fps) {
    Output known =
        plan.outputsOf(surface).stream()
            .filter(o -> o.name().equals(output))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoSuchElementException(
                        "there is no output \"" + surface + "/" + output + "\""));
    if (watch.report(known, scene, version, fps)) {
      publish(surface, Map.of("change", "output", "output", output));
    }
  }

  @Override
  public Optional<Sighting> lastSeen(String surface, String output) {
    return watch.last(surface, output);
  }

  @Override
  public String name() {
    return "wall";
  }

  @Override
  public Health health() {
    return fault.isEmpty() ? Health.READY : new Health(State.DEGRADED, fault);
  }

  private Optional<Stage> stage(String surface) {
    return database.transact(c -> stageTable.read(c, surface));
  }

  private void publish(String surface, Map<String, Object> change) {
    Map<String, Object> data = new java.util.LinkedHashMap<>(change);
    data.put("surface", surface);
    feed.publish("wall:" + surface, "wall", data);
  }

  /** A shipped scene that nobody has edited follows the bundle; an edited one is left alone. */
  private void ship() {
    for (Scene shipped : ShippedScenes.all()) {
      if (plan.surface(shipped.surface()).isEmpty() || !rules.faults(shipped).isEmpty()) {
        LOG.info("Scene {} does not fit the configured surfaces: left out", shipped.name());
        continue;
      }
      SceneTable.Kept kept = database.transact(c -> sceneTable.one(c, shipped.name())).orElse(null);
      if (kept == null) {
        save(shipped, SHIPPED);
      } else if (kept.editedBy().equals(SHIPPED) && !kept.scene().at(0).equals(shipped)) {
        save(shipped.at(kept.scene().version()), SHIPPED);
      }
      if (stage(shipped.surface()).isEmpty()) {
        show(shipped.surface(), shipped.name(), clock.instant(), SHIPPED);
      }
    }
  }

  private static Path file(BundleContext context) {
    String etc = context.getProperty("karaf.etc");
    return etc == null ? null : Path.of(etc, "wall", "surfaces.json");
  }
}
