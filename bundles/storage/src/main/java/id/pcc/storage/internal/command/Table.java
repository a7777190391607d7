package id.pcc.storage.internal.command;

import java.util.ArrayList;
import java.util.List;

/** A table of texts, at most 100 columns wide: what is too long is cut with a sign. */
final class Table {
  static final int WIDEST = 100;
  private static final int GAP = 2;
  private static final int LEAST = 4;

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

  /** The width of each column: the widest give way first. */
  int[] widths() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    int most = WIDEST - GAP * (columns - 1);
    while (sum(widths) > most && widths[widest(widths)] > LEAST) {
      widths[widest(widths)]--;
    }
    return widths;
  }

  private static int sum(int[] widths) {
    int sum = 0;
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int c = 1; c < widths.length; c++) {
      widest = widths[c] > widths[widest] ? c : widest;
    }
    return widest;
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
    for (int c = 0; c < row.length; c++) {
      line.append(c == 0 ? "" : " ".repeat(GAP)).append(cut(row[c], widths[c]));
    }
    String text = line.toString().stripTrailing();
    return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
  }

  private static String cut(String cell, int width) {
    return cell.length() > width
        ? cell.substring(0, width - 1) + "…"
        : cell + " ".repeat(width - cell.length());
  }
}
