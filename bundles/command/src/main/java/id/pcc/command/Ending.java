package id.pcc.command;

import java.util.Locale;

/** How a command ended that was not confirmed. */
public enum Ending {
  /** A second person said no. */
  REJECTED,
  /** Who asked took it back. */
  WITHDRAWN,
  /** It is certain that the department did nothing. */
  NOT_CARRIED_OUT,
  /** The department was told, and nobody knows whether it was done. */
  UNKNOWN,
  /** Nobody approved it in time. */
  NOT_APPROVED,
  /** It was approved, and could not be begun in time. */
  NOT_BEGUN;

  /** The ending's name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
