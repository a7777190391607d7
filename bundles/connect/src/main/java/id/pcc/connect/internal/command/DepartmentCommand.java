package id.pcc.connect.internal.command;

import id.pcc.api.city.City;
import id.pcc.connect.Connection;
import id.pcc.connect.Connector;
import id.pcc.connect.Departments;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:department <name>}: one department with its routes. */
@Service
@Command(
    scope = "pcc",
    name = "department",
    description = "Satu departemen dengan rutenya / one department with its routes")
public final class DepartmentCommand implements Action {
  @Reference private Departments departments;
  @Reference private City city;

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() {
    Connection c = departments.find(name).orElse(null);
    if (c == null) {
      String known =
          departments.all().stream().map(Connection::name).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "Tidak ada departemen "
              + name
              + " / there is no department "
              + name
              + "; known: "
              + (known.isEmpty() ? "none" : known));
    }
    Table about = new Table("name", c.name());
    about.row("title", c.title().id() + " / " + c.title().en());
    about.row("bundle", c.bundle() + " " + c.version());
    about.row("state", c.status().state().name().toLowerCase(Locale.ROOT));
    about.row("since", Times.at(c.status().since(), city.zone()));
    if (c.status().reason() != null) {
      about.row("reason", c.status().reason().en());
      about.row("", c.status().reason().id());
    }
    about.row("datasets", String.join(", ", c.datasets()));
    System.out.print(about.text());
    if (!c.connectors().isEmpty()) {
      Table routes = new Table("ROUTE", "LAST SUCCESS", "FAILING SINCE", "NEXT TRY", "LAST ERROR");
      for (Connector r : c.connectors()) {
        routes.row(
            r.name(),
            Times.at(r.lastSuccess(), city.zone()),
            Times.at(r.failingSince(), city.zone()),
            Times.at(r.nextTry(), city.zone()),
            r.lastError() == null ? "" : r.lastError().en());
      }
      System.out.println();
      System.out.print(routes.text());
    }
    return null;
  }
}
