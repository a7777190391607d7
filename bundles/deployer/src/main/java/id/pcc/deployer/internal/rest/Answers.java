package id.pcc.deployer.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.Deployment.Result;
import id.pcc.deployer.DeploymentException;
import id.pcc.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.SecurityContext;

/** How the resources of the deployer answer. */
final class Answers {
  private Answers() {}

  /** A deployment. */
  record Item(
      long id,
      String department,
      String version,
      String sha256,
      String source,
      String actor,
      String trust,
      Instant begun,
      Instant ended,
      String result,
      Text reason,
      boolean returnable) {
    static Item of(Deployment d) {
      return new Item(
          d.id(),
          d.department(),
          d.version(),
          d.sha256(),
          d.source(),
          d.actor(),
          d.trust(),
          d.begun(),
          d.ended(),
          d.result().name().toLowerCase(Locale.ROOT),
          Text.of(d.reason()),
          d.returnable() && !d.sha256().isEmpty());
    }
  }

  /** Words in both languages. */
  record Text(String id, String en) {
    static Text of(LocalText text) {
      return text == null ? null : new Text(text.id(), text.en());
    }
  }

  static void admin(SecurityContext security) {
    if (!security.isUserInRole("admin")) {
      throw Problem.forbidden("Role admin is needed here.");
    }
  }

  /**
   * A deployment that went well.
   *
   * @throws Problem 422 when it was rejected, 409 when it was rolled back
   */
  static Item done(Deployment d) {
    if (d.result() == Result.DEPLOYED) {
      return Item.of(d);
    }
    boolean rejected = d.result() == Result.REJECTED;
    String detail = d.reason().id() + " / " + d.reason().en();
    throw Problem.of(
            rejected ? 422 : 409,
            rejected ? "Not a department that fits" : "Did not become healthy",
            detail)
        .with(List.of(new Problem.Fault("", d.reason().en())));
  }

  static Problem problem(DeploymentException e) {
    return e.isAbsent() ? Problem.notFound(e.getMessage()) : Problem.conflict(e.getMessage());
  }
}
