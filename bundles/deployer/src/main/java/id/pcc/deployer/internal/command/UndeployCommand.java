package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:undeploy <department>}: takes a department away; its data remain. */
@Service
@Command(
    scope = "pcc",
    name = "undeploy",
    description = "Mengeluarkan departemen; datanya tetap / takes a department away, not its data")
public final class UndeployCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() {
    Shown.end(deployer.remove(name, Actor.of(session)));
    return null;
  }
}
