package id.pcc.storage.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The pointers to the newest record of each series. */
final class LatestTable {
  private final TableLayout table;

  LatestTable(TableLayout table) {
    this.table = table;
  }

  /**
   * Moves pointers whose records were deleted back to the newest that is left.
   *
   * @param now records from after it, and some minutes, are never the newest
   */
  void mend(Connection connection, long now) throws SQLException {
    List<Object[]> pointers = new ArrayList<>();
    for (Object[] series : lost(connection)) {
      remove(connection, series);
      Long newest = newest(connection, series, now + GroupCommit.SKEW);
      if (newest != null) {
        Object[] pointer = Arrays.copyOf(series, series.length + 1);
        pointer[series.length] = newest;
        pointers.add(pointer);
      }
    }
    if (!pointers.isEmpty()) {
      table.engine().moveLatest(connection, table, pointers);
    }
  }

  private List<Object[]> lost(Connection connection) throws SQLException {
    List<Column> pointer = new ArrayList<>(table.seriesKey());
    pointer.add(table.time());
    String columns =
        table.seriesKey().stream().map(c -> "l." + table.q(c)).collect(Collectors.joining(", "));
    String sql =
        "SELECT "
            + (columns.isEmpty() ? "1" : columns)
            + " FROM "
            + table.latest()
            + " l WHERE NOT EXISTS (SELECT 1 FROM "
            + table.table()
            + " h WHERE "
            + pointer.stream()
                .map(c -> "h." + table.q(c) + " = l." + table.q(c))
                .collect(Collectors.joining(" AND "))
            + ")";
    List<Object[]> lost = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Object[] series = new Object[table.seriesKey().size()];
        for (int i = 0; i < series.length; i++) {
          series[i] = rows.getObject(i + 1);
        }
        lost.add(series);
      }
    }
    return lost;
  }

  private String match() {
    return table.seriesKey().isEmpty()
        ? "1 = 1"
        : table.seriesKey().stream()
            .map(c -> table.q(c) + " = ?")
            .collect(Collectors.joining(" AND "));
  }

  private void remove(Connection connection, Object[] series) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + table.latest() + " WHERE " + match())) {
      bind(statement, series);
      statement.executeUpdate();
    }
  }

  private Long newest(Connection connection, Object[] series, long upTo) throws SQLException {
    String time = table.q(table.time());
    String sql =
        "SELECT "
            + time
            + " FROM "
            + table.table()
            + " WHERE "
            + match()
            + " AND "
            + time
            + " <= ? ORDER BY "
            + time
            + " DESC FETCH FIRST 1 ROWS ONLY";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(bind(statement, series), upTo);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? (Long) row.getLong(1) : null;
      }
    }
  }

  private static int bind(PreparedStatement statement, Object[] series) throws SQLException {
    int index = 1;
    for (Object part : series) {
      Column.bind(statement, index++, part, 0);
    }
    return index;
  }
}
