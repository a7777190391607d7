package id.pcc.security.internal.command;

import id.pcc.security.Keys;
import id.pcc.web.Json;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code pcc:keys}. */
@Service
@Command(scope = "pcc", name = "keys", description = "Lists the API keys, newest first")
public final class KeysCommand implements Action {
  @Reference private Keys keys;

  @Override
  public Object execute() {
    var table = new ShellTable();
    table.column("Key");
    table.column("Kind");
    table.column("Scope").maxSize(20);
    table.column("Label").maxSize(20);
    table.column("Expires");
    table.column("Last used");
    table.emptyTableText("There are no keys: make one with pcc:key-issue");
    for (var key : keys.list()) {
      table
          .addRow()
          .addContent(
              key.id(),
              key.kind().name().toLowerCase(Locale.ROOT),
              key.scope(),
              key.label(),
              key.expires() == null ? "never" : minute(Json.time(key.expires())),
              key.lastUsed() == null ? "never" : minute(Json.time(key.lastUsed())));
    }
    table.print(System.out);
    return null;
  }

  private static String minute(String time) {
    return time.substring(0, 16).replace('T', ' ');
  }
}
