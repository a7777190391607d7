package id.pcc.api;

import java.time.Instant;
import java.util.Objects;

/**
 * How a department is.
 *
 * @param state what people see first
 * @param reason a sentence that a person can act on; {@code null} only while running
 * @param since when this state began
 */
public record DepartmentStatus(State state, LocalText reason, Instant since) {
  /** The states of a department. */
  public enum State {
    /** Installed, not delivering yet. */
    STARTING,
    /** Its sources answer. */
    RUNNING,
    /** At least one source fails; it is tried again. */
    DEGRADED,
    /** Not running: removed, stopped or not configured. */
    STOPPED
  }

  public DepartmentStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    if (state != State.RUNNING) {
      Objects.requireNonNull(reason, "a department that is not running has a reason");
    }
  }
}
