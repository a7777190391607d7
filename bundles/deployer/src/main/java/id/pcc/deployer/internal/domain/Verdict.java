package id.pcc.deployer.internal.domain;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import java.util.Optional;

/**
 * Whether a department that was just put in place may stay.
 *
 * @param reason what is still to be said; {@code null} when all is well
 */
public record Verdict(boolean healthy, LocalText reason) {
  /**
   * How a department is at a moment.
   *
   * @param there whether it is the new one that is seen, and not yet the absence of the old one
   * @param reason of its state; {@code null} while it runs
   * @param refused whether a declaration of a dataset was refused
   * @param unset whether it waits for a setting
   */
  public record Look(
      boolean there, State state, LocalText reason, boolean refused, boolean unset) {}

  /**
   * How the one before was.
   *
   * @param state {@code null} when there was none
   * @param delivered whether it delivered within the time that the new one is given
   */
  public record Before(State state, boolean delivered) {
    /** There was none. */
    public static final Before NONE = new Before(null, false);

    private boolean well() {
      return state == State.RUNNING || state == State.STARTING;
    }
  }

  /**
   * Judges: the new one must do within its time what the one before did. Where the one before did
   * no better, a source that does not answer or a setting that is missing is no fault of the new.
   *
   * @param over whether its time is over
   * @param seconds the time that it is given
   * @return empty while it is too early to say
   */
  public static Optional<Verdict> of(Before before, Look look, boolean over, long seconds) {
    if (!look.there()) {
      return over
          ? bad(
              LocalText.of(
                  "tidak menawarkan departemennya dalam " + seconds + " detik",
                  "did not offer its department within " + seconds + " seconds"))
          : Optional.empty();
    }
    return switch (look.state()) {
      case RUNNING -> Optional.of(new Verdict(true, null));
      case STOPPED -> look.unset() && !before.well() ? good(look.reason()) : bad(look.reason());
      case DEGRADED -> degraded(before, look, over);
      case STARTING -> {
        if (!over) {
          yield Optional.empty();
        }
        yield before.delivered()
            ? bad(
                LocalText.of(
                    "tidak membawa data dalam " + seconds + " detik, yang lama membawa",
                    "brought no data within " + seconds + " seconds, the one before did"))
            : good(look.reason());
      }
    };
  }

  private static Optional<Verdict> degraded(Before before, Look look, boolean over) {
    if (look.refused()) {
      return bad(look.reason());
    }
    if (before.state() == State.RUNNING) {
      return over ? bad(look.reason()) : Optional.empty();
    }
    return good(look.reason());
  }

  private static Optional<Verdict> good(LocalText reason) {
    return Optional.of(new Verdict(true, reason));
  }

  private static Optional<Verdict> bad(LocalText reason) {
    return Optional.of(new Verdict(false, reason));
  }
}
