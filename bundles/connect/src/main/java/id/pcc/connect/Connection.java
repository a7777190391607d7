package id.pcc.connect;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A department as it is known now, also when its bundle is away.
 *
 * @param name the department's name
 * @param title its name for people
 * @param bundle the symbolic name of its bundle
 * @param version the version of its bundle
 * @param modified when the bundle was last installed or updated, in milliseconds UTC; 0 when away
 * @param status how it is
 * @param datasets the names of its datasets, without the department
 * @param layers what it brings to the map
 * @param widgets what it brings to the wall
 * @param commands what it can be told to do; empty when away
 * @param connectors its routes
 */
public record Connection(
    String name,
    LocalText title,
    String bundle,
    String version,
    long modified,
    DepartmentStatus status,
    List<String> datasets,
    List<MapLayer> layers,
    List<Widget> widgets,
    List<Command> commands,
    List<Connector> connectors) {
  public Connection {
    datasets = List.copyOf(datasets);
    layers = List.copyOf(layers);
    widgets = List.copyOf(widgets);
    commands = List.copyOf(commands);
    connectors = List.copyOf(connectors);
  }

  /** The failing route that will be tried again first, else the one that failed last. */
  public Optional<Connector> failing() {
    return connectors.stream()
        .filter(c -> c.failingSince() != null)
        .min(java.util.Comparator.comparing(c -> c.nextTry() == null ? Instant.MAX : c.nextTry()));
  }
}
