package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Quality.Day;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The counts of each dataset and day. */
final class QualityTable {
  private static final String COLUMNS =
      "ACCEPTED, UNCHANGED, QUARANTINED, EXPECTED, PRESENT, TIMED, TIMELY";

  /** Adds counts to those of a day. */
  void add(Connection connection, DatasetId dataset, long day, long[] counts) throws SQLException {
    String sum = COLUMNS.replaceAll("(\\w+)", "$1 = $1 + ?");
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE STORAGE.QUALITY SET "
                + sum
                + " WHERE DEPARTMENT = ? AND NAME = ? AND RECEIVED_ON = ?")) {
      bind(update, counts, dataset, day);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO STORAGE.QUALITY ("
                + COLUMNS
                + ", DEPARTMENT, NAME, RECEIVED_ON) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, counts, dataset, day);
      insert.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, long[] counts, DatasetId dataset, long day)
      throws SQLException {
    for (int i = 0; i < counts.length; i++) {
      statement.setLong(i + 1, counts[i]);
    }
    statement.setString(counts.length + 1, dataset.department());
    statement.setString(counts.length + 2, dataset.dataset());
    statement.setLong(counts.length + 3, day);
  }

  /** The days from one on, oldest first. */
  List<Day> days(Connection connection, DatasetId dataset, LocalDate from) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT RECEIVED_ON, "
                + COLUMNS
                + " FROM STORAGE.QUALITY WHERE DEPARTMENT = ? AND NAME = ? AND RECEIVED_ON >= ?"
                + " ORDER BY RECEIVED_ON")) {
      select.setString(1, dataset.department());
      select.setString(2, dataset.dataset());
      select.setLong(3, from.toEpochDay());
      List<Day> days = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.add(
              new Day(
                  LocalDate.ofEpochDay(row.getLong(1)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8)));
        }
      }
      return days;
    }
  }

  /** Forgets the days before one; returns how many went. */
  int prune(Connection connection, long before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM STORAGE.QUALITY WHERE RECEIVED_ON < ?")) {
      delete.setLong(1, before);
      return delete.executeUpdate();
    }
  }
}
