package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.internal.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that were given to deliveries with an idempotency key. */
final class ReceiptTable {
  /** An answer that was given. */
  record Given(String digest, Receipt receipt) {}

  Optional<Given> find(Connection connection, String department, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DIGEST, ACCEPTED, UNCHANGED, QUARANTINED, ERRORS FROM STORAGE.RECEIPT WHERE"
                + " DEPARTMENT = ? AND DELIVERY = ?")) {
      statement.setString(1, department);
      statement.setString(2, key);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Receipt receipt =
            new Receipt(row.getLong(2), row.getLong(3), row.getLong(4), errors(row.getString(5)));
        return Optional.of(new Given(row.getString(1), receipt));
      }
    }
  }

  void put(Connection connection, Delivery delivery, Receipt receipt) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.RECEIPT (DEPARTMENT, DELIVERY, DIGEST, RECEIVED, ACCEPTED,"
                + " UNCHANGED, QUARANTINED, ERRORS) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, delivery.table().id().department());
      statement.setString(2, delivery.key());
      statement.setString(3, delivery.digest());
      statement.setLong(4, delivery.received());
      statement.setLong(5, receipt.accepted());
      statement.setLong(6, receipt.unchanged());
      statement.setLong(7, receipt.quarantined());
      statement.setString(8, errors(receipt.errors()));
      statement.executeUpdate();
    }
  }

  /** Forgets what was received before a time; at most so many at once. */
  int prune(Connection connection, long before) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM STORAGE.RECEIPT WHERE RECEIVED < ?")) {
      statement.setLong(1, before);
      return statement.executeUpdate();
    }
  }

  private static String errors(List<Rejection> errors) {
    return Json.write(errors.stream().map(ReceiptTable::told).toList());
  }

  private static Map<String, Object> told(Rejection error) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("index", error.index());
    told.put("field", error.field());
    told.put("detail", error.detail());
    told.put("fault", FaultColumn.of(error.fault()));
    return told;
  }

  private static List<Rejection> errors(String text) {
    return ((List<?>) Json.read(text))
        .stream().map(Map.class::cast).map(ReceiptTable::error).toList();
  }

  private static Rejection error(Map<?, ?> told) {
    return new Rejection(
        ((Number) told.get("index")).longValue(),
        (String) told.get("field"),
        FaultColumn.read((String) told.get("fault"), (String) told.get("detail")));
  }
}
