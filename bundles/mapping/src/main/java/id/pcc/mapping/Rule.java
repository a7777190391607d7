package id.pcc.mapping;

import id.pcc.api.Name;
import id.pcc.api.dataset.FieldType;
import id.pcc.mapping.format.NumberForm;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a field of a dataset is read from the columns of a table.
 *
 * @param field the field
 * @param type its type
 * @param columns the columns by their headings: one; for a {@code TIME} the date and then, where it
 *     stands apart, the time of day; for a {@code POINT} the longitude and then the latitude; none
 *     for a constant
 * @param number how numbers are written; {@link NumberForm#POINT} when {@code null}
 * @param time how times are written; {@link TimeForm#YEAR_FIRST} when {@code null}
 * @param zone of times that do not say theirs; Asia/Pontianak when {@code null}
 * @param missing texts that say that nothing is there, besides the usual ones
 * @param constant what every record has; {@code null} when it is read from a column
 * @param codes what values become, such as {@code B} that becomes {@code baik}; others stay
 */
public record Rule(
    String field,
    FieldType type,
    List<String> columns,
    NumberForm number,
    TimeForm time,
    ZoneId zone,
    List<String> missing,
    String constant,
    Map<String, String> codes) {
  /** The city's time, UTC+7 without summer time. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Pontianak");

  public Rule {
    Name.check("field", field);
    Objects.requireNonNull(type, "type of field " + field);
    columns = columns == null ? List.of() : List.copyOf(columns);
    number = number == null ? NumberForm.POINT : number;
    time = time == null ? TimeForm.YEAR_FIRST : time;
    zone = zone == null ? ZONE : zone;
    missing = missing == null ? List.of() : List.copyOf(missing);
    codes = codes == null ? Map.of() : Map.copyOf(codes);
    int most =
        switch (type) {
          case TIME, POINT -> 2;
          default -> 1;
        };
    if (columns.isEmpty() == (constant == null) || columns.size() > most) {
      throw new IllegalArgumentException(
          "field " + field + ": a constant, or 1 to " + most + " columns, are expected");
    }
  }

  /** A field that is read from columns as a column seems to be written. */
  static Rule of(String field, FieldType type, Column like, String... columns) {
    return new Rule(
        field,
        type,
        List.of(columns),
        like == null ? null : like.number(),
        like == null ? null : like.time(),
        null,
        null,
        null,
        null);
  }
}
