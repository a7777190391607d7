package id.pcc.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks departments to do something, and keeps what became of it; every change is live on topic
 * {@code commands} and in the audit. Who may ask and who may approve is for the caller to check;
 * that nobody approves what they asked for themselves is checked here.
 */
@ProviderType
public interface Commands {
  /**
   * What somebody wants done.
   *
   * @param parameters as they came, unchecked
   * @param key what makes a repetition the same request; {@code null} when each is another
   * @param actor who asks, as in the audit
   */
  record Wish(
      String department,
      String command,
      Map<String, Object> parameters,
      String key,
      String actor) {}

  /**
   * What became of a wish.
   *
   * @param repeated whether it had been asked for before, under the same key
   */
  record Asked(IssuedCommand command, boolean repeated) {}

  /**
   * Asks for a command. One that needs no second person is sent at once.
   *
   * @throws CommandRefusedException when it cannot be asked for
   */
  Asked ask(Wish wish);

  /**
   * Approves a command, which is sent then.
   *
   * @throws CommandRefusedException by who asked for it, too late, or when it no longer waits
   */
  IssuedCommand approve(String id, String actor);

  /**
   * Rejects a command; also who asked for it may.
   *
   * @param reason why, for who asked; not empty
   * @throws CommandRefusedException when it no longer waits
   */
  IssuedCommand reject(String id, String actor, String reason);

  /**
   * Takes a command back that was not sent yet.
   *
   * @throws CommandRefusedException by another than who asked for it, or when it was sent
   */
  IssuedCommand withdraw(String id, String actor);

  /** A command by its id. */
  Optional<IssuedCommand> find(String id);

  /**
   * Commands, newest first.
   *
   * @param states those to list
   * @param department of that department only; {@code null} for all
   * @param before with a smaller number only
   */
  List<IssuedCommand> list(Set<CommandState> states, String department, long before, int limit);
}
