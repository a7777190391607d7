package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes and evolves the table of a dataset. Its indexes serve the three ways in which records are
 * asked for: by thing and time newest first (the key, and what makes repetition harmless), by time
 * newest first over all things, and by delivery. Derby cannot scan an index backwards, so the
 * direction stands in the index.
 */
final class TableDefinition {
  private final TableLayout table;
  private final Engine engine;

  TableDefinition(TableLayout table) {
    this.table = table;
    this.engine = table.engine();
  }

  /** Makes the table, its indexes, its pointers to the newest records and its view. */
  void create(Connection connection) throws SQLException {
    run(connection, createTable());
    run(connection, createIndex("UNIQUE ", "key", keyOrder()));
    run(connection, createIndex("", "seq", List.of(table.q(TableLayout.SEQ))));
    if (table.time() != null && !table.seriesKey().isEmpty()) {
      run(connection, createIndex("", "time", timeOrder()));
    }
    if (table.hasLatest()) {
      run(connection, createLatest());
    }
    run(connection, createView());
  }

  /** Adds columns and makes the view anew. */
  void evolve(Connection connection, List<Field> added) throws SQLException {
    for (Field field : added) {
      for (Column column : table.columnsOf(field)) {
        run(connection, "ALTER TABLE " + table.table() + " ADD COLUMN " + definition(column));
      }
    }
    run(connection, "DROP VIEW " + table.view());
    run(connection, createView());
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String createTable() {
    List<String> columns = new ArrayList<>();
    for (Field field : table.dataset().fields()) {
      for (Column column : table.columnsOf(field)) {
        columns.add(definition(column) + (field.optional() ? "" : " NOT NULL"));
      }
    }
    for (Column column : List.of(TableLayout.SEQ, TableLayout.RECEIVED, TableLayout.HASH)) {
      columns.add(definition(column) + " NOT NULL");
    }
    return "CREATE TABLE " + table.table() + " (" + String.join(", ", columns) + ")";
  }

  private String definition(Column column) {
    return table.q(column) + " " + engine.type(column.type());
  }

  private String createIndex(String kind, String purpose, List<String> columns) {
    // PostgreSQL puts an index where its table is; Derby wants to be told
    boolean derby = engine instanceof DerbyEngine;
    return "CREATE "
        + kind
        + "INDEX "
        + (derby ? table.schema() + "." : "")
        + engine.quoted(table.index(purpose))
        + " ON "
        + table.table()
        + " ("
        + String.join(", ", columns)
        + ")";
  }

  /** The things, then the time, newest first. */
  private List<String> keyOrder() {
    List<String> order = new ArrayList<>();
    table.key().stream().filter(c -> c != table.time()).forEach(c -> order.add(table.q(c)));
    if (table.key().contains(table.time())) {
      order.add(table.q(table.time()) + " DESC");
    }
    return order;
  }

  /** The time, newest first, then the things. */
  private List<String> timeOrder() {
    List<String> order = new ArrayList<>();
    order.add(table.q(table.time()) + " DESC");
    table.seriesKey().forEach(c -> order.add(table.q(c)));
    return order;
  }

  private String createLatest() {
    List<String> columns = new ArrayList<>();
    table.seriesKey().forEach(c -> columns.add(definition(c) + " NOT NULL"));
    columns.add(definition(table.time()) + " NOT NULL");
    String key = table.seriesKey().stream().map(table::q).collect(Collectors.joining(", "));
    if (key.isEmpty()) {
      key = engine.quoted("pcc_one");
      columns.add(key + " INTEGER DEFAULT 1 NOT NULL");
    }
    return "CREATE TABLE "
        + table.latest()
        + " ("
        + String.join(", ", columns)
        + ", PRIMARY KEY ("
        + key
        + "))";
  }

  private String createView() {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(TableLayout.RECEIVED);
    columns.add(TableLayout.SEQ);
    String names = columns.stream().map(table::q).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(c -> c.type() == Column.Type.TIME ? engine.timestamp(table.q(c)) : table.q(c))
            .collect(Collectors.joining(", "));
    return "CREATE VIEW "
        + table.view()
        + " ("
        + names
        + ") AS SELECT "
        + values
        + " FROM "
        + table.table();
  }
}
