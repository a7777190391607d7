package id.pcc.storage.internal.sql;

import id.pcc.storage.Catalogue.Approval;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.json.DeclarationJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which version of each dataset is official. */
final class ApprovalTable {
  Map<DatasetId, Approval> all(Connection connection) throws SQLException {
    Map<DatasetId, Approval> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DEPARTMENT, NAME, VERSION, DECLARATION, APPROVED_BY, APPROVED FROM"
                    + " STORAGE.APPROVAL")) {
      while (rows.next()) {
        all.put(
            new DatasetId(rows.getString(1), rows.getString(2)),
            new Approval(
                rows.getInt(3),
                DeclarationJson.read(rows.getString(4)).dataset(),
                rows.getString(5),
                Instant.ofEpochMilli(rows.getLong(6))));
      }
    }
    return all;
  }

  /** Keeps an approval in place of an earlier one. */
  void put(Connection connection, DatasetId id, Approval approval) throws SQLException {
    remove(connection, id);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.APPROVAL (DEPARTMENT, NAME, VERSION, DECLARATION, APPROVED_BY,"
                + " APPROVED) VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setInt(3, approval.version());
      statement.setString(4, new DeclarationJson(approval.dataset(), List.of()).text());
      statement.setString(5, approval.by());
      statement.setLong(6, approval.at().toEpochMilli());
      statement.executeUpdate();
    }
  }

  void remove(Connection connection, DatasetId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM STORAGE.APPROVAL WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.executeUpdate();
    }
  }
}
