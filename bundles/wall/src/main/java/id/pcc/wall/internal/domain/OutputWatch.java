package id.pcc.wall.internal.domain;

import id.pcc.wall.Output;
import id.pcc.wall.Sighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each output was seen last. Kept in memory: after a restart outputs report by themselves. */
public final class OutputWatch {
  /** After this silence an output counts as gone: it reports each minute, and two are missing. */
  public static final Duration SILENCE = Duration.ofSeconds(150);

  private static final int LONGEST_NAME = 40;
  private final Map<String, Sighting> seen = new ConcurrentHashMap<>();
  private final Clock clock;

  /** A watch that reads this clock. */
  public OutputWatch(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes note of an output.
   *
   * @return whether it is new or was gone
   */
  public boolean report(Output output, String scene, int version, double fps) {
    Instant now = clock.instant();
    String named = scene == null ? "" : scene.substring(0, Math.min(LONGEST_NAME, scene.length()));
    double calm = Double.isFinite(fps) ? Math.max(0, Math.min(1000, fps)) : 0;
    Sighting before =
        seen.put(key(output.surface(), output.name()), new Sighting(now, named, version, calm));
    return before == null || before.at().plus(SILENCE).isBefore(now);
  }

  /** What was seen last. */
  public Optional<Sighting> last(String surface, String output) {
    return Optional.ofNullable(seen.get(key(surface, output)));
  }

  private static String key(String surface, String output) {
    return surface + "/" + output;
  }
}
