package id.pcc.storage.internal.command;

import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:backup}: makes a backup while everything goes on, and checks it. */
@Service
@Command(
    scope = "pcc",
    name = "backup",
    description = "Membuat dan memeriksa cadangan / makes a backup and checks it")
public final class BackupCommand implements Action {
  @Reference private SafekeepingDesk desk;

  @Override
  public Object execute() {
    Backup backup = desk.backup(System.out::println);
    System.out.println(
        "Cadangan / backup "
            + backup.name()
            + ": "
            + backup.rows()
            + " rows, "
            + (backup.bytes() >> 20)
            + " MiB, checked");
    return null;
  }
}
