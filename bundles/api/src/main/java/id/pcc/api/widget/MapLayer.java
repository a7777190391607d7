package id.pcc.api.widget;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Dataset;
import java.util.List;
import java.util.Objects;

/**
 * A layer that a department brings to the map: the newest record of each key of a dataset with a
 * geometry.
 *
 * @param name by the rule of {@link Name}
 * @param title what people call it
 * @param dataset the dataset's name, without the department
 * @param label the field that labels a place
 * @param until the field of type TIME after which a record is no longer drawn, such as the end of a
 *     warning; {@code null} when records stay until a newer one replaces them
 * @param classes how the records are told apart; empty when all are alike
 */
public record MapLayer(
    String name,
    LocalText title,
    String dataset,
    String label,
    String until,
    List<ValueClass> classes) {
  public MapLayer {
    Name.check("layer", name);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(label, "label");
    classes = List.copyOf(classes);
  }

  /** A layer whose records stay until newer ones replace them. */
  public MapLayer(
      String name, LocalText title, String dataset, String label, List<ValueClass> classes) {
    this(name, title, dataset, label, null, classes);
  }

  /**
   * A layer of a dataset, named and titled as the dataset is.
   *
   * @param dataset which has a geometry
   * @param label the field that labels a place
   * @param until as in the record
   * @param coded the field by whose codes and their levels the records are told apart
   */
  public static MapLayer of(Dataset dataset, String label, String until, String coded) {
    List<ValueClass> classes =
        dataset.field(coded).orElseThrow().codes().stream()
            .filter(code -> code.level() != null)
            .map(code -> new ValueClass(coded, null, code.value(), code.level(), code.title()))
            .toList();
    return new MapLayer(dataset.name(), dataset.title(), dataset.name(), label, until, classes);
  }

  /**
   * A class of records: the last class whose condition holds is the record's.
   *
   * @param field the field that is looked at
   * @param from the least value of a number; {@code null} for a text
   * @param value the exact text; {@code null} for a number
   * @param level how far from normal
   * @param title the word for it
   */
  public record ValueClass(String field, Double from, String value, Level level, LocalText title) {
    /** Numbers from a least value on. */
    public static ValueClass from(String field, double from, Level level, String id, String en) {
      return new ValueClass(field, from, null, level, LocalText.of(id, en));
    }

    /** An exact text. */
    public static ValueClass is(String field, String value, Level level, String id, String en) {
      return new ValueClass(field, null, value, level, LocalText.of(id, en));
    }
  }
}
