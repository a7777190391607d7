package id.pcc.connect.internal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides whether {@code 1.250,5} or {@code 1250.5} is how a table writes numbers, and rewrites
 * them with a decimal point and without grouping.
 *
 * <p>The rule: a value that can only be read one way is evidence. {@code 12,5} and {@code
 * 1.250.000} are evidence of a decimal comma, {@code 12.5} and {@code 0.125} of a decimal point;
 * {@code 1.250} and {@code 1,250} are none. Values without evidence follow their column, else the
 * whole table, else the delimiter: where cells are separated by {@code ;} the comma is taken by the
 * decimals. They are only rewritten in a column in which everything is a number, so that codes stay
 * as they are; so do values that are numbers in neither way, such as dates.
 */
final class Decimals {
  private enum Notation {
    POINT('.', ','),
    COMMA(',', '.');

    private final Pattern number;
    private final Pattern fraction;
    private final Pattern groups;
    private final char decimal;
    private final char grouping;

    Notation(char decimal, char grouping) {
      String d = Pattern.quote(String.valueOf(decimal));
      String g = Pattern.quote(String.valueOf(grouping));
      this.decimal = decimal;
      this.grouping = grouping;
      number = Pattern.compile("[-+]?(\\d{1,3}(" + g + "\\d{3})+|\\d+)(" + d + "\\d+)?");
      fraction = Pattern.compile("[-+]?(\\d{1,3}(" + g + "\\d{3})+|\\d+)" + d + "\\d+");
      groups = Pattern.compile("[-+]?[1-9]\\d{0,2}(" + g + "\\d{3})+");
    }

    /** Whether the value has separators that make sense in this notation. */
    boolean reads(String value) {
      return fraction.matcher(value).matches() || groups.matcher(value).matches();
    }

    String rewrite(String value) {
      return value.replace(String.valueOf(grouping), "").replace(decimal, '.');
    }
  }

  private static final Pattern NUMERIC = Pattern.compile("[-+]?\\d[\\d.,]*");

  private final boolean semicolons;

  Decimals(char delimiter) {
    this.semicolons = delimiter == ';';
  }

  /** Rewrites the numbers of all rows in place. */
  void rewrite(List<String[]> rows, int columns) {
    List<Notation> ofColumn = new ArrayList<>();
    Notation ofTable = null;
    boolean contradicted = false;
    for (int c = 0; c < columns; c++) {
      Notation notation = agreed(rows, c);
      ofColumn.add(notation);
      if (notation != null) {
        contradicted |= ofTable != null && ofTable != notation;
        ofTable = notation;
      }
    }
    Notation otherwise =
        ofTable != null && !contradicted ? ofTable : semicolons ? Notation.COMMA : Notation.POINT;
    for (int c = 0; c < columns; c++) {
      Notation column = ofColumn.get(c) == null ? otherwise : ofColumn.get(c);
      boolean numbers = allNumeric(rows, c) && !mixed(rows, c);
      for (String[] row : rows) {
        if (row[c] != null) {
          row[c] = rewrite(row[c], numbers ? column : null);
        }
      }
    }
  }

  private static String rewrite(String value, Notation column) {
    Notation own = evidence(value);
    Notation notation = own != null ? own : column;
    return notation != null && notation.number.matcher(value).matches()
        ? notation.rewrite(value)
        : value;
  }

  private static Notation agreed(List<String[]> rows, int column) {
    Notation agreed = null;
    for (String[] row : rows) {
      Notation own = row[column] == null ? null : evidence(row[column]);
      if (own != null && agreed != null && own != agreed) {
        return null;
      }
      agreed = own == null ? agreed : own;
    }
    return agreed;
  }

  private static boolean mixed(List<String[]> rows, int column) {
    boolean point = false;
    boolean comma = false;
    for (String[] row : rows) {
      Notation own = row[column] == null ? null : evidence(row[column]);
      point |= own == Notation.POINT;
      comma |= own == Notation.COMMA;
    }
    return point && comma;
  }

  private static boolean allNumeric(List<String[]> rows, int column) {
    return rows.stream()
        .map(row -> row[column])
        .allMatch(value -> value == null || NUMERIC.matcher(value).matches());
  }

  /** The only notation in which the value is a number; {@code null} when there is no telling. */
  private static Notation evidence(String value) {
    if (value.length() > 40 || !NUMERIC.matcher(value).matches()) {
      return null;
    }
    boolean point = Notation.POINT.reads(value);
    boolean comma = Notation.COMMA.reads(value);
    return point == comma ? null : point ? Notation.POINT : Notation.COMMA;
  }
}
