package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:enable <department>}. */
@Service
@Command(
    scope = "pcc",
    name = "enable",
    description = "Menghidupkan departemen yang dimatikan / starts a department that was disabled")
public final class EnableCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() {
    deployer.enable(name, Actor.of(session));
    System.out.println(name + ": dihidupkan / enabled");
    return null;
  }
}
