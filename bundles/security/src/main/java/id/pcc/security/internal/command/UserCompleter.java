package id.pcc.security.internal.command;

import id.pcc.security.internal.People;
import id.pcc.security.internal.domain.Account;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes user names. */
@Service
public final class UserCompleter implements Completer {
  @Reference private People people;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var users = people.list().stream().map(Account::user).toList();
    return new StringsCompleter(users).complete(session, line, candidates);
  }
}
