package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.storage.internal.domain.Evolution;
import id.pcc.storage.internal.domain.Gathered;
import id.pcc.storage.internal.domain.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values of a dataset by hour or by day: for each series and measure how many, their sum,
 * least, greatest and newest; and in a table beside it the same of all series together, so that a
 * question to the whole city reads one row an hour. They are always worked out from all records of
 * the period anew, so late and corrected records need no special care.
 */
final class RollupTable {
  /** What is kept of a measure, in the order of the columns. */
  private static final List<String> PARTS = Evolution.ROLLED_UP;

  private static final int AT_ONCE = 1_000;

  private final TableLayout table;
  private final Period period;
  private final List<Column> series;
  private final List<Column> measures;

  /** The values of each series. */
  RollupTable(TableLayout table, Period period) {
    this(table, period, table.seriesKey());
  }

  private RollupTable(TableLayout table, Period period, List<Column> series) {
    this.table = table;
    this.period = period;
    this.series = series;
    this.measures = measures(table);
  }

  /** The values of all series together. */
  static RollupTable overall(TableLayout table, Period period) {
    return new RollupTable(table, period, List.of());
  }

  /** Whether a dataset has values to be put together. */
  static boolean serves(TableLayout table) {
    return table.hasLatest() && !measures(table).isEmpty();
  }

  private static List<Column> measures(TableLayout table) {
    return table.dataset().fields().stream()
        .filter(field -> field.role() == FieldRole.MEASURE)
        .map(Field::name)
        .map(table::column)
        .toList();
  }

  /** Whether it has the values of a field. */
  boolean has(String field) {
    return measures.stream().anyMatch(column -> column.name().equals(field));
  }

  String name() {
    return series.equals(table.seriesKey()) ? table.rollup(period) : table.overall(period);
  }

  /** Where the values of all series together stand; itself where there is only one series. */
  private RollupTable overall() {
    return series.isEmpty() ? this : overall(table, period);
  }

  /** The column of the beginning of the period. */
  String begin() {
    return table.engine().quoted("pcc_begin");
  }

  /** A column of a measure, such as its sum. */
  String part(String measure, String part) {
    return table.engine().quoted(measure + "_" + part);
  }

  /** Makes the table. */
  void create(Connection connection) throws SQLException {
    List<String> columns = new ArrayList<>();
    series.forEach(c -> columns.add(definition(c) + " NOT NULL"));
    columns.add(begin() + " " + table.engine().type(Column.Type.TIME) + " NOT NULL");
    measures.forEach(measure -> columns.addAll(definitions(measure)));
    List<String> key = new ArrayList<>();
    series.forEach(c -> key.add(table.q(c)));
    key.add(begin());
    run(
        connection,
        "CREATE TABLE "
            + name()
            + " ("
            + String.join(", ", columns)
            + ", PRIMARY KEY ("
            + String.join(", ", key)
            + "))");
    if (!series.isEmpty()) {
      run(
          connection,
          "CREATE INDEX " + table.newIndex(period.word()) + " ON " + name() + " (" + begin() + ")");
    }
  }

  /** Makes the table of all series together out of the values of each, where there are several. */
  void createOverall(Connection connection) throws SQLException {
    if (series.isEmpty()) {
      return;
    }
    overall().create(connection);
    for (long begin : begins(connection)) {
      overall().insert(connection, begin, together(ready(connection, begin, period.millis())));
    }
  }

