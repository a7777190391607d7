package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Retention;
import id.pcc.storage.DatasetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What was said of how long datasets are kept, and from when on their records are there. */
final class RetentionTable {
  /** What somebody said. */
  record Said(Retention retention, String by) {}

  Map<DatasetId, Said> said(Connection connection) throws SQLException {
    Map<DatasetId, Said> said = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DEPARTMENT, NAME, RAW_KEPT, HOUR_KEPT, DAY_KEPT, SET_BY FROM"
                    + " STORAGE.RETENTION")) {
      while (rows.next()) {
        Retention retention = new Retention(length(rows, 3), length(rows, 4), length(rows, 5));
        said.put(
            new DatasetId(rows.getString(1), rows.getString(2)),
            new Said(retention, rows.getString(6)));
      }
    }
    return said;
  }

  private static Duration length(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  /** Takes note of what somebody says; {@code null} forgets it. */
  void say(Connection connection, DatasetId dataset, Said said, long now) throws SQLException {
    remove(connection, "RETENTION", dataset);
    if (said == null) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.RETENTION (DEPARTMENT, NAME, RAW_KEPT, HOUR_KEPT, DAY_KEPT,"
                + " SET_BY, SET_AT) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, dataset.department());
      statement.setString(2, dataset.dataset());
      Column.bind(statement, 3, millis(said.retention().raw()), Types.BIGINT);
      Column.bind(statement, 4, millis(said.retention().hour()), Types.BIGINT);
      Column.bind(statement, 5, millis(said.retention().day()), Types.BIGINT);
      statement.setString(6, said.by());
      statement.setLong(7, now);
      statement.executeUpdate();
    }
  }

  private static Long millis(Duration length) {
    return length == null ? null : length.toMillis();
  }

  private static void remove(Connection connection, String table, DatasetId dataset)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM STORAGE." + table + " WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setString(1, dataset.department());
      statement.setString(2, dataset.dataset());
      statement.executeUpdate();
    }
  }

  Map<DatasetId, Long> keptFrom(Connection connection) throws SQLException {
    Map<DatasetId, Long> kept = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DEPARTMENT, NAME, BEGINS FROM STORAGE.KEPT_FROM")) {
      while (rows.next()) {
        kept.put(new DatasetId(rows.getString(1), rows.getString(2)), rows.getLong(3));
      }
    }
    return kept;
  }

  void keepFrom(Connection connection, DatasetId dataset, long begins) throws SQLException {
    remove(connection, "KEPT_FROM", dataset);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.KEPT_FROM (DEPARTMENT, NAME, BEGINS) VALUES (?, ?, ?)")) {
      statement.setString(1, dataset.department());
      statement.setString(2, dataset.dataset());
      statement.setLong(3, begins);
      statement.executeUpdate();
    }
  }
}
