package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** {@code pcc:return <number>}: puts an earlier version back in place. */
@Service
@Command(
    scope = "pcc",
    name = "return",
    description = "Kembali ke versi sebelumnya / returns to an earlier version")
public final class ReturnCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "deployment", description = "its number in pcc:deployments", required = true)
  @Completion(DeploymentNumbers.class)
  private long id;

  @Override
  public Object execute() throws IOException {
    Shown.end(deployer.returnTo(id, Actor.of(session)));
    return null;
  }
}
