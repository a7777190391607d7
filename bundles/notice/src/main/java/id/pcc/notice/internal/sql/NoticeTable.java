package id.pcc.notice.internal.sql;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.notice.Notices.Raised;
import id.pcc.notice.internal.domain.Kept;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code NOTICE.NOTICE}. */
public final class NoticeTable {
  private NoticeTable() {}

  /** The open notice of that source and fingerprint, expired or not. */
  public static Optional<Kept> open(Connection c, String source, String fingerprint)
      throws SQLException {
    return list(
            c,
            "SELECT * FROM NOTICE.NOTICE WHERE CLOSED_MARK = 0 AND SOURCE = ? AND FINGERPRINT = ?",
            source,
            fingerprint)
        .stream()
        .findFirst();
  }

  /** The newest notice of that source and fingerprint that is no longer open. */
  public static Optional<Kept> lastClosed(Connection c, String source, String fingerprint)
      throws SQLException {
    return list(
            c,
            "SELECT * FROM NOTICE.NOTICE WHERE SOURCE = ? AND FINGERPRINT = ? AND CLOSED_MARK > 0"
                + " ORDER BY CLOSED_MARK DESC FETCH FIRST 1 ROWS ONLY",
            source,
            fingerprint)
        .stream()
        .findFirst();
  }

  /** The notice of that number. */
  public static Optional<Kept> find(Connection c, long id) throws SQLException {
    return list(c, "SELECT * FROM NOTICE.NOTICE WHERE ID = ?", id).stream().findFirst();
  }

  /** All open notices, those that expired since the last sweep too. */
  public static List<Kept> open(Connection c) throws SQLException {
    return list(c, "SELECT * FROM NOTICE.NOTICE WHERE CLOSED_MARK = 0");
  }

  /** How many open notices a source has. */
  public static int openOf(Connection c, String source) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement(
            "SELECT COUNT(*) FROM NOTICE.NOTICE WHERE CLOSED_MARK = 0 AND SOURCE = ?")) {
      statement.setString(1, source);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Notices of a number below that, newest first, open or not. */
  public static List<Kept> before(Connection c, long id, int limit) throws SQLException {
    return list(
        c,
        "SELECT * FROM NOTICE.NOTICE WHERE ID < ? ORDER BY ID DESC FETCH FIRST "
            + limit
            + " ROWS ONLY",
        id);
  }

  /** Adds an open notice and gives it its number. */
  public static Kept insert(Connection c, Kept kept) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement(
            "INSERT INTO NOTICE.NOTICE (SEVERITY, TITLE_ID, TITLE_EN, TEXT_ID, TEXT_EN,"
                + " HAPPENED_AT, EXPIRES_AT, KELURAHAN, LONGITUDE, LATITUDE, EXERCISE, TIMES,"
                + " FIRST_AT, LAST_AT, ACKNOWLEDGED_BY, ACKNOWLEDGED_AT, ACKNOWLEDGED_SEVERITY,"
                + " SETTLED_AT, CLOSED_MARK, SOURCE, FINGERPRINT)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      int next = bind(statement, kept);
      statement.setString(next++, kept.raised().source());
      statement.setString(next, kept.raised().notice().fingerprint());
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return kept.numbered(keys.getLong(1));
      }
    }
  }

  /**
   * Replaces a notice.
   *
   * @param closed whether it is settled or expired, so that the next of its fingerprint is another
   */
  public static void update(Connection c, Kept kept, boolean closed) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement(
            "UPDATE NOTICE.NOTICE SET SEVERITY = ?, TITLE_ID = ?, TITLE_EN = ?, TEXT_ID = ?,"
                + " TEXT_EN = ?, HAPPENED_AT = ?, EXPIRES_AT = ?, KELURAHAN = ?, LONGITUDE = ?,"
                + " LATITUDE = ?, EXERCISE = ?, TIMES = ?, FIRST_AT = ?, LAST_AT = ?,"
                + " ACKNOWLEDGED_BY = ?, ACKNOWLEDGED_AT = ?, ACKNOWLEDGED_SEVERITY = ?,"
                + " SETTLED_AT = ?, CLOSED_MARK = ? WHERE ID = ?")) {
      int next = bind(statement, kept);
      statement.setLong(next++, closed ? kept.raised().id() : 0);
      statement.setLong(next, kept.raised().id());
      statement.executeUpdate();
    }
  }

  private static int bind(PreparedStatement statement, Kept kept) throws SQLException {
    Raised raised = kept.raised();
    Notice notice = raised.notice();
    statement.setInt(1, notice.severity().ordinal());
    statement.setString(2, notice.title().id());
    statement.setString(3, notice.title().en());
    statement.setString(4, notice.text().id());
    statement.setString(5, notice.text().en());
    statement.setLong(6, notice.at().toEpochMilli());
    setTime(statement, 7, notice.expires());
    statement.setString(8, String.join(",", notice.place().kelurahan()));
    statement.setObject(9, notice.place().longitude(), Types.DOUBLE);
    statement.setObject(10, notice.place().latitude(), Types.DOUBLE);
    statement.setBoolean(11, notice.exercise());
    statement.setInt(12, raised.times());
    statement.setLong(13, raised.firstAt().toEpochMilli());
    statement.setLong(14, raised.lastAt().toEpochMilli());
    statement.setString(15, raised.acknowledgedBy());
    setTime(statement, 16, raised.acknowledgedAt());
    statement.setObject(
        17,
        kept.acknowledgedSeverity() == null ? null : kept.acknowledgedSeverity().ordinal(),
        Types.INTEGER);
    setTime(statement, 18, raised.settledAt());
    return 19;
  }

  private static void setTime(PreparedStatement statement, int index, Instant time)
      throws SQLException {
    statement.setObject(index, time == null ? null : time.toEpochMilli(), Types.BIGINT);
  }

  private static List<Kept> list(Connection c, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        List<Kept> all = new ArrayList<>();
        while (row.next()) {
          all.add(map(row));
        }
        return all;
      }
    }
  }

  private static Kept map(ResultSet row) throws SQLException {
    String kelurahan = row.getString("KELURAHAN");
    var notice =
        new Notice(
            row.getString("FINGERPRINT"),
            Severity.values()[row.getInt("SEVERITY")],
            new LocalText(row.getString("TITLE_ID"), row.getString("TITLE_EN")),
            new LocalText(row.getString("TEXT_ID"), row.getString("TEXT_EN")),
            time(row, "HAPPENED_AT"),
            time(row, "EXPIRES_AT"),
            new Notice.Place(
                kelurahan.isEmpty() ? List.of() : Stream.of(kelurahan.split(",")).toList(),
                number(row, "LONGITUDE"),
                number(row, "LATITUDE")),
            row.getBoolean("EXERCISE"));
    int acknowledged = row.getInt("ACKNOWLEDGED_SEVERITY");
    Severity acknowledgedSeverity = row.wasNull() ? null : Severity.values()[acknowledged];
    return new Kept(
        new Raised(
            row.getLong("ID"),
            row.getString("SOURCE"),
            notice,
            row.getInt("TIMES"),
            time(row, "FIRST_AT"),
            time(row, "LAST_AT"),
            row.getString("ACKNOWLEDGED_BY"),
            time(row, "ACKNOWLEDGED_AT"),
            time(row, "SETTLED_AT")),
        acknowledgedSeverity);
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
