package id.pcc.storage.internal.command;

import java.util.ArrayList;
import java.util.List;

/** A table of texts, at most 100 characters wide: what is too long is cut with a sign. */
final class Table {
  static final int WIDEST = 100;
  private static final int GAP = 2;
  private static final int LEAST = 8;
  private static final int MOST = 32;

  private final List<String[]> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(heading);
  }

  void row(Object... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = cells[i] == null ? "-" : plain(cells[i].toString());
    }
    rows.add(row);
  }

  /** A text in which nothing steers the terminal. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  /** The width of each column; those that do not fit beside the ones before them have none. */
  int[] widths() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    int left = WIDEST;
    for (int c = 0; c < columns; c++) {
      int natural = 0;
      for (String[] row : rows) {
        natural = Math.max(natural, row[c].length());
      }
      int most = Math.min(Math.min(natural, MOST), left);
      if (most < Math.min(natural, LEAST)) {
        break;
      }
      widths[c] = most;
      left -= most + GAP;
    }
    return widths;
  }

  /** The lines, with the heading. */
  List<String> lines() {
    return lines(widths());
  }

  /** The lines, with the heading, in the widths of a table before. */
  List<String> lines(int[] widths) {
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.length && widths[c] > 0; c++) {
      line.append(c == 0 ? "" : " ".repeat(GAP)).append(cut(row[c], widths[c]));
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return cell.length() > width
        ? cell.substring(0, width - 1) + "…"
        : cell + " ".repeat(width - cell.length());
  }
}
