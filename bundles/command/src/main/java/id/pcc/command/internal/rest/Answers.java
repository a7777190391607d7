package id.pcc.command.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.command.CommandRefusedException;
import id.pcc.web.Problem;
import java.util.function.Supplier;
import javax.ws.rs.core.SecurityContext;

/** What both resources of commands share: who may, and how a refusal is answered. */
final class Answers {
  private Answers() {}

  /**
   * Requires a role.
   *
   * @throws Problem 403 when the one who asks has it not
   */
  static void require(SecurityContext security, String role) {
    if (!security.isUserInRole(role)) {
      throw Problem.forbidden(
          "Peran " + role + " diperlukan di sini. / Role " + role + " is needed here.");
    }
  }

  /** What a call answers; a refusal becomes a problem. */
  static <T> T of(Supplier<T> call) {
    try {
      return call.get();
    } catch (CommandRefusedException e) {
      throw problem(e);
    }
  }

  private static Problem problem(CommandRefusedException refused) {
    String detail = both(refused.reason());
    return switch (refused.kind()) {
      case NONE -> Problem.notFound(detail);
      case NOT_ALLOWED -> Problem.forbidden(detail);
      case CONFLICT -> Problem.conflict(detail);
      case KEY_REUSED -> Problem.of(422, "Idempotency-Key was used before", detail);
      case INVALID ->
          Problem.of(422, "Not as declared", detail)
              .with(
                  refused.faults().stream()
                      .map(
                          fault ->
                              new Problem.Fault(
                                  "/parameters/" + escaped(fault.parameter()),
                                  both(fault.detail())))
                      .toList());
    };
  }

  /** A name as a part of a JSON pointer (RFC 6901). */
  private static String escaped(String name) {
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return shown.replace("~", "~0").replace("/", "~1");
  }

  private static String both(LocalText text) {
    return text.id().equals(text.en()) ? text.id() : text.id() + " / " + text.en();
  }
}
