package id.pcc.security.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement with its arguments, and what comes back. */
final class Rows {
  private Rows() {}

  /** Reads a row. */
  @FunctionalInterface
  interface Mapper<T> {
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(Connection c, Mapper<T> mapper, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepare(c, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(mapper.of(rows));
      }
      return all;
    }
  }

  static <T> Optional<T> one(Connection c, Mapper<T> mapper, String sql, Object... arguments)
      throws SQLException {
    return list(c, mapper, sql, arguments).stream().findFirst();
  }

  static int update(Connection c, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(c, sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static PreparedStatement prepare(Connection c, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = c.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof Instant time) {
        statement.setLong(i + 1, time.toEpochMilli());
      } else if (argument instanceof Nothing nothing) {
        statement.setNull(i + 1, nothing.type);
      } else {
        statement.setObject(i + 1, argument);
      }
    }
    return statement;
  }

  /** A time, or the absence of one. */
  static Object orNothing(Instant time) {
    return time == null ? new Nothing(Types.BIGINT) : time;
  }

  /** A text, or the absence of one. */
  static Object orNothing(String text) {
    return text == null ? new Nothing(Types.VARCHAR) : text;
  }

  private record Nothing(int type) {}
}
