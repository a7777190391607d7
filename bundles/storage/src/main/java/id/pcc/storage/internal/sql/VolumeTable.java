package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How much each dataset holds. */
final class VolumeTable {
  /**
   * How far a dataset reaches.
   *
   * @param records how many it holds
   * @param oldest the least time; {@code null} when not known
   * @param newest the greatest time, but for what lies ahead; {@code null} when there is none
   */
  record Span(long records, Long oldest, Long newest) {}

  /**
   * Counts records that are new.
   *
   * @param oldest the least time among what was stored
   * @param newest the greatest time among what was stored; {@code null} when all of it lies ahead
   */
  void add(Connection connection, DatasetId id, long records, long oldest, Long newest)
      throws SQLException {
    // a dataset from before OLDEST was kept has records, but no oldest: it must stay unknown
    String sql =
        "UPDATE STORAGE.VOLUME SET OLDEST = CASE WHEN OLDEST IS NULL AND RECORDS > 0 THEN OLDEST"
            + " WHEN OLDEST IS NULL OR OLDEST > ? THEN ? ELSE OLDEST END, RECORDS = RECORDS + ?"
            + (newest == null
                ? ""
                : ", NEWEST = CASE WHEN NEWEST IS NULL OR NEWEST < ? THEN ? ELSE NEWEST END")
            + " WHERE DEPARTMENT = ? AND NAME = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      statement.setLong(index++, oldest);
      statement.setLong(index++, oldest);
      statement.setLong(index++, records);
      if (newest != null) {
        statement.setLong(index++, newest);
        statement.setLong(index++, newest);
      }
      statement.setString(index++, id.department());
      statement.setString(index, id.dataset());
      statement.executeUpdate();
    }
  }

  /** Counts records that went. */
  void remove(Connection connection, DatasetId id, long records) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.VOLUME SET RECORDS = RECORDS - ? WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setLong(1, records);
      statement.setString(2, id.department());
      statement.setString(3, id.dataset());
      statement.executeUpdate();
    }
  }

  /** Finds out how far a dataset reaches after records went. */
  void settle(Connection connection, TableLayout table) throws SQLException {
    String time = table.q(table.time() == null ? TableLayout.RECEIVED : table.time());
    String newest = table.hasLatest() ? table.latest() : table.table();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.VOLUME SET NEWEST = (SELECT MAX("
                + time
                + ") FROM "
                + newest
                + ") WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setString(1, table.id().department());
      statement.setString(2, table.id().dataset());
      statement.executeUpdate();
    }
  }

  Span span(Connection connection, DatasetId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT RECORDS, OLDEST, NEWEST FROM STORAGE.VOLUME WHERE DEPARTMENT = ? AND NAME ="
                + " ?")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Span(row.getLong(1), time(row, 2), time(row, 3))
            : new Span(0, null, null);
      }
    }
  }

  private static Long time(ResultSet row, int column) throws SQLException {
    long time = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(time);
  }
}
