package id.pcc.storage.internal.sql;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derby has no ON CONFLICT. Rows are inserted plainly, which is fastest while they are new, until
 * the first that is there already; the rest of the batch is inserted only where absent, at six
 * tenths of the speed; and what was there already is updated where its content differs.
 */
final class DerbyRowWriter implements RowWriter {
  private final TableLayout table;
  private final List<Column> columns;
  private final String insert;
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
      insertAbsent(connection, rows, next, seq, fates);
    }
    updateDifferent(connection, rows, seq, fates);
    return fates;
  }

  /** Inserts until the first row that is there already; returns the place after it. */
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
      return failed + 1;
    }
  }

  private void insertAbsent(Connection connection, List<Row> rows, int from, long seq, Fate[] fates)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertAbsent)) {
      for (Row row : rows.subList(from, rows.size())) {
        bindKey(statement, row, bind(statement, row, seq, 1, false));
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        fates[from + i] = counts[i] > 0 ? Fate.INSERTED : null;
      }
    }
  }

  private void updateDifferent(Connection connection, List<Row> rows, long seq, Fate[] fates)
      throws SQLException {
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < fates.length; i++) {
      if (fates[i] == null) {
        present.add(i);
      }
    }
    if (present.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      for (int i : present) {
        Row row = rows.get(i);
        int index = bindKey(statement, row, bind(statement, row, seq, 1, true));
        statement.setLong(index, row.record().hash());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        fates[present.get(i)] = counts[i] > 0 ? Fate.UPDATED : Fate.UNCHANGED;
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
