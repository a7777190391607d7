package id.pcc.mapping.format;

import java.util.ArrayList;
import java.util.List;

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
  private final boolean semicolons;

  Decimals(char delimiter) {
    this.semicolons = delimiter == ';';
  }

  /** Rewrites the numbers of all rows in place. */
  void rewrite(List<String[]> rows, int columns) {
    List<NumberForm> ofColumn = new ArrayList<>();
    NumberForm ofTable = null;
    boolean contradicted = false;
    for (int c = 0; c < columns; c++) {
      NumberForm notation = agreed(rows, c);
      ofColumn.add(notation);
      if (notation != null) {
        contradicted |= ofTable != null && ofTable != notation;
        ofTable = notation;
      }
    }
    NumberForm otherwise =
        ofTable != null && !contradicted
            ? ofTable
            : semicolons ? NumberForm.COMMA : NumberForm.POINT;
    for (int c = 0; c < columns; c++) {
      NumberForm column = ofColumn.get(c) == null ? otherwise : ofColumn.get(c);
      boolean numbers = allNumeric(rows, c) && !mixed(rows, c);
      for (String[] row : rows) {
        if (row[c] != null) {
          row[c] = rewrite(row[c], numbers ? column : null);
        }
      }
    }
  }

  private static String rewrite(String value, NumberForm column) {
    NumberForm own = NumberForm.evidence(value);
    NumberForm notation = own != null ? own : column;
    return notation != null && notation.matches(value) ? notation.plain(value) : value;
  }

  private static NumberForm agreed(List<String[]> rows, int column) {
    NumberForm agreed = null;
    for (String[] row : rows) {
      NumberForm own = row[column] == null ? null : NumberForm.evidence(row[column]);
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
      NumberForm own = row[column] == null ? null : NumberForm.evidence(row[column]);
      point |= own == NumberForm.POINT;
      comma |= own == NumberForm.COMMA;
    }
    return point && comma;
  }

  private static boolean allNumeric(List<String[]> rows, int column) {
    return rows.stream()
        .map(row -> row[column])
        .allMatch(value -> value == null || NumberForm.numeric(value));
  }
}
