package id.pcc.connect.internal.command;

import id.pcc.api.city.City;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:departments}: all departments and how they are. */
@Service
@Command(
    scope = "pcc",
    name = "departments",
    description = "Daftar departemen dan keadaannya / lists the departments and how they are")
public final class DepartmentsCommand implements Action {
  @Reference private Departments departments;
  @Reference private City city;

  @Override
  public Object execute() {
    Table table = new Table("NAME", "STATE", "SINCE", "VERSION", "DATA", "REASON");
    for (Connection c : departments.all()) {
      table.row(
          c.name(),
          c.status().state().name().toLowerCase(Locale.ROOT),
          Times.at(c.status().since(), city.zone()),
          c.version(),
          c.datasets().size(),
          c.status().reason() == null ? "" : c.status().reason().en());
    }
    System.out.print(table.text());
    return null;
  }
}
