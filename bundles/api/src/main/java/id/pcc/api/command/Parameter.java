package id.pcc.api.command;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import java.util.Objects;
import java.util.Set;

/**
 * What a command needs to be told.
 *
 * @param field its name, type, unit, meaning and codes; a text, a number, a truth value or a time
 * @param required whether the command can not be asked for without it
 * @param least the smallest number, or the least characters of a text; {@code null} for no limit
 * @param most the greatest number, or the most characters of a text; {@code null} for the type's
 *     own
 */
public record Parameter(Field field, boolean required, Double least, Double most) {
  private static final Set<FieldType> TYPES =
      Set.of(
          FieldType.TEXT, FieldType.INTEGER, FieldType.DECIMAL, FieldType.BOOLEAN, FieldType.TIME);

  public Parameter {
    Objects.requireNonNull(field, "field");
    if (!TYPES.contains(field.type())) {
      throw new IllegalArgumentException(
          "parameter " + field.name() + ": a command cannot be told a " + field.type());
    }
    boolean limited = least != null || most != null;
    if (limited && (field.type() == FieldType.BOOLEAN || field.type() == FieldType.TIME)) {
      throw new IllegalArgumentException(
          "parameter " + field.name() + ": only texts and numbers have least and most");
    }
    if (least != null && most != null && least > most) {
      throw new IllegalArgumentException(
          "parameter " + field.name() + ": least " + least + " is more than most " + most);
    }
  }

  /** A parameter that must be told and has no limits but those of its type. */
  public Parameter(Field field) {
    this(field, true, null, null);
  }

  /** The parameter's name, by the rule of {@link id.pcc.api.Name}. */
  public String name() {
    return field.name();
  }
}
