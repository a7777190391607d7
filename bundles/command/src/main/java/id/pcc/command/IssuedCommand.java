package id.pcc.command;

import id.pcc.api.LocalText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that somebody asked for, and its course so far.
 *
 * @param number its place in the order of all; 0 before it is stored
 * @param id its name everywhere, a random UUID that is never given twice, also to the department
 * @param department who is to carry it out
 * @param command what, as the department declares it
 * @param title what people call it
 * @param parameters how, checked
 * @param told the same in words
 * @param fourEyes whether a second person must approve it
 * @param askedBy who asked, as in the audit
 * @param asker the person behind {@code askedBy}, who may have used a key
 * @param key what makes a repetition of the request the same; unique for an asker
 * @param notAfter at and after that it is not begun
 * @param state where it is
 * @param steps how it came there, oldest first; never empty
 */
public record IssuedCommand(
    long number,
    String id,
    String department,
    String command,
    LocalText title,
    Map<String, Object> parameters,
    List<Told> told,
    boolean fourEyes,
    String askedBy,
    String asker,
    String key,
    Instant notAfter,
    CommandState state,
    List<Step> steps) {
  public IssuedCommand {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    told = List.copyOf(told);
    steps = List.copyOf(steps);
  }

  /** When somebody asked for it. */
  public Instant askedAt() {
    return steps.get(0).at();
  }

  /** The step that led to the present state. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }

  /** Who let it be carried out; empty while nobody has. */
  public Optional<String> approvedBy() {
    return steps.stream()
        .filter(step -> step.to() == CommandState.APPROVED)
        .map(Step::actor)
        .findFirst();
  }

  /** Whether it may no longer be begun. */
  public boolean late(Instant now) {
    return !now.isBefore(notAfter);
  }
}
