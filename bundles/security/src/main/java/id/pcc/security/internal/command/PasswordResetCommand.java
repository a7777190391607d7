package id.pcc.security.internal.command;

import id.pcc.security.internal.People;
import id.pcc.web.Problem;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:password-reset}. */
@Service
@Command(
    scope = "pcc",
    name = "password-reset",
    description = "Gives an account a new password, prints it once and signs the account out")
public final class PasswordResetCommand implements Action {
  @Argument(name = "user", required = true, description = "the user name")
  @Completion(UserCompleter.class)
  private String user;

  @Reference private People people;
  @Reference private Session session;

  @Override
  public Object execute() {
    try {
      var given = people.resetPassword(user, Actor.of(session));
      System.out.println(given.password());
      System.out.println("It is not shown again. " + user + " should change it after signing in.");
      return null;
    } catch (Problem problem) {
      throw new IllegalArgumentException(problem.getMessage());
    }
  }
}
