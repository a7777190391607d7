package id.pcc.api;

import id.pcc.api.command.Command;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a department declares about itself: the content of {@code department.yaml} in its bundle.
 *
 * @param name the department's name, by the rule of {@link Name}; also its SQL schema
 * @param title the department's name for people
 * @param datasets what it produces
 * @param layers what it brings to the map
 * @param widgets what it brings to the wall
 * @param commands what it can be told to do
 */
public record Declaration(
    String name,
    LocalText title,
    List<Dataset> datasets,
    List<MapLayer> layers,
    List<Widget> widgets,
    List<Command> commands) {
  public Declaration {
    Name.check("department", name);
    Objects.requireNonNull(title, "title");
    datasets = List.copyOf(datasets);
    layers = List.copyOf(layers);
    widgets = List.copyOf(widgets);
    commands = List.copyOf(commands);
  }

  /** The dataset of that name. */
  public Optional<Dataset> dataset(String dataset) {
    return datasets.stream().filter(d -> d.name().equals(dataset)).findFirst();
  }

  /**
   * The codes of a field, in the order of the declaration.
   *
   * @throws java.util.NoSuchElementException when there is no such field
   */
  public List<Code> codes(String dataset, String field) {
    return dataset(dataset).flatMap(d -> d.field(field)).orElseThrow().codes();
  }
}
