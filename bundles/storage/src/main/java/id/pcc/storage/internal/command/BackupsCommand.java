package id.pcc.storage.internal.command;

import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:backups}: the backups there are. */
@Service
@Command(scope = "pcc", name = "backups", description = "Daftar cadangan / lists the backups")
public final class BackupsCommand implements Action {
  @Reference private SafekeepingDesk desk;

  @Override
  public Object execute() {
    Table table = new Table("BACKUP", "MADE (WIB)", "KIND", "ROWS", "MIB");
    for (Backup backup : desk.backups()) {
      table.row(
          backup.name(),
          Shown.time(backup.made()),
          backup.database(),
          backup.rows(),
          backup.bytes() >> 20);
    }
    table.lines().forEach(System.out::println);
    return null;
  }
}
