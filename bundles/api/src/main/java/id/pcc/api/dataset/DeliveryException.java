package id.pcc.api.dataset;

import java.time.Duration;

/** Nothing of a batch was stored; the sender keeps it. */
public final class DeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a batch was not stored. */
  public enum Reason {
    /** The department's queue is full: deliver again later. */
    BUSY,
    /** The database cannot commit now: deliver again later. */
    STORE_DOWN,
    /** There is no such dataset, or its declaration was refused: mend it first. */
    UNKNOWN_DATASET,
    /** The idempotency key was used before with other records. */
    KEY_REUSED
  }

  private final Reason reason;
  private final transient Duration retryAfter;

  /**
   * @param reason why
   * @param message a sentence for people
   * @param retryAfter when to try again; {@link Duration#ZERO} when trying again cannot help
   */
  public DeliveryException(Reason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Why nothing was stored. */
  public Reason reason() {
    return reason;
  }

  /** When to try again; {@link Duration#ZERO} when trying again cannot help. */
  public Duration retryAfter() {
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
