package id.pcc.security.internal;

import id.pcc.security.internal.domain.Identity;
import id.pcc.web.Problem;
import java.util.Set;

/** Which part of the port is for whom; what a resource asks for comes on top. */
final class Areas {
  private Areas() {}

  /**
   * Checks that somebody may go there.
   *
   * @throws Problem 403 when not
   */
  static void check(Identity who, String method, String path) {
    boolean output = who.output() != null;
    if (path.startsWith("/wall/") || path.equals("/wall")) {
      if (output && !path.equals("/wall/" + who.output())) {
        throw Problem.forbidden(
            "Kunci ini hanya untuk /wall/"
                + who.output()
                + ". / This key is for /wall/"
                + who.output()
                + " only.");
      }
      require(who, "viewer");
    } else if (path.startsWith("/console/") || path.equals("/console")) {
      if (output || !who.may("viewer") && !who.may("department")) {
        throw Problem.forbidden(
            "Konsol hanya untuk orang. / The console is for people, not for keys of outputs.");
      }
    } else if (path.equals("/metrics")) {
      if (output) {
        throw Problem.forbidden("A key of an output reads no metrics.");
      }
      require(who, "viewer");
    } else if (output && !Set.of("GET", "HEAD", "OPTIONS").contains(method)) {
      if (!path.startsWith("/api/wall/") && !path.equals("/api/session")) {
        throw Problem.forbidden("A key of an output changes nothing.");
      }
    }
  }

  private static void require(Identity who, String role) {
    if (!who.may(role)) {
      throw Problem.forbidden("Role " + role + " is needed here.");
    }
  }
}
