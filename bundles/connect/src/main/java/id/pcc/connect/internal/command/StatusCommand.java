package id.pcc.connect.internal.command;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.HealthPart;
import id.pcc.api.city.City;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.notice.Notices;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** {@code pcc:status}: the command center at a glance. */
@Service
@Command(
    scope = "pcc",
    name = "status",
    description = "Keadaan pusat komando sekilas / the command center at a glance")
public final class StatusCommand implements Action {
  @Reference private BundleContext bundles;
  @Reference private Departments departments;
  @Reference private Notices notices;
  @Reference private City city;

  @Override
  public Object execute() throws InvalidSyntaxException {
    List<Connection> all = departments.all();
    long running = all.stream().filter(c -> c.status().state() == State.RUNNING).count();
    long open = notices.open().size();
    long unread = notices.open().stream().filter(n -> n.acknowledgedAt() == null).count();
    Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    Table about = new Table("city", city.name());
    about.row("version", bundles.getBundle().getVersion());
    about.row("up for", Times.span(uptime));
    about.row("departments", running + " of " + all.size() + " running");
    about.row("notices", open + " open, " + unread + " not acknowledged");
    System.out.print(about.text());
    System.out.println();
    System.out.print(parts().text());
    return null;
  }

  private Table parts() throws InvalidSyntaxException {
    Table table = new Table("PART", "STATE", "REASON");
    bundles.getServiceReferences(HealthPart.class, null).stream()
        .map(this::part)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(row -> row[0]))
        .forEach(row -> table.row((Object[]) row));
    return table;
  }

  private String[] part(ServiceReference<HealthPart> reference) {
    HealthPart part = bundles.getService(reference);
    if (part == null) {
      return null;
    }
    try {
      HealthPart.Health health = part.health();
      return new String[] {
        part.name(), health.state().name().toLowerCase(Locale.ROOT), health.reason()
      };
    } finally {
      bundles.ungetService(reference);
    }
  }
}
