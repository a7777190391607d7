package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Fault;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage.Delivered;
import id.pcc.storage.Lineage.Original;
import id.pcc.storage.internal.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the deliveries were whose numbers records carry, as they are written. */
final class DeliveryTable {
  private static final String COLUMNS =
      "SEQ, SOURCE, ROUTE, KEYED, DELIVERIES, RECEIVED, COMMITTED, ACCEPTED, UNCHANGED,"
          + " QUARANTINED, REPAIR";

  /** Records that are stored together and came from one place. */
  static final class Part {
    private final TableLayout table;
    private final long seq;
    private final Delivery.Origin origin;
    private String key;
    private int deliveries;
    private long received = Long.MAX_VALUE;
    private long accepted;
    private long unchanged;
    private long quarantined;
    private long newest = Long.MIN_VALUE;

    Part(TableLayout table, long seq, Delivery.Origin origin) {
      this.table = table;
      this.seq = seq;
      this.origin = origin;
    }

    /**
     * Adds a delivery that has records in it.
     *
     * @param refused how many of its records were refused, if that was not counted before
     */
    void of(Delivery delivery, int refused) {
      key = deliveries == 0 ? delivery.key() : null;
      deliveries++;
      quarantined += refused;
      received = Math.min(received, delivery.received());
    }

    /** Counts a record. */
    void count(boolean changed, long time, long came) {
      accepted += changed ? 1 : 0;
      unchanged += changed ? 0 : 1;
      newest = Math.max(newest, Math.max(time, came));
    }

    long seq() {
      return seq;
    }

    long newest() {
      return newest;
    }
  }

  /**
   * Deliveries that can be packed.
   *
   * @param newest the greatest time of their records, or when those came, in milliseconds UTC
   */
  record Settled(List<Delivered> deliveries, long newest) {}

