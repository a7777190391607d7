package id.pcc.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The code of a city department (SKPD, <i>satuan kerja perangkat daerah</i>).
 *
 * <p>A bundle registers one OSGi service of this type and has a file {@code department.yaml} at its
 * root, which is its {@link Declaration}: name, titles, datasets, layers, widgets and commands. The
 * command center makes the tables, calls {@link #start} and shows the widgets and layers. An
 * implementation that is also a Camel {@code RoutesBuilder} has its routes run in a Camel context
 * of the department's own, in which <code>{{key}}</code> stands for a value of {@code
 * etc/id.pcc.departments.<name>.cfg} and {@code pcc:<name>/<dataset>} stores records.
 */
@ConsumerType
public interface Department {
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
