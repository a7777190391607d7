package id.pcc.storage.internal.command;

import id.pcc.storage.Catalogue;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of datasets. */
@Service
public final class DatasetNames implements Completer {
  @Reference private Catalogue catalogue;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = catalogue.entries().stream().map(entry -> entry.id().toString()).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}
