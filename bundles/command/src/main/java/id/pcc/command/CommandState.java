package id.pcc.command;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an issued command is in its course. */
public enum CommandState {
  /** Somebody asked for it; a second person must approve it. */
  REQUESTED,
  /** It may be carried out, and waits for the department. */
  APPROVED,
  /** The department was told. */
  SENT,
  /** The department answered that it is done. */
  CONFIRMED,
  /** It was refused, taken back, not carried out, or nobody knows; see {@link Ending}. */
  FAILED,
  /** Its time was up before it was begun: it was not carried out. */
  EXPIRED;

  /** Whether it can still become something else. */
  public boolean open() {
    return this == REQUESTED || this == APPROVED || this == SENT;
  }

  /** The state's name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name on the wire. */
  public static Optional<CommandState> of(String wire) {
    return Stream.of(values()).filter(state -> state.wire().equals(wire)).findFirst();
  }
}
