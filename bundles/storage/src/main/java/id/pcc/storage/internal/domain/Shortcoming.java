package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a dataset lacks of what Perpres 39/2019 (articles 3 to 10) asks: a data standard,
 * metadata, interoperability and reference codes.
 *
 * @param part which of the four
 * @param what the thing that is missing, as the declaration names it, such as {@code licence}
 * @param fields where it is missing; empty when the dataset as a whole lacks it
 */
public record Shortcoming(Part part, String what, List<String> fields) {
  /** What is asked of a dataset. */
  public enum Part {
    /** Concept, definition, classification, measure and unit (<i>standar data</i>). */
    STANDARD,
    /** What describes the data. */
    METADATA,
    /** What makes it understood by other systems (<i>interoperabilitas data</i>). */
    INTEROPERABILITY,
    /** What stands for the same thing everywhere (<i>kode referensi</i>). */
    REFERENCE
  }

  public Shortcoming {
    fields = List.copyOf(fields);
  }

  /**
   * What a dataset lacks.
   *
   * @param tables whether there is a table of reference codes of that name
   */
  public static List<Shortcoming> of(Dataset dataset, Predicate<String> tables) {
    List<Shortcoming> found = new ArrayList<>();
    Governance rules = dataset.governance();
    whole(found, rules.standard().isBlank(), Part.STANDARD, "standard");
    fields(
        found,
        dataset,
        Part.STANDARD,
        "unit",
        field -> field.role() == FieldRole.MEASURE && field.unit().isBlank());
    whole(
        found,
        dataset.description().id().equals(dataset.title().id()),
        Part.METADATA,
        "description");
    whole(found, dataset.producer().isBlank(), Part.METADATA, "producer");
    whole(found, dataset.frequency() == null, Part.METADATA, "frequency");
    whole(found, rules.keywords().isEmpty(), Part.METADATA, "keywords");
    whole(found, rules.licence().isBlank(), Part.METADATA, "licence");
    whole(found, rules.interoperability().isBlank(), Part.INTEROPERABILITY, "interoperability");
    fields(
        found,
        dataset,
        Part.REFERENCE,
        "table",
        field -> !field.reference().isEmpty() && !tables.test(field.reference()));
    fields(
        found,
        dataset,
        Part.REFERENCE,
        "reference",
        field ->
            field.type() == FieldType.TEXT
                && field.reference().isEmpty()
                && field.codes().isEmpty()
                && tables.test(field.name()));
    return found;
  }

  private static void whole(List<Shortcoming> found, boolean lacks, Part part, String what) {
    if (lacks) {
      found.add(new Shortcoming(part, what, List.of()));
    }
  }

  private static void fields(
      List<Shortcoming> found, Dataset dataset, Part part, String what, Predicate<Field> lacks) {
    List<String> names = dataset.fields().stream().filter(lacks).map(Field::name).toList();
    if (!names.isEmpty()) {
      found.add(new Shortcoming(part, what, names));
    }
  }
}
