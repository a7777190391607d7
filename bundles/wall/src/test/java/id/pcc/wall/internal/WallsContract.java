package id.pcc.wall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart.State;
import id.pcc.api.LocalText;
import id.pcc.storage.Database;
import id.pcc.storage.LiveFeed;
import id.pcc.wall.Output;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneChangedException;
import id.pcc.wall.SceneRefusedException;
import id.pcc.wall.SceneWidget;
import id.pcc.wall.Showing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the walls promise, on whatever engine a subclass brings. */
abstract class WallsContract {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private final SteppedClock clock = new SteppedClock();
  private final Published feed = new Published();
  private Database database;
  private StoredWalls walls;

  /** An empty database. */
  abstract Database open() throws SQLException, IOException;

  @BeforeEach
  void start() throws SQLException, IOException {
    database = open();
    walls = new StoredWalls(database, feed, clock, null);
  }

  @Test
  void a_new_wall_has_the_led_surface_and_shows_the_city() {
    assertEquals(
        List.of(
            new Output("led", "left", 0, 0, 3600, 1600, 0),
            new Output("led", "right", 3600, 0, 3600, 1600, 0)),
        walls.outputs("led"));
    assertEquals("kota", walls.current("led").orElseThrow().scene());
    assertEquals(
        List.of("banjir", "kota", "lalu-lintas", "layanan"),
        walls.scenes().stream().map(Scene::name).toList());
    assertEquals(State.READY, walls.health().state());
  }

  @Test
  void a_scene_comes_back_as_it_was_kept() {
    Scene kept = walls.save(scene("kabut-asap"), "rina");

    assertEquals(1, kept.version());
    assertEquals(Optional.of(kept), walls.scene("kabut-asap"));
  }

  @Test
  void every_change_of_a_scene_counts_its_version() {
    Scene first = walls.save(scene("kabut-asap"), "rina");
    Scene fewer = new Scene("kabut-asap", first.title(), "led", 1, first.widgets().subList(0, 1));

    assertEquals(2, walls.save(fewer, "rina").version());
    assertEquals(1, walls.scene("kabut-asap").orElseThrow().widgets().size());
    assertEquals(
        Map.of("change", "scene", "scene", "kabut-asap", "version", 2, "surface", "led"),
        feed.last());
  }

  @Test
  void a_change_that_began_with_an_older_version_is_refused() {
    Scene first = walls.save(scene("kabut-asap"), "rina");
    walls.save(first, "budi");

    var refused = assertThrows(SceneChangedException.class, () -> walls.save(first, "rina"));

    assertTrue(refused.getMessage().contains("at version 2"), refused.getMessage());
  }

  @Test
  void a_new_scene_does_not_overwrite_one_of_its_name() {
    walls.save(scene("kabut-asap"), "rina");
    assertThrows(SceneChangedException.class, () -> walls.save(scene("kabut-asap"), "budi"));
  }

  @Test
  void a_scene_with_faults_is_not_kept() {
    Scene bad =
        new Scene(
            "kabut-asap",
            LocalText.name("Banjir"),
            "led",
            0,
            List.of(new SceneWidget("peta", "map", 7000, 0, 400, 100, 0, Map.of())));

    var refused = assertThrows(SceneRefusedException.class, () -> walls.save(bad, "rina"));

    assertEquals("/widgets/0/w", refused.faults().get(0).pointer());
    assertTrue(walls.scene("kabut-asap").isEmpty());
  }

  @Test
  void a_scene_is_shown_in_a_second_and_until_then_the_one_before_stays() {
    Showing showing = walls.show("led", "lalu-lintas", null, "rina");

    assertEquals(START.plusSeconds(1), showing.at());
    assertEquals("kota", walls.current("led").orElseThrow().scene());
    assertEquals(Optional.of(showing), walls.next("led"));
    clock.step(Duration.ofSeconds(1));
    assertEquals(Optional.of(showing), walls.current("led"));
    assertEquals(Optional.empty(), walls.next("led"));
    assertEquals("lalu-lintas", feed.last().get("scene"));
    assertEquals(START.plusSeconds(1).toEpochMilli(), feed.last().get("atMillis"));
  }

  @Test
  void another_change_takes_the_place_of_one_that_lies_ahead() {
    walls.show("led", "lalu-lintas", START.plusSeconds(600), "rina");
    walls.show("led", "kota", START, "budi");

    assertEquals("budi", walls.current("led").orElseThrow().actor());
    clock.step(Duration.ofHours(1));
    assertEquals("kota", walls.current("led").orElseThrow().scene());
  }

