package id.pcc.api.command;

import id.pcc.api.LocalText;
import java.util.Objects;

/**
 * A route of a command throws it when it is certain that nothing was done. Any other failure leaves
 * open whether the department carried the command out, and people are told so.
 */
public final class NotCarriedOutException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient LocalText reason;

  /**
   * @param reason why, and what to do, in a sentence
   */
  public NotCarriedOutException(LocalText reason) {
    super(reason.en());
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Why, and what to do. */
  public LocalText reason() {
    return reason;
  }
}
