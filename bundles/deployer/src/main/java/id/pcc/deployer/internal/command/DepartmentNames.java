package id.pcc.deployer.internal.command;

import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of departments. */
@Service
public final class DepartmentNames implements Completer {
  @Reference private Departments departments;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = departments.all().stream().map(Connection::name).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}
