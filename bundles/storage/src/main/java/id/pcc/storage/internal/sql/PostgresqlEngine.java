package id.pcc.storage.internal.sql;

import id.pcc.storage.Database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL and what speaks like it. */
final class PostgresqlEngine implements Engine {
  private static final Set<String> EXISTS = Set.of("42P06", "42P07", "42710", "42701", "23505");

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public String quoted(String name) {
    return '"' + name + '"';
  }

  @Override
  public String type(Column.Type type) {
    return switch (type) {
      case TEXT -> "varchar(1000)";
      case KEY -> "varchar(200)";
      case LONG_TEXT -> "text";
      case WHOLE, TIME -> "bigint";
      case DOUBLE -> "double precision";
      case TRUTH -> "boolean";
    };
  }

  @Override
  public String timestamp(String column) {
    return "to_timestamp(" + column + " / 1000.0) AT TIME ZONE 'Asia/Pontianak'";
  }

  @Override
  public boolean readsBackwards() {
    return true;
  }

  @Override
  public boolean exists(SQLException e) {
    return EXISTS.contains(String.valueOf(e.getSQLState()));
  }

  @Override
  public boolean away(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    // 08: connection; 57P: shutting down or starting; 53: disk full, no memory, no connections
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("58");
  }

  @Override
  public RowWriter rows(TableLayout table) {
    return new PostgresqlRowWriter(table);
  }

  @Override
  public void moveLatest(Connection connection, TableLayout table, List<Object[]> pointers)
      throws SQLException {
    List<Column> columns = new ArrayList<>(table.seriesKey());
    columns.add(table.time());
    String names = columns.stream().map(table::q).collect(Collectors.joining(", "));
    String series = table.seriesKey().stream().map(table::q).collect(Collectors.joining(", "));
    String time = table.q(table.time());
    String arrays =
        columns.stream()
            .map(c -> "?::" + c.type().arrayType + "[]")
            .collect(Collectors.joining(", "));
    String sql =
        "INSERT INTO "
            + table.latest()
            + " AS l ("
            + names
            + ") SELECT * FROM unnest("
            + arrays
            + ") ON CONFLICT ("
            + (series.isEmpty() ? "pcc_one" : series)
            + ") DO UPDATE SET "
            + time
            + " = excluded."
            + time
            + " WHERE l."
            + time
            + " < excluded."
            + time;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int c = 0; c < columns.size(); c++) {
        Object[] values = new Object[pointers.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = pointers.get(i)[c];
        }
        statement.setArray(
            c + 1, connection.createArrayOf(columns.get(c).type().arrayType, values));
      }
      statement.executeUpdate();
    }
  }
}
