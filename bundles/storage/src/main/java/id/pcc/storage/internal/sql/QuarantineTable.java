package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Fault;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine.Group;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.storage.internal.domain.ReasonKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records that were refused, each kept once and counted. */
final class QuarantineTable {
  private static final String COLUMNS =
      "ID, FIELD, REASON, RAW, CUT, SOURCE, RECEIVED, SEEN, TIMES, FAULT";

  void put(Connection connection, Delivery delivery) throws SQLException {
    DatasetId id = delivery.table().id();
    put(
        connection,
        id.department(),
        id.dataset(),
        delivery.origin().source(),
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
            "UPDATE STORAGE.QUARANTINE SET FIELD = ?, REASON = ?, KIND = ?, FAULT = ?, SEEN = ?,"
                + " TIMES = TIMES + ? WHERE DEPARTMENT = ? AND NAME = ? AND DIGEST = ?")) {
      for (Delivery.Refused refused : distinct) {
        statement.setString(1, cut(refused.rejection().field(), 100));
        statement.setString(2, cut(refused.rejection().detail(), 2000));
        statement.setString(3, ReasonKind.of(refused.rejection().fault()));
        statement.setString(4, FaultColumn.of(refused.rejection().fault()));
        statement.setLong(5, received);
        statement.setLong(6, times.get(refused.digest()));
        statement.setString(7, department);
        statement.setString(8, name);
        statement.setString(9, refused.digest());
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
                + " SOURCE, RECEIVED, SEEN, TIMES, KIND, FAULT) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?)")) {
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
        statement.setString(12, ReasonKind.of(refused.rejection().fault()));
        statement.setString(13, FaultColumn.of(refused.rejection().fault()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** A text without what a column cannot hold. */
  static String cut(String text, int longest) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    return clean.length() > longest ? clean.substring(0, longest - 1) + "…" : clean;
  }

  /**
   * What became of a row that leaves the quarantine.
   *
   * @param delivery the number of the delivery that it was stored with; {@code null} when its
   *     record was there already
   * @param record digest of the record's key
   * @param newest as of the delivery
   */
  record Settled(long id, Long delivery, String record, long newest) {}

  /** Moves rows to the originals: their records are stored, and what came is still known. */
  void release(Connection connection, List<Settled> settled) throws SQLException {
    try (PreparedStatement keep =
            connection.prepareStatement(
                "INSERT INTO STORAGE.ORIGINAL (ID, DEPARTMENT, NAME, DELIVERY, RECORD, FIELD,"
                    + " REASON, FAULT, RAW, SOURCE, RECEIVED, NEWEST) SELECT ID, DEPARTMENT, NAME,"
                    + " CAST(? AS BIGINT), CAST(? AS VARCHAR(64)), FIELD, REASON, FAULT, RAW,"
                    + " SOURCE, RECEIVED, CAST(? AS BIGINT) FROM STORAGE.QUARANTINE WHERE ID = ?");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM STORAGE.QUARANTINE WHERE ID = ?")) {
      for (Settled row : settled) {
        Column.bind(keep, 1, row.delivery(), Types.BIGINT);
        keep.setString(2, row.record());
        keep.setLong(3, row.newest());
        keep.setLong(4, row.id());
        keep.addBatch();
        delete.setLong(1, row.id());
        delete.addBatch();
      }
      keep.executeBatch();
      delete.executeBatch();
    }
  }

  void renew(Connection connection, long id, String field, Fault fault) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.QUARANTINE SET FIELD = ?, REASON = ?, KIND = ?, FAULT = ? WHERE ID"
                + " = ?")) {
      statement.setString(1, cut(field, 100));
      statement.setString(2, cut(fault.reason(), 2000));
      statement.setString(3, ReasonKind.of(fault));
      statement.setString(4, FaultColumn.of(fault));
      statement.setLong(5, id);
      statement.executeUpdate();
    }
  }

  /** A condition and its values. */
  private record Where(String sql, List<Object> values) {
    private int bind(PreparedStatement statement) throws SQLException {
      int index = 1;
      for (Object value : values) {
        Column.bind(statement, index++, value, Types.VARCHAR);
      }
      return index;
    }
  }

  private static Where where(Selection selection, String department, String name) {
    StringBuilder sql = new StringBuilder(" WHERE DEPARTMENT = ? AND NAME = ?");
    List<Object> values = new ArrayList<>(List.of(department, name));
    if (!selection.ids().isEmpty()) {
      sql.append(" AND ID IN (?").append(", ?".repeat(selection.ids().size() - 1)).append(')');
      values.addAll(selection.ids());
    }
    if (selection.field() != null) {
      sql.append(" AND FIELD = ?");
      values.add(selection.field());
    }
    if (selection.kind() != null) {
      sql.append(" AND KIND = ?");
      values.add(selection.kind());
    }
    if (selection.text() != null) {
      sql.append(
          " AND (LOWER(REASON) LIKE ? ESCAPE '!' OR LOWER(FAULT) LIKE ? ESCAPE '!' OR LOWER(RAW)"
              + " LIKE ? ESCAPE '!')");
      values.add(within(selection.text()));
      values.add(within(selection.text()));
      values.add(within(selection.text()));
    }
    if (selection.source() != null) {
      sql.append(" AND LOWER(SOURCE) LIKE ? ESCAPE '!'");
      values.add(within(selection.source()));
    }
    if (selection.from() != null) {
      sql.append(" AND SEEN >= ?");
      values.add(selection.from().toEpochMilli());
    }
    if (selection.to() != null) {
      sql.append(" AND RECEIVED < ?");
      values.add(selection.to().toEpochMilli());
    }
    return new Where(sql.toString(), values);
  }

  private static Where where(Selection selection) {
    return where(selection, selection.dataset().department(), selection.dataset().dataset());
  }

  private static String within(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
  }

  /** What is selected, oldest first, after one of them. */
  List<Kept> list(Connection connection, Selection selection, long after, int limit)
      throws SQLException {
    return list(connection, where(selection), after, limit);
  }

  /** What is in quarantine under a name, oldest first, after one of them. */
  List<Kept> list(Connection connection, String department, String name, long after, int limit)
      throws SQLException {
    return list(
        connection,
        new Where(" WHERE DEPARTMENT = ? AND NAME = ?", List.of(department, name)),
        after,
        limit);
  }

  private static List<Kept> list(Connection connection, Where where, long after, int limit)
      throws SQLException {
    List<Kept> kept = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM STORAGE.QUARANTINE"
                + where.sql()
                + " AND ID > ? ORDER BY ID FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      statement.setLong(where.bind(statement), after);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Fault fault = FaultColumn.read(rows.getString(10), rows.getString(3));
          kept.add(
              new Kept(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  fault.code(),
                  fault.arguments(),
                  fault.text(),
                  rows.getString(4),
                  rows.getBoolean(5),
                  rows.getString(6),
                  Instant.ofEpochMilli(rows.getLong(7)),
                  Instant.ofEpochMilli(rows.getLong(8)),
                  rows.getLong(9)));
        }
      }
    }
    return kept;
  }

  /** What is selected by the field at fault and the kind of reason, the most first. */
  List<Group> groups(Connection connection, Selection selection, int limit) throws SQLException {
    Where where = where(selection);
    List<Group> groups = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT G.FIELD, G.KIND, G.ROWS_OF_IT, G.TIMES_OF_IT, G.FIRST_OF_IT, G.LAST_OF_IT,"
                + " Q.REASON, Q.FAULT FROM (SELECT FIELD, KIND, COUNT(*) AS ROWS_OF_IT, SUM(TIMES)"
                + " AS TIMES_OF_IT, MIN(RECEIVED) AS FIRST_OF_IT, MAX(SEEN) AS LAST_OF_IT, MIN(ID)"
                + " AS ONE_OF_IT FROM STORAGE.QUARANTINE"
                + where.sql()
                + " GROUP BY FIELD, KIND ORDER BY ROWS_OF_IT DESC, FIELD, KIND FETCH FIRST "
                + limit
                + " ROWS ONLY) G JOIN STORAGE.QUARANTINE Q ON Q.ID = G.ONE_OF_IT ORDER BY"
                + " G.ROWS_OF_IT DESC, G.FIELD, G.KIND")) {
      where.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Fault fault = FaultColumn.read(rows.getString(8), rows.getString(7));
          groups.add(
              new Group(
                  rows.getString(1),
                  rows.getString(2),
                  fault.code(),
                  ReasonKind.open(fault),
                  rows.getString(7),
                  fault.text(),
                  rows.getLong(3),
                  rows.getLong(4),
                  Instant.ofEpochMilli(rows.getLong(5)),
                  Instant.ofEpochMilli(rows.getLong(6))));
        }
      }
    }
    return groups;
  }

  /** How many rows are selected, and the number of the last. */
  long[] extent(Connection connection, Selection selection) throws SQLException {
    Where where = where(selection);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*), MAX(ID) FROM STORAGE.QUARANTINE" + where.sql())) {
      where.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new long[] {row.getLong(1), row.getLong(2)};
      }
    }
  }

  /** Drops what is selected; returns how many rows went. */
  long discard(Connection connection, Selection selection) throws SQLException {
    Where where = where(selection);
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM STORAGE.QUARANTINE" + where.sql())) {
      where.bind(statement);
      return statement.executeUpdate();
    }
  }

  /** Gives rows from before there were kinds theirs, some at a time; returns how many. */
  int sort(Connection connection) throws SQLException {
    int sorted = 0;
    try (PreparedStatement find =
            connection.prepareStatement(
                "SELECT ID, REASON FROM STORAGE.QUARANTINE WHERE KIND IS NULL FETCH FIRST 1000 ROWS"
                    + " ONLY");
        PreparedStatement set =
            connection.prepareStatement("UPDATE STORAGE.QUARANTINE SET KIND = ? WHERE ID = ?")) {
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          set.setString(1, ReasonKind.of(rows.getString(2)));
          set.setLong(2, rows.getLong(1));
          set.addBatch();
          sorted++;
        }
      }
      set.executeBatch();
    }
    return sorted;
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