  @Test
  void a_change_in_the_past_or_far_ahead_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> walls.show("led", "kota", START.minusSeconds(60), "rina"));
    assertThrows(
        IllegalArgumentException.class,
        () -> walls.show("led", "kota", START.plusSeconds(3601), "rina"));
  }

  @Test
  void what_does_not_exist_cannot_be_shown() {
    assertThrows(NoSuchElementException.class, () -> walls.show("led", "pasar", null, "rina"));
    assertThrows(NoSuchElementException.class, () -> walls.show("main", "kota", null, "rina"));
  }

  @Test
  void what_is_on_survives_a_restart() {
    walls.show("led", "lalu-lintas", START, "rina");

    StoredWalls next = new StoredWalls(database, feed, clock, null);

    assertEquals("lalu-lintas", next.current("led").orElseThrow().scene());
  }

  @Test
  void a_restart_leaves_an_edited_scene_alone() {
    Scene city = walls.scene("kota").orElseThrow();
    Scene edited = walls.save(new Scene("kota", city.title(), "led", 1, List.of()), "rina");

    StoredWalls next = new StoredWalls(database, feed, clock, null);

    assertEquals(Optional.of(edited), next.scene("kota"));
  }

  @Test
  void a_restart_changes_no_scene_that_is_as_it_was_shipped() {
    int before = feed.all.size();
    StoredWalls next = new StoredWalls(database, feed, clock, null);

    assertEquals(1, next.scene("kota").orElseThrow().version());
    assertEquals(before, feed.all.size());
  }

  @Test
  void an_output_that_reports_is_seen() {
    assertTrue(walls.lastSeen("led", "left").isEmpty());

    walls.seen("led", "left", "kota", 1, 29.5);

    assertEquals(START, walls.lastSeen("led", "left").orElseThrow().at());
    assertEquals(Map.of("change", "output", "output", "left", "surface", "led"), feed.last());
  }

  @Test
  void an_output_that_goes_on_reporting_is_no_news_until_it_was_silent() {
    walls.seen("led", "left", "kota", 1, 30);
    int before = feed.all.size();
    clock.step(Duration.ofSeconds(60));
    walls.seen("led", "left", "kota", 1, 30);
    assertEquals(before, feed.all.size());

    clock.step(Duration.ofSeconds(151));
    walls.seen("led", "left", "kota", 1, Double.NaN);

    assertEquals(before + 1, feed.all.size());
    assertEquals(0, walls.lastSeen("led", "left").orElseThrow().fps());
  }

  @Test
  void an_output_that_does_not_exist_is_not_seen() {
    assertThrows(NoSuchElementException.class, () -> walls.seen("led", "top", "kota", 1, 30));
  }

  @Test
  void an_administrator_s_surfaces_take_the_place_of_the_shipped(@TempDir Path etc)
      throws IOException {
    Path file =
        Files.writeString(
            etc.resolve("surfaces.json"),
            """
            {"surfaces":[{"name":"operator","title":{"id":"Operator","en":"Operator"},
              "widthPx":3840,"heightPx":2160,"widthMm":1200,"heightMm":675,"farthestViewerM":2,
              "outputs":[{"name":"desk","x":0,"y":0,"w":3840,"h":2160,"rotation":0}]}]}
            """);

    StoredWalls own = new StoredWalls(database, feed, clock, file);

    assertEquals("operator", own.surfaces().get(0).name());
    assertTrue(own.surface("led").isEmpty());
    assertEquals(State.READY, own.health().state());
  }

  @Test
  void a_broken_file_of_surfaces_is_named_and_the_shipped_ones_serve(@TempDir Path etc)
      throws IOException {
    Path file = Files.writeString(etc.resolve("surfaces.json"), "{\"surfaces\":[");

    StoredWalls own = new StoredWalls(database, feed, clock, file);

    assertEquals("led", own.surfaces().get(0).name());
    assertEquals(State.DEGRADED, own.health().state());
    assertTrue(own.health().reason().contains("surfaces.json"), own.health().reason());
  }

  private static Scene scene(String name) {
    return new Scene(
        name,
        LocalText.of("Banjir", "Flood"),
        "led",
        0,
        List.of(
            new SceneWidget(
                "peta", "map", 0, 0, 3600, 1600, 2, Map.of("layers", List.of("bpbd/gempa"))),
            new SceneWidget("jam", "clock", 6000, 0, 800, 300, 0, Map.of())));
  }

  /** A clock that moves when it is told to. */
  private static final class SteppedClock extends Clock {
    private Instant now = START;

    void step(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** A feed that remembers what was published. */
  private static final class Published implements LiveFeed {
    private final List<Map<String, Object>> all = new ArrayList<>();

    @Override
    public void publish(String topic, String kind, Map<String, Object> data) {
      assertEquals("wall:led", topic);
      assertEquals("wall", kind);
      all.add(data);
    }

    @Override
    public Subscription subscribe(Collection<String> topics, Listener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return all.size();
    }

    @Override
    public Past past(Collection<String> topics, long after, long upTo, int limit) {
      throw new UnsupportedOperationException();
    }

    Map<String, Object> last() {
      return all.get(all.size() - 1);
    }
  }
}
