package id.pcc.connect.internal.command;

import java.util.ArrayList;
import java.util.List;

/** A table of texts that is never wider than 100 columns: what is too long is cut with a sign. */
final class Table {
  private static final int WIDEST = 100;
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(heading);
  }

  void row(Object... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = cells[i] == null ? "-" : cells[i].toString().replaceAll("\\s+", " ");
    }
    rows.add(row);
  }

  /** The table; the last column takes what the others leave. */
  String text() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    int left = WIDEST;
    for (int c = 0; c < columns; c++) {
      for (String[] row : rows) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
      boolean last = c == columns - 1;
      // The last column holds the reasons: the others together leave it at least a third.
      int most = last ? left : Math.max(4, (left - WIDEST / 3) - (columns - c - 2) * 6);
      widths[c] = Math.min(widths[c], Math.max(1, most));
      left -= widths[c] + GAP.length();
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        line.append(c == 0 ? "" : GAP).append(cut(row[c], widths[c]));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String cut(String cell, int width) {
    return cell.length() > width
        ? cell.substring(0, width - 1) + "…"
        : cell + " ".repeat(width - cell.length());
  }
}
