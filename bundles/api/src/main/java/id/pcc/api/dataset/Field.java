package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import java.util.List;
import java.util.Objects;

/**
 * A field of a dataset.
 *
 * @param name by the rule of {@link Name}; also the column
 * @param type what it holds
 * @param role what it is for
 * @param unit the unit of a measure as UCUM or as people write it, such as {@code µg/m³}; empty
 *     when it has none
 * @param description what it means
 * @param codes the values allowed; empty when any value of the type is
 * @param reference the table of reference codes (<i>kode referensi</i>) that its values come from,
 *     such as {@code kelurahan}; empty when none
 * @param personal whether it tells something about a person (UU PDP 27/2022), so that only those
 *     see it who need to
 */
public record Field(
    String name,
    FieldType type,
    FieldRole role,
    String unit,
    LocalText description,
    List<Code> codes,
    String reference,
    boolean personal) {
  public Field {
    Name.check("field", name);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(reference, "reference");
    codes = List.copyOf(codes);
    boolean fits =
        switch (role) {
          case KEY -> type == FieldType.TEXT || type == FieldType.INTEGER;
          case TIME -> type == FieldType.TIME;
          case MEASURE -> type == FieldType.DECIMAL || type == FieldType.INTEGER;
          case GEOMETRY -> type == FieldType.POINT || type == FieldType.GEOMETRY;
          case ATTRIBUTE -> type != FieldType.POINT && type != FieldType.GEOMETRY;
        };
    if (!fits) {
      throw new IllegalArgumentException("field " + name + ": a " + type + " cannot be " + role);
    }
    if (!codes.isEmpty() && type != FieldType.TEXT) {
      throw new IllegalArgumentException("field " + name + ": only a TEXT has a code list");
    }
  }

  /** A field that is not personal and has no table of reference codes. */
  public Field(
      String name,
      FieldType type,
      FieldRole role,
      String unit,
      LocalText description,
      List<Code> codes) {
    this(name, type, role, unit, description, codes, "", false);
  }

  /** Whether the value may be null: everything but keys and the time. */
  public boolean optional() {
    return role != FieldRole.KEY && role != FieldRole.TIME;
  }
}
