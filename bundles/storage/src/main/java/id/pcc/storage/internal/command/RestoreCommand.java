package id.pcc.storage.internal.command;

import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:restore}: puts a backup in place at the next start. */
@Service
@Command(
    scope = "pcc",
    name = "restore",
    description = "Memulihkan cadangan pada start berikutnya / restores a backup at the next start")
public final class RestoreCommand implements Action {
  @Reference private SafekeepingDesk desk;

  @Argument(name = "backup", required = true, description = "name of the backup, see pcc:backups")
  @Completion(BackupNames.class)
  private String name;

  @Override
  public Object execute() {
    Backup backup = desk.restore(name);
    System.out.println(
        "Cadangan utuh / the backup is whole: "
            + backup.name()
            + ". It takes the place of the database at the next start; what is stored from now on");
    System.out.println(
        "is kept aside in database.before-<time>. Now stop and start the command center.");
    return null;
  }
}
