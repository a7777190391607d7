package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import id.pcc.deployer.Deployment;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the numbers of deployments that one can return to. */
@Service
public final class DeploymentNumbers implements Completer {
  @Reference private Deployer deployer;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> numbers =
        deployer.history("", 100).stream()
            .filter(Deployment::returnable)
            .map(d -> String.valueOf(d.id()))
            .toList();
    return new StringsCompleter(numbers).complete(session, line, candidates);
  }
}
