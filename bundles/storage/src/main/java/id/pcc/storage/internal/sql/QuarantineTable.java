package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that were refused, each kept once and counted. */
final class QuarantineTable {
  /** A record in quarantine. */
  record Kept(
      long id,
      String field,
      String reason,
      String raw,
      boolean cut,
      String source,
      long received,
      long seen,
      long times) {}

  void put(Connection connection, Delivery delivery) throws SQLException {
    DatasetId id = delivery.table().id();
    put(
        connection,
        id.department(),
        id.dataset(),
        delivery.source(),
        delivery.received(),
        delivery.bad());
  }

  /** Keeps what was refused; what is there already is counted. */
  void put(
      Connection connection,
      String department,
      String name,
      String source,
      long received,
      List<Delivery.Refused> bad)
      throws SQLException {
    Map<String, Delivery.Refused> byDigest = new LinkedHashMap<>();
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Delivery.Refused refused : bad) {
      byDigest.put(refused.digest(), refused);
      times.merge(refused.digest(), 1, Integer::sum);
    }
    List<Delivery.Refused> distinct = new ArrayList<>(byDigest.values());
    List<Delivery.Refused> fresh = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.QUARANTINE SET FIELD = ?, REASON = ?, SEEN = ?, TIMES = TIMES + ?"
                + " WHERE DEPARTMENT = ? AND NAME = ? AND DIGEST = ?")) {
      for (Delivery.Refused refused : distinct) {
        statement.setString(1, cut(refused.rejection().field(), 100));
        statement.setString(2, cut(refused.rejection().detail(), 2000));
        statement.setLong(3, received);
        statement.setLong(4, times.get(refused.digest()));
        statement.setString(5, department);
        statement.setString(6, name);
        statement.setString(7, refused.digest());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) {
          fresh.add(distinct.get(i));
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.QUARANTINE (DEPARTMENT, NAME, DIGEST, FIELD, REASON, RAW, CUT,"
                + " SOURCE, RECEIVED, SEEN, TIMES) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Delivery.Refused refused : fresh) {
        statement.setString(1, department);
        statement.setString(2, name);
        statement.setString(3, refused.digest());
        statement.setString(4, cut(refused.rejection().field(), 100));
        statement.setString(5, cut(refused.rejection().detail(), 2000));
        statement.setString(6, refused.raw());
        statement.setBoolean(7, refused.cut());
        statement.setString(8, cut(source, 500));
        statement.setLong(9, received);
        statement.setLong(10, received);
        statement.setLong(11, times.get(refused.digest()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** A text without what a column cannot hold. */
  private static String cut(String text, int longest) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    return clean.length() > longest ? clean.substring(0, longest - 1) + "…" : clean;
  }

  void release(Connection connection, List<Long> ids) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM STORAGE.QUARANTINE WHERE ID = ?")) {
      for (Long id : ids) {
        statement.setLong(1, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void renew(Connection connection, long id, String field, String reason) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.QUARANTINE SET FIELD = ?, REASON = ? WHERE ID = ?")) {
      statement.setString(1, cut(field, 100));
      statement.setString(2, cut(reason, 2000));
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /** Records in quarantine of a dataset, oldest first, after one of them. */
  List<Kept> list(Connection connection, String department, String name, long after, int limit)
      throws SQLException {
    List<Kept> kept = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT ID, FIELD, REASON, RAW, CUT, SOURCE, RECEIVED, SEEN, TIMES FROM"
                + " STORAGE.QUARANTINE WHERE DEPARTMENT = ? AND NAME = ? AND ID > ? ORDER BY"
                + " ID FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      statement.setString(1, department);
      statement.setString(2, name);
      statement.setLong(3, after);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          kept.add(
              new Kept(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getBoolean(5),
                  rows.getString(6),
                  rows.getLong(7),
                  rows.getLong(8),
                  rows.getLong(9)));
        }
      }
    }
    return kept;
  }

  /** Drops the oldest beyond so many of a dataset; returns how many went. */
  int prune(Connection connection, DatasetId id, int keep) throws SQLException {
    try (PreparedStatement bound =
        connection.prepareStatement(
            "SELECT ID FROM STORAGE.QUARANTINE WHERE DEPARTMENT = ? AND NAME = ? ORDER BY ID DESC"
                + " OFFSET "
                + keep
                + " ROWS FETCH FIRST 1 ROWS ONLY")) {
      bound.setString(1, id.department());
      bound.setString(2, id.dataset());
      try (ResultSet row = bound.executeQuery()) {
        if (!row.next()) {
          return 0;
        }
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM STORAGE.QUARANTINE WHERE DEPARTMENT = ? AND NAME = ? AND ID <= ?")) {
          delete.setString(1, id.department());
          delete.setString(2, id.dataset());
          delete.setLong(3, row.getLong(1));
          return delete.executeUpdate();
        }
      }
    }
  }
}
