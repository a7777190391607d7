package id.pcc.storage.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL takes a whole batch as one array for each column, in one round trip. While all rows
 * are new, that is all; else the rows that were there already are updated where their content
 * differs, by a second statement.
 */
final class PostgresqlRowWriter implements RowWriter {
  private final TableLayout table;
  private final List<Column> columns;
  private final String insert;
  private final String update;
  private final String written;

  PostgresqlRowWriter(TableLayout table) {
    this.table = table;
    columns =
        Stream.concat(
                table.columns().stream(),
                Stream.of(TableLayout.SEQ, TableLayout.RECEIVED, TableLayout.HASH))
            .toList();
    String names = list(columns, table::q);
    String key = list(table.key(), table::q);
    String arrays = list(columns, c -> "?::" + c.type().arrayType + "[]");
    insert =
        "INSERT INTO "
            + table.table()
            + " ("
            + names
            + ") SELECT * FROM unnest("
            + arrays
            + ") ON CONFLICT ("
            + key
            + ") DO NOTHING";
    String hash = table.q(TableLayout.HASH);
    update =
        "UPDATE "
            + table.table()
            + " AS t SET "
            + list(
                columns.stream().filter(c -> !table.key().contains(c)).toList(),
                c -> table.q(c) + " = u." + table.q(c))
            + " FROM unnest("
            + arrays
            + ") AS u("
            + names
            + ") WHERE "
            + table.key().stream()
                .map(c -> "t." + table.q(c) + " = u." + table.q(c))
                .collect(Collectors.joining(" AND "))
            + " AND t."
            + hash
            + " <> u."
            + hash;
    written =
        "SELECT " + key + " FROM " + table.table() + " WHERE " + table.q(TableLayout.SEQ) + " = ?";
  }

  private static String list(List<Column> columns, Function<Column, String> shown) {
    return columns.stream().map(shown).collect(Collectors.joining(", "));
  }

  @Override
  public Fate[] write(Connection connection, List<Row> rows, long seq) throws SQLException {
    Fate[] fates = new Fate[rows.size()];
    if (run(connection, insert, rows, seq) == rows.size()) {
      Arrays.fill(fates, Fate.INSERTED);
      return fates;
    }
    mark(rows, fates, written(connection, seq), Fate.INSERTED);
    List<Row> present = new ArrayList<>();
    for (int i = 0; i < fates.length; i++) {
      if (fates[i] == null) {
        present.add(rows.get(i));
      }
    }
    if (run(connection, update, present, seq) > 0) {
      mark(rows, fates, written(connection, seq), Fate.UPDATED);
    }
    for (int i = 0; i < fates.length; i++) {
      fates[i] = fates[i] == null ? Fate.UNCHANGED : fates[i];
    }
    return fates;
  }

  private static void mark(List<Row> rows, Fate[] fates, Set<List<Object>> keys, Fate fate) {
    for (int i = 0; i < fates.length; i++) {
      if (fates[i] == null && keys.contains(rows.get(i).record().key())) {
        fates[i] = fate;
      }
    }
  }

  private int run(Connection connection, String sql, List<Row> rows, long seq) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      for (Column column : columns) {
        // arrays of one type of element travel in binary form, which spares making and reading text
        Object[] values = column.type().array(rows.size());
        for (int i = 0; i < values.length; i++) {
          Row row = rows.get(i);
          values[i] =
              column == TableLayout.SEQ
                  ? (Object) seq
                  : column == TableLayout.RECEIVED
                      ? (Object) row.received()
                      : column == TableLayout.HASH
                          ? (Object) row.record().hash()
                          : column.of(row.record().values());
        }
        statement.setArray(index++, connection.createArrayOf(column.type().arrayType, values));
      }
      return statement.executeUpdate();
    }
  }

  private Set<List<Object>> written(Connection connection, long seq) throws SQLException {
    Set<List<Object>> keys = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(written)) {
      statement.setLong(1, seq);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          List<Object> key = new ArrayList<>();
          for (int i = 0; i < table.key().size(); i++) {
            boolean text = table.key().get(i).type() == Column.Type.KEY;
            key.add(text ? found.getString(i + 1) : (Object) found.getLong(i + 1));
          }
          keys.add(key);
        }
      }
    }
    return keys;
  }
}
