package id.pcc.wall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The walls of the command center. Every change is live on topic {@code wall:<surface>}, kind
 * {@code wall}.
 */
@ProviderType
public interface Walls {
  /** The surfaces, in the order of the configuration. */
  List<Surface> surfaces();

  /** One surface. */
  Optional<Surface> surface(String name);

  /** The outputs of a surface, from left to right; empty when there is no such surface. */
  List<Output> outputs(String surface);

  /** All scenes, by name. */
  List<Scene> scenes();

  /** One scene. */
  Optional<Scene> scene(String name);

  /**
   * Keeps a scene.
   *
   * @param scene the scene, with the version that the change began with; 0 for a new one
   * @return the scene with its new version
   * @throws SceneRefusedException when it breaks a rule
   * @throws SceneChangedException when the version kept is another
   */
  Scene save(Scene scene, String actor);

  /** What a surface shows now; empty when nothing was ever shown or there is no such surface. */
  Optional<Showing> current(String surface);

  /** What a surface is about to show; empty when no change is ahead. */
  Optional<Showing> next(String surface);

  /**
   * Shows a scene, in place of a change that may be ahead.
   *
   * @param at when all outputs change to it, at most an hour ahead; {@code null} for as soon as all
   *     outputs can have it ready, which is in a second
   * @throws java.util.NoSuchElementException when there is no such surface or scene
   * @throws IllegalArgumentException when the scene is made for another surface, or the time is in
   *     the past or too far ahead
   */
  Showing show(String surface, String scene, Instant at, String actor);

  /**
   * Takes note that an output is alive.
   *
   * @param scene the scene that it shows; empty when none
   * @param version that scene's version
   * @param fps pictures per second; moved into 0 to 1,000
   * @throws java.util.NoSuchElementException when there is no such output
   */
  void seen(String surface, String output, String scene, int version, double fps);

  /** When an output was seen last and what it showed; empty when it was not since the start. */
  Optional<Sighting> lastSeen(String surface, String output);
}
