package id.pcc.mapping.format;

import id.pcc.api.LocalText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/**
 * Finds the heading of a table under titles and logos: the first row that fills most of the width
 * of the rows around it, with words and without numbers; where none does, the first row.
 */
final class HeadedTable implements Table {
  private static final int LOOKED_AT = 60;
  private static final int LONGEST_NAME = 200;
  private static final double FILLED = 0.6;

  private final RawRows rows;
  private final Queue<Row> ahead = new ArrayDeque<>();
  private final List<String> columns;

  HeadedTable(RawRows rows, Long wanted) throws DocumentException {
    this.rows = rows;
    try {
      columns = begin(wanted);
    } catch (DocumentException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private List<String> begin(Long wanted) throws DocumentException {
    List<Row> first = new ArrayList<>();
    while (first.size() < LOOKED_AT) {
      Row row = rows.next();
      if (row == null) {
        break;
      }
      boolean above = wanted != null && row.number() < wanted;
      if (!row.blank() && !above) {
        first.add(row);
      }
    }
    if (first.isEmpty()) {
      throw DocumentException.missing("document");
    }
    int heading = wanted == null ? heading(first) : 0;
    List<Row> under = first.subList(heading + 1, first.size());
    ahead.addAll(under);
    int width = under.stream().mapToInt(HeadedTable::width).max().orElse(0);
    return names(first.get(heading), Math.max(width, width(first.get(heading))));
  }

  private static int heading(List<Row> rows) {
    int usual = usual(rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      long filled = row.cells().stream().filter(Objects::nonNull).count();
      boolean words = row.cells().stream().allMatch(HeadedTable::name);
      if (words && filled >= Math.max(Math.min(usual, 2), Math.ceil(usual * FILLED))) {
        return i;
      }
    }
    return 0;
  }

  /** How many cells are filled in most rows; the greater number of two that are as frequent. */
  private static int usual(List<Row> rows) {
    int[] counts = new int[CsvTable.MOST_COLUMNS + 1];
    for (Row row : rows) {
      long filled = row.cells().stream().filter(Objects::nonNull).count();
      counts[(int) Math.min(filled, CsvTable.MOST_COLUMNS)]++;
    }
    int usual = 0;
    for (int i = 1; i < counts.length; i++) {
      usual = counts[i] > 0 && counts[i] >= counts[usual] ? i : usual;
    }
    return usual;
  }

  /** Whether a cell may name a column; years may, as tables have one column for each. */
  private static boolean name(Object cell) {
    if (cell == null) {
      return true;
    }
    if (cell instanceof Long year) {
      return year >= 1900 && year <= 2100;
    }
    return cell instanceof String text
        && (text.matches("(19|20)\\d\\d")
            || !NumberForm.numeric(text) && !text.matches("\\d{1,4}[-/.]\\d{1,2}[-/.].*"));
  }

  private static int width(Row row) {
    int width = row.cells().size();
    while (width > 0 && row.cells().get(width - 1) == null) {
      width--;
    }
    return width;
  }

  private static List<String> names(Row heading, int width) throws DocumentException {
    if (width > CsvTable.MOST_COLUMNS) {
      throw DocumentException.tooMuch(
          "row " + heading.number(),
          LocalText.of(CsvTable.MOST_COLUMNS + " kolom", CsvTable.MOST_COLUMNS + " columns"));
    }
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < width; i++) {
      Object cell = heading.cell(i);
      String name = cell == null ? "" : cell.toString().replaceAll("\\s+", " ").strip();
      if (name.length() > LONGEST_NAME) {
        name = name.substring(0, LONGEST_NAME);
      }
      String base = name.isEmpty() ? "column " + (i + 1) : name;
      String free = base;
      for (int n = 2; !taken.add(free); n++) {
        free = base + " " + n;
      }
      names.add(free);
    }
    return List.copyOf(names);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Row next() throws DocumentException {
    Row row = ahead.isEmpty() ? rows.next() : ahead.poll();
    while (row != null && row.blank()) {
      row = rows.next();
    }
    if (row == null) {
      return null;
    }
    int width = Math.max(width(row), columns.size());
    List<Object> cells = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      cells.add(row.cell(i));
    }
    return new Row(row.number(), cells);
  }

  @Override
  public double read() {
    return rows.read();
  }

  @Override
  public void close() {
    rows.close();
  }
}
