package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.domain.Period;
import id.pcc.storage.internal.sql.Marks.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    if (RollupTable.serves(table)) {
      createRollups(connection);
    }
  }

  /** Makes the tables of hourly and daily values where nothing is stored yet. */
  private void createRollups(Connection connection) throws SQLException {
    for (Period period : Period.values()) {
      new RollupTable(table, period).create(connection);
      if (!table.seriesKey().isEmpty()) {
        RollupTable.overall(table, period).create(connection);
      }
    }
    noteRollups(connection);
  }

  /** The datasets whose tables of hourly and daily values are all there. */
  static Set<DatasetId> rolledUp(Connection connection) throws SQLException {
    Set<DatasetId> complete = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DEPARTMENT, NAME FROM STORAGE.ROLLUP WHERE OVERALL")) {
      while (rows.next()) {
        complete.add(new DatasetId(rows.getString(1), rows.getString(2)));
      }
    }
    return complete;
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
    ensureRollups(connection);
  }

  /**
   * Makes or evolves the tables of hourly and daily values. What is stored already is marked to be
   * worked out.
   */
  void ensureRollups(Connection connection) throws SQLException {
    if (!RollupTable.serves(table)) {
      return;
    }
    Boolean overall = overall(connection);
    boolean fresh = overall == null;
    for (Period period : Period.values()) {
      RollupTable rollup = new RollupTable(table, period);
      if (fresh) {
        rollup.create(connection);
      } else {
        rollup.evolve(connection);
      }
      if (fresh || !overall) {
        rollup.createOverall(connection);
      } else {
        RollupTable.overall(table, period).evolve(connection);
      }
    }
    if (fresh) {
      for (long hour : hours(connection)) {
        Marks.put(connection, new Mark(table.id(), Period.HOUR, hour, 0), 0);
      }
      noteRollups(connection);
    } else if (!overall) {
      note(
          connection, "UPDATE STORAGE.ROLLUP SET OVERALL = TRUE WHERE DEPARTMENT = ? AND NAME = ?");
    }
  }

  private void noteRollups(Connection connection) throws SQLException {
    note(connection, "INSERT INTO STORAGE.ROLLUP (OVERALL, DEPARTMENT, NAME) VALUES (TRUE, ?, ?)");
  }

  private void note(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table.id().department());
      statement.setString(2, table.id().dataset());
      statement.executeUpdate();
    }
  }

  /**
   * Whether the values of all series together have tables too; {@code null} when there are none of
   * single series either.
   */
  private Boolean overall(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT OVERALL FROM STORAGE.ROLLUP WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setString(1, table.id().department());
      statement.setString(2, table.id().dataset());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBoolean(1) : null;
      }
    }
  }

  private Set<Long> hours(Connection connection) throws SQLException {
    Set<Long> hours = new TreeSet<>();
    String quotient = table.q(table.time()) + " / " + Period.HOUR.millis();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT " + quotient + " FROM " + table.table())) {
      while (rows.next()) {
        long begin = rows.getLong(1) * Period.HOUR.millis();
        hours.add(begin);
        if (begin <= 0) {
          // before 1970 the database divides towards zero, and we do not
          hours.add(begin - Period.HOUR.millis());
        }
      }
    }
    return hours;
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
    return "CREATE "
        + kind
        + "INDEX "
        + table.newIndex(purpose)
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
