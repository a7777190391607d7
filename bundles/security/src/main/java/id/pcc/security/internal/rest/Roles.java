package id.pcc.security.internal.rest;

import id.pcc.web.Problem;
import javax.ws.rs.core.SecurityContext;

/** Who may call a resource. */
final class Roles {
  private Roles() {}

  /**
   * Requires one of some roles.
   *
   * @throws Problem 403 when the one who asks has none of them
   */
  static void require(SecurityContext security, String role) {
    if (!security.isUserInRole(role)) {
      throw Problem.forbidden("Role " + role + " is needed here.");
    }
  }
}
