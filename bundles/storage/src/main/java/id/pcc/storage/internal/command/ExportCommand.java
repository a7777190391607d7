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

/** {@code pcc:export}: writes everything into a new folder. */
@Service
@Command(
    scope = "pcc",
    name = "export",
    description = "Mengekspor semua data / exports everything into a new folder")
public final class ExportCommand implements Action {
  @Reference private SafekeepingDesk desk;

  @Argument(name = "folder", required = true, description = "a new folder")
  @Completion(FileCompleter.class)
  private String folder;

  @Override
  public Object execute() {
    long rows = desk.export(Path.of(folder).toAbsolutePath(), System.out::println);
    System.out.println("Selesai / done: " + rows + " rows");
    return null;
  }
}
