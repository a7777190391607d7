package id.pcc.storage.internal.command;

import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of backups. */
@Service
public final class BackupNames implements Completer {
  @Reference private SafekeepingDesk desk;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = desk.backups().stream().map(Backup::name).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}
