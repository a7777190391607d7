package id.pcc.connect;

import id.pcc.api.LocalText;
import java.util.Objects;

/** An order was not confirmed. */
public final class OrderException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is known of the deed. */
  public enum Outcome {
    /** Its time was up before it was begun: nothing was done. */
    EXPIRED,
    /** It is certain that nothing was done. */
    NOT_CARRIED_OUT,
    /** It was begun, and nobody knows whether it was done. */
    UNKNOWN
  }

  private final Outcome outcome;
  private final transient LocalText reason;

  /**
   * @param reason why, in a sentence that a person can act on
   */
  public OrderException(Outcome outcome, LocalText reason) {
    super(reason.en(), null, false, false);
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.reason = reason;
  }

  /** What is known of the deed. */
  public Outcome outcome() {
    return outcome;
  }

  /** Why. */
  public LocalText reason() {
    return reason;
  }
}
