package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:disable <department>}. */
@Service
@Command(
    scope = "pcc",
    name = "disable",
    description =
        "Mematikan satu departemen sampai dihidupkan / stops one department until it is enabled")
public final class DisableCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() {
    deployer.disable(name, Actor.of(session));
    System.out.println(name + ": dimatikan / disabled");
    return null;
  }
}
