package id.pcc.mapping;

import id.pcc.mapping.format.NumberForm;
import java.util.List;

/**
 * A column of a table, and what it seems to hold.
 *
 * @param name its heading
 * @param field what a field of it could be named
 * @param kind what it seems to hold
 * @param confidence the share of its values that fit that, 0 to 1
 * @param number how its numbers are written; {@code null} when it holds none
 * @param time how its times are written; {@code null} when it holds none
 * @param unit {@code %} where the numbers are written with it; else empty
 * @param examples some of its values, as they are written
 * @param misfits some of its values that do not fit
 * @param codes all of its values, where they are few and come often; else empty
 * @param values how many values were looked at
 * @param missing how many of the rows looked at have none
 * @param unique whether no value came twice
 */
public record Column(
    String name,
    String field,
    Kind kind,
    double confidence,
    NumberForm number,
    TimeForm time,
    String unit,
    List<String> examples,
    List<String> misfits,
    List<String> codes,
    int values,
    int missing,
    boolean unique) {
  public Column {
    examples = List.copyOf(examples);
    misfits = List.copyOf(misfits);
    codes = List.copyOf(codes);
  }

  /** Whether it could tell records apart by itself. */
  public boolean key() {
    return unique && missing == 0 && values > 0 && (kind == Kind.TEXT || kind == Kind.INTEGER);
  }
}
