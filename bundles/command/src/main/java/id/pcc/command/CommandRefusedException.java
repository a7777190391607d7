package id.pcc.command;

import id.pcc.api.LocalText;
import java.util.List;

/** Something that was asked of a command cannot be. */
public final class CommandRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in general. */
  public enum Kind {
    /** There is no such department, command or request. */
    NONE,
    /** The parameters are not what the command declares; see {@link #faults}. */
    INVALID,
    /** The key of the request was used for another one. */
    KEY_REUSED,
    /** This person may not. */
    NOT_ALLOWED,
    /** It contradicts the present state. */
    CONFLICT
  }

  /**
   * A fault of a parameter.
   *
   * @param parameter its name
   * @param detail what was expected and what came
   */
  public record Fault(String parameter, LocalText detail) {}

  private final Kind kind;
  private final transient LocalText reason;
  private final transient List<Fault> faults;

  /** A refusal with its reason. */
  public CommandRefusedException(Kind kind, LocalText reason) {
    this(kind, reason, List.of());
  }

  /** A refusal of parameters. */
  public CommandRefusedException(Kind kind, LocalText reason, List<Fault> faults) {
    super(reason.en(), null, false, false);
    this.kind = kind;
    this.reason = reason;
    this.faults = List.copyOf(faults);
  }

  /** Why, in general. */
  public Kind kind() {
    return kind;
  }

  /** Why, in a sentence that a person can act on. */
  public LocalText reason() {
    return reason;
  }

  /** The parameters at fault. */
  public List<Fault> faults() {
    return faults;
  }
}
