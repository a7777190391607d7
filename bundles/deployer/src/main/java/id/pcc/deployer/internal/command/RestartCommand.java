package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:restart <department>}. */
@Service
@Command(
    scope = "pcc",
    name = "restart",
    description = "Memulai ulang satu departemen / restarts one department")
public final class RestartCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() {
    deployer.restart(name, Actor.of(session));
    System.out.println(name + ": dimulai ulang / restarted");
    return null;
  }
}
