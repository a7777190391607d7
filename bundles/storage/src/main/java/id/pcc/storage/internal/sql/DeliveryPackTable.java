package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage.Delivered;
import id.pcc.storage.internal.json.PackedDeliveries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Deliveries that are settled, many in a row. */
final class DeliveryPackTable {
  /** How many deliveries a pack holds. */
  static final int SIZE = 1_000;

  /**
   * Keeps deliveries as a pack.
   *
   * @param deliveries by their numbers, which are greater than those of every pack of the dataset
   * @param newest the greatest of theirs
   */
  void put(Connection connection, DatasetId id, List<Delivered> deliveries, long newest)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.DELIVERY_PACK (DEPARTMENT, NAME, FIRST_SEQ, LAST_SEQ, DELIVERIES,"
                + " NEWEST, CONTENT) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setLong(3, deliveries.get(0).seq());
      statement.setLong(4, deliveries.get(deliveries.size() - 1).seq());
      statement.setInt(5, deliveries.size());
      statement.setLong(6, newest);
      statement.setString(7, PackedDeliveries.write(deliveries));
      statement.executeUpdate();
    }
  }

  /** One delivery, if it is in a pack. */
  Optional<Delivered> find(Connection connection, DatasetId id, long seq) throws SQLException {
    return newest(connection, id, seq, 1).stream().filter(each -> each.seq() == seq).findFirst();
  }

  /** Packed deliveries with numbers before one, the newest first. */
  List<Delivered> before(Connection connection, DatasetId id, long before, int limit)
      throws SQLException {
    if (before == Long.MIN_VALUE || limit < 1) {
      return List.of();
    }
    // the first of the packs may hold only a few that are before it
    int packs = (limit - 1) / SIZE + 2;
    return newest(connection, id, before - 1, packs).stream()
        .filter(each -> each.seq() < before)
        .limit(limit)
        .toList();
  }

  private List<Delivered> newest(Connection connection, DatasetId id, long upTo, int packs)
      throws SQLException {
    List<Delivered> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT CONTENT FROM STORAGE.DELIVERY_PACK WHERE DEPARTMENT = ? AND NAME = ? AND"
                + " FIRST_SEQ <= ? ORDER BY FIRST_SEQ DESC FETCH FIRST "
                + packs
                + " ROWS ONLY")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setLong(3, upTo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<Delivered> pack = new ArrayList<>(PackedDeliveries.read(row.getString(1)));
          Collections.reverse(pack);
          found.addAll(pack);
        }
      }
    }
    return found;
  }
}
