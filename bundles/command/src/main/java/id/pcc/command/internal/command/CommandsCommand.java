package id.pcc.command.internal.command;

import id.pcc.command.CommandState;
import id.pcc.command.Commands;
import id.pcc.command.IssuedCommand;
import id.pcc.web.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code pcc:commands}: the commands that departments were asked for. */
@Service
@Command(
    scope = "pcc",
    name = "commands",
    description =
        "Perintah kepada departemen yang belum selesai / commands to departments that have not"
            + " ended")
public final class CommandsCommand implements Action {
  private static final int MOST = 50;

  @Reference private Commands commands;

  @Option(
      name = "-a",
      aliases = "--all",
      description = "Juga yang sudah selesai, 50 terbaru / ended ones too, the newest 50")
  private boolean all;

  @Override
  public Object execute() {
    Set<CommandState> states =
        EnumSet.allOf(CommandState.class).stream()
            .filter(state -> all || state.open())
            .collect(Collectors.toSet());
    ShellTable table = new ShellTable();
    table.column("Asked");
    table.column("Department");
    table.column("Command");
    table.column("State");
    table.column("Asked by").maxSize(24);
    table.column("Reason").maxSize(60);
    table.emptyTableText(all ? "There are no commands" : "No command waits: see pcc:commands -a");
    List<IssuedCommand> found = commands.list(states, null, Long.MAX_VALUE, MOST);
    for (IssuedCommand command : found) {
      table
          .addRow()
          .addContent(
              Json.time(command.askedAt()).substring(0, 19).replace('T', ' '),
              command.department(),
              command.command(),
              command.last().ending() == null
                  ? command.state().wire()
                  : command.state().wire() + ", " + command.last().ending().wire(),
              command.askedBy(),
              command.last().reason() == null ? "" : command.last().reason().en());
    }
    table.print(System.out);
    return null;
  }
}
