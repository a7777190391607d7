package id.pcc.command.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Kind;
import id.pcc.command.CommandState;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a command: requested, approved, sent, and then confirmed, failed or expired. It
 * never goes back, is approved by another person than who asked, and is not begun once its time is
 * up.
 */
public final class Course {
  /** The actor of what the command center does by itself. */
  public static final String SYSTEM = "system";

  private Course() {}

  /**
   * A second person approves.
   *
   * @param actor as in the audit
   * @param person who stands behind the actor
   * @throws CommandRefusedException when it no longer waits, its time is up, or it is their own
   */
  public static IssuedCommand approved(
      IssuedCommand command, String actor, String person, Instant now) {
    require(command, CommandState.REQUESTED);
    if (command.asker().equals(person)) {
      throw new CommandRefusedException(
          Kind.NOT_ALLOWED,
          LocalText.of(
              "Perintah ini Anda minta sendiri: orang kedua yang harus menyetujui.",
              "You asked for this command yourself: a second person must approve it."));
    }
    if (command.late(now)) {
      throw new CommandRefusedException(
          Kind.CONFLICT,
          LocalText.of(
              "Waktu perintah ini sudah habis; mintalah yang baru.",
              "The time of this command is up; ask for a new one."));
    }
    return step(command, new Step(now, actor, command.state(), CommandState.APPROVED));
  }

  /** No second person is needed. */
  public static IssuedCommand approvedByItself(IssuedCommand command, Instant now) {
    require(command, CommandState.REQUESTED);
    if (command.fourEyes()) {
      throw new IllegalStateException("command " + command.id() + " needs a second person");
    }
    LocalText reason = LocalText.of("tidak perlu orang kedua", "no second person is needed");
    return step(
        command, new Step(now, SYSTEM, command.state(), CommandState.APPROVED, null, reason, null));
  }

  /**
   * A person says no.
   *
   * @throws CommandRefusedException when it no longer waits
   */
  public static IssuedCommand rejected(
      IssuedCommand command, String actor, String reason, Instant now) {
    require(command, CommandState.REQUESTED);
    return ended(command, actor, CommandState.FAILED, Ending.REJECTED, LocalText.name(reason), now);
  }

  /**
   * Who asked takes it back.
   *
   * @throws CommandRefusedException when it was sent already, or is another's
   */
  public static IssuedCommand withdrawn(
      IssuedCommand command, String actor, String person, Instant now) {
    if (!command.asker().equals(person)) {
      throw new CommandRefusedException(
          Kind.NOT_ALLOWED,
          LocalText.of(
              "Hanya yang meminta dapat menarik perintah ini.",
              "Only who asked for this command can take it back."));
    }
    if (command.state() != CommandState.REQUESTED && command.state() != CommandState.APPROVED) {
      throw conflict(command);
    }
    return ended(command, actor, CommandState.FAILED, Ending.WITHDRAWN, null, now);
  }

  /** It can no longer be carried out as it was asked for, and was not sent. */
  public static IssuedCommand dropped(IssuedCommand command, LocalText reason, Instant now) {
    require(command, CommandState.APPROVED);
    return ended(command, SYSTEM, CommandState.FAILED, Ending.NOT_CARRIED_OUT, reason, now);
  }

  /** The department is about to be told. */
  public static IssuedCommand sent(IssuedCommand command, Instant now) {
    require(command, CommandState.APPROVED);
    if (command.late(now)) {
      throw new IllegalStateException("the time of command " + command.id() + " is up");
    }
    return step(command, new Step(now, SYSTEM, command.state(), CommandState.SENT));
  }

  /** The department answered. */
  public static IssuedCommand confirmed(IssuedCommand command, String proof, Instant at) {
    require(command, CommandState.SENT);
    return step(
        command, new Step(at, SYSTEM, command.state(), CommandState.CONFIRMED, null, null, proof));
  }

  /** It was sent, and surely not carried out, or nobody knows. */
  public static IssuedCommand failed(
      IssuedCommand command, Ending ending, LocalText reason, Instant now) {
    require(command, CommandState.SENT);
    return ended(command, SYSTEM, CommandState.FAILED, ending, reason, now);
  }

  /** Its time was up before it was begun. */
  public static IssuedCommand expired(IssuedCommand command, LocalText reason, Instant now) {
    Ending ending =
        command.state() == CommandState.REQUESTED ? Ending.NOT_APPROVED : Ending.NOT_BEGUN;
    if (!command.state().open()) {
      throw conflict(command);
    }
    return ended(command, SYSTEM, CommandState.EXPIRED, ending, reason, now);
  }

  private static IssuedCommand ended(
      IssuedCommand command,
      String actor,
      CommandState to,
      Ending ending,
      LocalText reason,
      Instant now) {
    return step(command, new Step(now, actor, command.state(), to, ending, reason, null));
  }

  private static void require(IssuedCommand command, CommandState state) {
    if (command.state() != state) {
      throw conflict(command);
    }
  }

  private static CommandRefusedException conflict(IssuedCommand command) {
    return new CommandRefusedException(
        Kind.CONFLICT,
        LocalText.of(
            "Perintah ini sudah " + word(command.state()).id() + ".",
            "This command is " + word(command.state()).en() + " already."));
  }

  private static LocalText word(CommandState state) {
    return switch (state) {
      case REQUESTED -> LocalText.of("diminta", "requested");
      case APPROVED -> LocalText.of("disetujui", "approved");
      case SENT -> LocalText.of("dikirim", "sent");
      case CONFIRMED -> LocalText.of("dilaksanakan", "confirmed");
      case FAILED -> LocalText.of("gagal", "failed");
      case EXPIRED -> LocalText.of("kedaluwarsa", "expired");
    };
  }

  private static IssuedCommand step(IssuedCommand c, Step step) {
    List<Step> steps = new ArrayList<>(c.steps());
    steps.add(step);
    return new IssuedCommand(
        c.number(),
        c.id(),
        c.department(),
        c.command(),
        c.title(),
        c.parameters(),
        c.told(),
        c.fourEyes(),
        c.askedBy(),
        c.asker(),
        c.key(),
        c.notAfter(),
        step.to(),
        steps);
  }
}
