package id.pcc.command;

import id.pcc.api.LocalText;
import java.time.Instant;

/**
 * A step in the course of a command; steps are only ever added.
 *
 * @param at when
 * @param actor who, as in the audit; {@code system} for the command center itself
 * @param from the state before; {@code null} for the first step
 * @param to the state after
 * @param ending how it ended; {@code null} unless failed or expired
 * @param reason why; {@code null} when there is nothing to say
 * @param proof what the department answered; {@code null} unless confirmed
 */
public record Step(
    Instant at,
    String actor,
    CommandState from,
    CommandState to,
    Ending ending,
    LocalText reason,
    String proof) {
  /** A step that explains itself. */
  public Step(Instant at, String actor, CommandState from, CommandState to) {
    this(at, actor, from, to, null, null, null);
  }
}