  void put(Connection connection, Collection<Part> parts, long now) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.DELIVERY ("
                + COLUMNS
                + ", DEPARTMENT, NAME, NEWEST) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?)")) {
      for (Part part : parts) {
        statement.setLong(1, part.seq);
        statement.setString(2, QuarantineTable.cut(part.origin.source(), 500));
        String route = part.origin.route();
        Column.bind(
            statement, 3, route == null ? null : QuarantineTable.cut(route, 200), Types.VARCHAR);
        Column.bind(
            statement,
            4,
            part.key == null ? null : QuarantineTable.cut(part.key, 200),
            Types.VARCHAR);
        statement.setInt(5, part.deliveries);
        statement.setLong(6, part.received);
        statement.setLong(7, now);
        statement.setLong(8, part.accepted);
        statement.setLong(9, part.unchanged);
        statement.setLong(10, part.quarantined);
        Column.bind(statement, 11, part.origin.repair(), Types.CLOB);
        statement.setString(12, part.table.id().department());
        statement.setString(13, part.table.id().dataset());
        statement.setLong(14, part.newest);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Deliveries of a dataset with numbers of a range, the newest first. */
  List<Delivered> find(Connection connection, DatasetId id, long from, long before, int limit)
      throws SQLException {
    List<Delivered> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM STORAGE.DELIVERY WHERE DEPARTMENT = ? AND NAME = ? AND SEQ >= ? AND SEQ <"
                + " ? ORDER BY SEQ DESC FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setLong(3, from);
      statement.setLong(4, before);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(delivered(row));
        }
      }
    }
    return found;
  }

  private static Delivered delivered(ResultSet row) throws SQLException {
    String repair = row.getString(11);
    return new Delivered(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        repair == null ? null : Json.readObject(repair));
  }

  /**
   * The oldest deliveries of a dataset, by their numbers, without those that were repaired: these
   * are acts of people, and may be long.
   *
   * @param before when the last of them was committed at the latest, in milliseconds UTC
   * @return so many; none when fewer are that old
   */
  Settled settled(Connection connection, DatasetId id, long before, int many) throws SQLException {
    String oldest =
        " FROM STORAGE.DELIVERY WHERE DEPARTMENT = ? AND NAME = ? AND REPAIR IS NULL ORDER BY SEQ ";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COMMITTED"
                + oldest
                + "OFFSET "
                + (many - 1)
                + " ROWS FETCH NEXT 1 ROWS ONLY")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getLong(1) >= before) {
          return new Settled(List.of(), 0);
        }
      }
    }
    List<Delivered> found = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + COLUMNS + ", NEWEST" + oldest + "FETCH FIRST " + many + " ROWS ONLY")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(delivered(row));
          newest = Math.max(newest, row.getLong(12));
        }
      }
    }
    return new Settled(found, newest);
  }

  /** Takes out deliveries that are kept otherwise. */
  void remove(Connection connection, DatasetId id, List<Delivered> deliveries) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM STORAGE.DELIVERY WHERE DEPARTMENT = ? AND NAME = ? AND SEQ >= ? AND SEQ <="
                + " ? AND REPAIR IS NULL")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setLong(3, deliveries.get(0).seq());
      statement.setLong(4, deliveries.get(deliveries.size() - 1).seq());
      int removed = statement.executeUpdate();
      if (removed != deliveries.size()) {
        throw new IllegalStateException(
            removed + " deliveries of " + id + " instead of " + deliveries.size());
      }
    }
  }

  /**
   * Rows from quarantine that a delivery was made of.
   *
   * @param record digest of the key of the record that it became; {@code null} for any
   */
  List<Original> originals(Connection connection, DatasetId id, long seq, String record, int limit)
      throws SQLException {
    List<Original> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT ID, FIELD, REASON, RAW, SOURCE, RECEIVED, FAULT FROM STORAGE.ORIGINAL WHERE"
                + " DEPARTMENT = ? AND NAME = ? AND DELIVERY = ?"
                + (record == null ? "" : " AND RECORD = ?")
                + " ORDER BY ID FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      statement.setLong(3, seq);
      if (record != null) {
        statement.setString(4, record);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Fault fault = FaultColumn.read(row.getString(7), row.getString(3));
          found.add(
              new Original(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  fault.code(),
                  fault.text(),
                  row.getString(4),
                  row.getString(5),
                  Instant.ofEpochMilli(row.getLong(6))));
        }
      }
    }
    return found;
  }

  /** The records of a dataset that became of rows in quarantine, as digests of their keys. */
  Set<String> repaired(Connection connection, DatasetId id) throws SQLException {
    Set<String> records = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DISTINCT RECORD FROM STORAGE.ORIGINAL WHERE DEPARTMENT = ? AND NAME = ?")) {
      statement.setString(1, id.department());
      statement.setString(2, id.dataset());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          records.add(row.getString(1));
        }
      }
    }
    return records;
  }

  /** Forgets the rows from quarantine that records became of. */
  void forgetOriginals(Connection connection, DatasetId id, Set<String> records)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM STORAGE.ORIGINAL WHERE DEPARTMENT = ? AND NAME = ? AND RECORD = ?")) {
      for (String record : records) {
        statement.setString(1, id.department());
        statement.setString(2, id.dataset());
        statement.setString(3, record);
        statement.executeUpdate();
      }
    }
  }

  /** Forgets deliveries whose newest record lies before a time; of a pack the newest of all. */
  int prune(Connection connection, DatasetId id, long before) throws SQLException {
    int forgotten = 0;
    for (String table : List.of("STORAGE.DELIVERY", "STORAGE.DELIVERY_PACK", "STORAGE.ORIGINAL")) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "DELETE FROM " + table + " WHERE DEPARTMENT = ? AND NAME = ? AND NEWEST < ?")) {
        statement.setString(1, id.department());
        statement.setString(2, id.dataset());
        statement.setLong(3, before);
        forgotten += statement.executeUpdate();
      }
    }
    return forgotten;
  }
}
