package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How much each dataset holds. */
final class VolumeTable {
  /**
   * Counts records that are new.
   *
   * @param newest the greatest time among what was stored; {@code null} when all of it lies ahead
   */
  void add(Connection connection, DatasetId id, long records, Long newest) throws SQLException {
    String time =
        newest == null
            ? ""
            : ", NEWEST = CASE WHEN NEWEST IS NULL OR NEWEST < ? THEN ? ELSE NEWEST END";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.VOLUME SET RECORDS = RECORDS + ?"
                + time
                + " WHERE DEPARTMENT = ? AND NAME = ?")) {
      int index = 1;
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
}
