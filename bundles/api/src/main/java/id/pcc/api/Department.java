package id.pcc.api;

import id.pcc.api.command.Command;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A city department (SKPD, <i>satuan kerja perangkat daerah</i>) as its bundle presents it.
 *
 * <p>A bundle registers one OSGi service of this type; the command center then makes the
 * department's tables, calls {@link #start} and shows its widgets and layers. An implementation
 * that is also a Camel {@code RoutesBuilder} has its routes run in a Camel context of the
 * department's own, in which {@code {{key}}} stands for a value of {@code
 * etc/id.pcc.departments.<name>.cfg} and {@code pcc:<name>/<dataset>} stores records. Answers must
 * not change while the service is registered.
 */
@ConsumerType
public interface Department {
  /** The department's name, by the rule of {@link Name}; also its SQL schema. */
  String name();

  /** The department's name for people. */
  LocalText title();

  /** The datasets that this department produces. */
  List<Dataset> datasets();

  /** The widgets that this department brings to the wall. */
  default List<Widget> widgets() {
    return List.of();
  }

  /** The layers that this department brings to the map. */
  default List<MapLayer> layers() {
    return List.of();
  }

  /** What this department can be told to do. */
  default List<Command> commands() {
    return List.of();
  }

  /**
   * Called before the department's routes start and after each change of its configuration.
   *
   * @param context how to reach the command center; valid until {@link #stop}
   * @throws Exception when the department cannot work; its message becomes the status
   */
  default void start(DepartmentContext context) throws Exception {}

  /** Called after the department's routes have stopped. */
  default void stop() {}
}
