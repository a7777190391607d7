package id.pcc.storage.internal.sql;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derby has no ON CONFLICT. Rows are inserted plainly, which is fastest while they are new, until
 * the first that is there already. The rest of the batch is looked up by key, so that a repetition
 * costs one look-up a row: what is absent is inserted, and what has other content is updated.
 */
final class DerbyRowWriter implements RowWriter {
  private final TableLayout table;
  private final List<Column> columns;
  private final String insert;
  private final String hashOf;
  private final String insertAbsent;
  private final String update;

  DerbyRowWriter(TableLayout table) {
    this.table = table;
    columns =
        Stream.concat(
                table.columns().stream(),
                Stream.of(TableLayout.SEQ, TableLayout.RECEIVED, TableLayout.HASH))
            .toList();
    String names = columns.stream().map(table::q).collect(Collectors.joining(", "));
    String match =
        table.key().stream().map(c -> table.q(c) + " = ?").collect(Collectors.joining(" AND "));
    Engine engine = table.engine();
    insert =
        "INSERT INTO "
            + table.table()
            + " ("
            + names
            + ") VALUES ("
            + columns.stream().map(c -> "?").collect(Collectors.joining(", "))
            + ")";
    hashOf = "SELECT " + table.q(TableLayout.HASH) + " FROM " + table.table() + " WHERE " + match;
    insertAbsent =
        "INSERT INTO "
            + table.table()
            + " ("
            + names
            + ") SELECT "
            + columns.stream()
                .map(c -> "CAST(? AS " + engine.type(c.type()) + ")")
                .collect(Collectors.joining(", "))
            + " FROM SYSIBM.SYSDUMMY1 WHERE NOT EXISTS (SELECT 1 FROM "
            + table.table()
            + " WHERE "
            + match
            + ")";
    update =
        "UPDATE "
            + table.table()
            + " SET "
            + columns.stream()
                .filter(c -> !table.key().contains(c))
                .map(c -> table.q(c) + " = ?")
                .collect(Collectors.joining(", "))
            + " WHERE "
            + match
            + " AND "
            + table.q(TableLayout.HASH)
            + " <> ?";
  }

  @Override
  public Fate[] write(Connection connection, List<Row> rows, long seq) throws SQLException {
    Fate[] fates = new Fate[rows.size()];
    int next = insertPlainly(connection, rows, seq, fates);
    if (next < rows.size()) {
      List<Integer> absent = new ArrayList<>();
      List<Integer> different = new ArrayList<>();
      lookUp(connection, rows, next, fates, absent, different);
      insertAbsent(connection, rows, absent, seq, fates, different);
      updateDifferent(connection, rows, different, seq, fates);
    }
    return fates;
  }

  /** Inserts until the first row that is there already; returns its place. */
  private int insertPlainly(Connection connection, List<Row> rows, long seq, Fate[] fates)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Row row : rows) {
        bind(statement, row, seq, 1, false);
        statement.addBatch();
      }
      statement.executeBatch();
      Arrays.fill(fates, Fate.INSERTED);
      return rows.size();
    } catch (BatchUpdateException e) {
      int failed = e.getUpdateCounts().length;
      if (!table.engine().duplicate(e) || failed >= rows.size()) {
        throw e;
      }
      Arrays.fill(fates, 0, failed, Fate.INSERTED);
      return failed;
    }
  }

  /** Sorts out what is not there, and what is there with other content. */
  private void lookUp(
      Connection connection,
      List<Row> rows,
      int from,
      Fate[] fates,
      List<Integer> absent,
      List<Integer> different)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(hashOf)) {
      for (int i = from; i < fates.length; i++) {
        bindKey(statement, rows.get(i), 1);
        try (ResultSet found = statement.executeQuery()) {
          if (!found.next()) {
            absent.add(i);
          } else if (found.getLong(1) != rows.get(i).record().hash()) {
            different.add(i);
          } else {
            fates[i] = Fate.UNCHANGED;
          }
        }
      }
    }
  }

  /** Another node may have inserted the same meanwhile: that is there with content unknown. */
  private void insertAbsent(
      Connection connection,
      List<Row> rows,
      List<Integer> absent,
      long seq,
      Fate[] fates,
      List<Integer> different)
      throws SQLException {
    if (absent.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(insertAbsent)) {
      for (int i : absent) {
        Row row = rows.get(i);
        bindKey(statement, row, bind(statement, row, seq, 1, false));
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          fates[absent.get(i)] = Fate.INSERTED;
        } else {
          different.add(absent.get(i));
        }
      }
    }
  }

  private void updateDifferent(
      Connection connection, List<Row> rows, List<Integer> different, long seq, Fate[] fates)
      throws SQLException {
    if (different.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      for (int i : different) {
        Row row = rows.get(i);
        int index = bindKey(statement, row, bind(statement, row, seq, 1, true));
        statement.setLong(index, row.record().hash());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        fates[different.get(i)] = counts[i] > 0 ? Fate.UPDATED : Fate.UNCHANGED;
      }
    }
  }

  private int bind(PreparedStatement statement, Row row, long seq, int from, boolean withoutKey)
      throws SQLException {
    int index = from;
    for (Column column : table.columns()) {
      if (!withoutKey || !table.key().contains(column)) {
        Column.bind(statement, index++, column.of(row.record().values()), column.type().sqlType);
      }
    }
    statement.setLong(index++, seq);
    statement.setLong(index++, row.received());
    statement.setLong(index++, row.record().hash());
    return index;
  }

  private int bindKey(PreparedStatement statement, Row row, int from) throws SQLException {
    int index = from;
    for (Object part : row.record().key()) {
      Column.bind(statement, index++, part, 0);
    }
    return index;
  }
}
