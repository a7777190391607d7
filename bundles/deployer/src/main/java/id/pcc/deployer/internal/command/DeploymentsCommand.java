package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:deployments [department]}: the newest deployments. */
@Service
@Command(
    scope = "pcc",
    name = "deployments",
    description = "Riwayat versi departemen / the history of departments' versions")
public final class DeploymentsCommand implements Action {
  @Reference private Deployer deployer;

  @Argument(name = "department", description = "its name, such as dlh; all when not given")
  @Completion(DepartmentNames.class)
  private String name;

  @Option(name = "-n", description = "how many")
  private int most = 20;

  @Override
  public Object execute() {
    deployer.history(name == null ? "" : name, most).forEach(Shown::end);
    return null;
  }
}