  private List<Long> begins(Connection connection) throws SQLException {
    List<Long> begins = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT DISTINCT " + begin() + " FROM " + name())) {
      while (rows.next()) {
        begins.add(rows.getLong(1));
      }
    }
    return begins;
  }

  /** Adds the columns of measures that have none yet. */
  void evolve(Connection connection) throws SQLException {
    Set<String> there = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + name() + " WHERE 1 = 0")) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        there.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
      }
    }
    for (Column measure : measures) {
      if (!there.contains(measure.name() + "_" + PARTS.get(0))) {
        for (String definition : definitions(measure)) {
          run(connection, "ALTER TABLE " + name() + " ADD COLUMN " + definition);
        }
      }
    }
  }

  private String definition(Column column) {
    return table.q(column) + " " + table.engine().type(column.type());
  }

  private List<String> definitions(Column measure) {
    List<String> definitions = new ArrayList<>();
    for (String part : PARTS) {
      boolean whole = part.equals("count") || part.equals("time");
      definitions.add(
          part(measure.name(), part)
              + " "
              + table.engine().type(whole ? Column.Type.WHOLE : Column.Type.DOUBLE));
    }
    return definitions;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Works the values of an hour out from its records, or those of a day from its hours. */
  void renew(Connection connection, long from) throws SQLException {
    Map<List<Object>, Gathered[]> values =
        period == Period.HOUR
            ? ofRecords(connection, from)
            : new RollupTable(table, Period.HOUR).ready(connection, from, period.millis());
    replace(connection, from, values);
    if (!series.isEmpty()) {
      overall().replace(connection, from, together(values));
    }
  }

  private void replace(Connection connection, long from, Map<List<Object>, Gathered[]> values)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + name() + " WHERE " + begin() + " = ?")) {
      delete.setLong(1, from);
      delete.executeUpdate();
    }
    insert(connection, from, values);
  }

  private Map<List<Object>, Gathered[]> together(Map<List<Object>, Gathered[]> values) {
    if (values.isEmpty()) {
      return Map.of();
    }
    Gathered[] all = nothing();
    for (Gathered[] one : values.values()) {
      for (int m = 0; m < all.length; m++) {
        all[m].add(one[m]);
      }
    }
    return Map.of(List.of(), all);
  }

  private Map<List<Object>, Gathered[]> ofRecords(Connection connection, long from)
      throws SQLException {
    List<Column> columns = new ArrayList<>(series);
    columns.add(table.time());
    columns.addAll(measures);
    String time = table.q(table.time());
    String sql =
        "SELECT "
            + columns.stream().map(table::q).collect(Collectors.joining(", "))
            + " FROM "
            + table.table()
            + " WHERE "
            + time
            + " >= ? AND "
            + time
            + " < ?";
    int keys = series.size();
    return read(
        connection,
        sql,
        from,
        period.millis(),
        (row, values) -> {
          long at = row.getLong(keys + 1);
          for (int m = 0; m < values.length; m++) {
            double value = row.getDouble(keys + 2 + m);
            if (!row.wasNull()) {
              values[m].add(value, at);
            }
          }
        });
  }

  /** The values of this table that begin within a span, put together by series. */
  private Map<List<Object>, Gathered[]> ready(Connection connection, long from, long millis)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    series.forEach(c -> columns.add(table.q(c)));
    measures.forEach(m -> PARTS.forEach(part -> columns.add(part(m.name(), part))));
    String sql =
        "SELECT "
            + String.join(", ", columns)
            + " FROM "
            + name()
            + " WHERE "
            + begin()
            + " >= ? AND "
            + begin()
            + " < ?";
    int keys = series.size();
    return read(
        connection,
        sql,
        from,
        millis,
        (row, values) -> {
          for (int m = 0; m < values.length; m++) {
            int first = keys + 1 + m * PARTS.size();
            long count = row.getLong(first);
            if (count > 0) {
              values[m].add(
                  count,
                  row.getDouble(first + 1),
                  row.getDouble(first + 2),
                  row.getDouble(first + 3),
                  row.getDouble(first + 4),
                  row.getLong(first + 5));
            }
          }
        });
  }

  /** Adds a row to the values of its series. */
  @FunctionalInterface
  private interface Adding {
    void add(ResultSet row, Gathered[] values) throws SQLException;
  }

  private Map<List<Object>, Gathered[]> read(
      Connection connection, String sql, long from, long millis, Adding adding)
      throws SQLException {
    Map<List<Object>, Gathered[]> found = new HashMap<>();
    int keys = series.size();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(AT_ONCE);
      statement.setLong(1, from);
      statement.setLong(2, from + millis);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Object[] series = new Object[keys];
          for (int k = 0; k < keys; k++) {
            series[k] = row.getObject(k + 1);
          }
          adding.add(row, found.computeIfAbsent(Arrays.asList(series), key -> nothing()));
        }
      }
    }
    return found;
  }

  private Gathered[] nothing() {
    Gathered[] values = new Gathered[measures.size()];
    Arrays.setAll(values, i -> new Gathered());
    return values;
  }

  private void insert(Connection connection, long from, Map<List<Object>, Gathered[]> values)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    series.forEach(c -> columns.add(table.q(c)));
    columns.add(begin());
    measures.forEach(m -> PARTS.forEach(part -> columns.add(part(m.name(), part))));
    String sql =
        "INSERT INTO "
            + name()
            + " ("
            + String.join(", ", columns)
            + ") VALUES ("
            + columns.stream().map(c -> "?").collect(Collectors.joining(", "))
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (Map.Entry<List<Object>, Gathered[]> each : values.entrySet()) {
        int index = 1;
        for (Object part : each.getKey()) {
          Column.bind(statement, index++, part, Types.VARCHAR);
        }
        statement.setLong(index++, from);
        for (Gathered measure : each.getValue()) {
          index = bind(statement, index, measure);
        }
        statement.addBatch();
        if (++waiting == AT_ONCE) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  private static int bind(PreparedStatement statement, int from, Gathered measure)
      throws SQLException {
    int index = from;
    statement.setLong(index++, measure.count());
    if (measure.count() == 0) {
      for (int part = 1; part < PARTS.size() - 1; part++) {
        statement.setNull(index++, Types.DOUBLE);
      }
      statement.setNull(index++, Types.BIGINT);
      return index;
    }
    statement.setDouble(index++, measure.sum());
    statement.setDouble(index++, measure.least());
    statement.setDouble(index++, measure.greatest());
    statement.setDouble(index++, measure.last());
    statement.setLong(index++, measure.lastTime());
    return index;
  }

  /** Forgets what begins before a time; returns how many rows went. */
  int forget(Connection connection, long before) throws SQLException {
    int together = series.isEmpty() ? 0 : overall().forget(connection, before);
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + name() + " WHERE " + begin() + " < ?")) {
      statement.setLong(1, before);
      return together + statement.executeUpdate();
    }
  }
}
