package id.pcc.deployer.internal.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps the newest lines of the log that are of one department: written by its bundle, on a thread
 * of it, or about it by its host. The lines of a stack trace go with the line before them.
 */
public final class LogLines {
  private static final Pattern BEGIN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");

  private final Pattern ours;
  private final int most;
  private final Deque<String> kept = new ArrayDeque<>();
  private boolean following;

  /**
   * Keeps lines.
   *
   * @param department its name
   * @param most how many
   */
  public LogLines(String department, int most) {
    String name = Pattern.quote(department);
    this.most = most;
    this.ours =
        Pattern.compile(
            "\\[id\\.pcc\\.departments\\."
                + name
                + " |\\[[^\\]]*pcc-(start-|stop-|ask-|department-)?(id\\.pcc\\.departments\\.)?"
                + name
                + "[-\\]]|\\] - "
                + name
                + ": ");
  }

  /** A further line. */
  public void add(String line) {
    if (BEGIN.matcher(line).matches()) {
      following = ours.matcher(line).find();
    }
    if (following) {
      kept.add(line);
      if (kept.size() > most) {
        kept.remove();
      }
    }
  }

  /** The newest lines, the oldest first. */
  public List<String> kept() {
    return List.copyOf(kept);
  }
}
