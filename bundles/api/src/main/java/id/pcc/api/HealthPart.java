package id.pcc.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A part of the command center that says how it is; registered as an OSGi service. */
@ConsumerType
public interface HealthPart {
  /** The part's name, such as {@code storage} or {@code department dlh}. */
  String name();

  /** How the part is now; answers at once, without waiting for anything. */
  Health health();

  /**
   * The health of a part.
   *
   * @param state what {@code /api/health} says
   * @param reason a sentence that an administrator can act on, empty while {@link State#READY}
   */
  record Health(State state, String reason) {
    /** A part that works. */
    public static final Health READY = new Health(State.READY, "");
  }

  /** The states of a part. */
  enum State {
    /** Works. */
    READY,
    /** On its way. */
    STARTING,
    /** Works in part. */
    DEGRADED,
    /** Does not work. */
    FAILED,
    /** Switched off by an administrator or not configured. */
    STOPPED
  }
}
