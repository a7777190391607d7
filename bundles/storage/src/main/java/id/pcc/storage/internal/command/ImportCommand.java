package id.pcc.storage.internal.command;

import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code pcc:import}: loads an export into an empty system. */
@Service
@Command(
    scope = "pcc",
    name = "import",
    description = "Mengimpor ke sistem kosong / imports an export into an empty system")
public final class ImportCommand implements Action {
  @Reference private SafekeepingDesk desk;

  @Argument(name = "folder", required = true, description = "a folder that pcc:export wrote")
  @Completion(FileCompleter.class)
  private String folder;

  @Override
  public Object execute() {
    long rows = desk.load(Path.of(folder).toAbsolutePath(), System.out::println);
    System.out.println("Selesai / done: " + rows + " rows. Now stop and start the command center.");
    return null;
  }
}
