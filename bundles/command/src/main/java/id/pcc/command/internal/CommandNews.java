package id.pcc.command.internal;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.command.CommandState;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import id.pcc.notice.Notices;
import id.pcc.security.Audit;
import id.pcc.storage.LiveFeed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each step of a command: to the audit, to the live feed, and to people where they must do
 * something. The step itself is stored already and is not undone when telling fails.
 */
final class CommandNews {
  private static final Logger LOG = LoggerFactory.getLogger(CommandNews.class);
  private static final String SOURCE = "command";

  /** How long a command that was not carried out matters, unless somebody sees it before. */
  private static final Duration TOLD = Duration.ofHours(24);

  private final LiveFeed live;
  private final Audit audit;
  private final Notices notices;

  CommandNews(LiveFeed live, Audit audit, Notices notices) {
    this.live = live;
    this.audit = audit;
    this.notices = notices;
  }

  /** Tells of the last steps of a command. */
  void tell(IssuedCommand command, int newSteps) {
    List<Step> steps = command.steps();
    for (Step step : steps.subList(steps.size() - newSteps, steps.size())) {
      surely("audit", command, () -> audit(command, step));
    }
    surely(
        "live feed", command, () -> live.publish("commands", "command", CommandJson.of(command)));
    surely("notices", command, () -> notice(command));
  }

  private static void surely(String what, IssuedCommand command, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error(
          "Not in the {}: command {} of {} is {}",
          what,
          command.id(),
          command.department(),
          command.state().wire(),
          e);
    }
  }

  private void audit(IssuedCommand command, Step step) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("department", command.department());
    details.put("command", command.command());
    if (step.from() == null) {
      details.put("parameters", command.parameters());
    }
    if (step.ending() != null) {
      details.put("ending", step.ending().wire());
    }
    if (step.reason() != null) {
      details.put("reason", step.reason().en());
    }
    if (step.proof() != null) {
      details.put("proof", step.proof());
    }
    audit.append(step.actor(), "command " + step.to().wire(), "command/" + command.id(), details);
  }

  private void notice(IssuedCommand command) {
    Step last = command.last();
    String waiting = "waiting:" + command.id();
    if (last.to() == CommandState.REQUESTED) {
      raise(
          waiting,
          Severity.MODERATE,
          "Menunggu persetujuan: ",
          "Waiting for approval: ",
          command,
          LocalText.of(
              "Orang kedua harus menyetujui atau menolaknya di halaman Perintah.",
              "A second person must approve or reject it on the page Commands."),
          Duration.between(last.at(), command.notAfter()));
      return;
    }
    if (last.from() == CommandState.REQUESTED && command.fourEyes()) {
      notices.settle(SOURCE, waiting);
    }
    if (last.ending() == Ending.UNKNOWN) {
      raise(
          "ended:" + command.id(),
          Severity.SEVERE,
          "Tidak diketahui apakah dilaksanakan: ",
          "Unknown whether carried out: ",
          command,
          last.reason(),
          TOLD);
    } else if (last.ending() == Ending.NOT_CARRIED_OUT) {
      raise(
          "ended:" + command.id(),
          Severity.MODERATE,
          "Perintah gagal: ",
          "Command failed: ",
          command,
          last.reason(),
          TOLD);
    } else if (last.to() == CommandState.EXPIRED) {
      raise(
          "ended:" + command.id(),
          Severity.MODERATE,
          "Perintah kedaluwarsa: ",
          "Command expired: ",
          command,
          last.reason(),
          TOLD);
    }
  }

  private void raise(
      String fingerprint,
      Severity severity,
      String id,
      String en,
      IssuedCommand command,
      LocalText text,
      Duration matters) {
    String department = command.department().toUpperCase(java.util.Locale.ROOT) + ", ";
    LocalText title =
        LocalText.of(
            id + department + command.title().id(), en + department + command.title().en());
    Notice notice =
        Notice.of(
            fingerprint, severity, title, sentence(text), command.last().at(), Notice.Place.NONE);
    notices.raise(SOURCE, notice.until(command.last().at().plus(matters)));
  }

  /** A reason as a sentence of its own. */
  private static LocalText sentence(LocalText reason) {
    return LocalText.of(sentence(reason.id()), sentence(reason.en()));
  }

  private static String sentence(String reason) {
    String end = reason.endsWith(".") || reason.endsWith("…") ? "" : ".";
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + end;
  }
}
