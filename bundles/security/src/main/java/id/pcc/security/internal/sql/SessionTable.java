package id.pcc.security.internal.sql;

import id.pcc.security.internal.domain.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** {@code SECURITY.SESSION}. */
public final class SessionTable {
  private SessionTable() {}

  /** The session of that token's hash. */
  public static Optional<Session> find(Connection c, String tokenHash) throws SQLException {
    return Rows.one(
        c,
        row ->
            new Session(
                row.getString("TOKEN_HASH"),
                row.getString("USER_NAME"),
                row.getString("KEY_ID"),
                Rows.time(row, "CREATED_AT"),
                Rows.time(row, "SEEN_AT"),
                row.getString("ADDRESS")),
        "SELECT * FROM SECURITY.SESSION WHERE TOKEN_HASH = ?",
        tokenHash);
  }

  /** Adds a session. */
  public static void insert(Connection c, Session session) throws SQLException {
    Rows.update(
        c,
        "INSERT INTO SECURITY.SESSION (TOKEN_HASH, USER_NAME, KEY_ID, CREATED_AT, SEEN_AT, ADDRESS)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        session.tokenHash(),
        Rows.orNothing(session.user()),
        Rows.orNothing(session.keyId()),
        session.created(),
        session.seen(),
        session.address());
  }

  /** Notes that a session was used. */
  public static void seen(Connection c, String tokenHash, Instant at) throws SQLException {
    Rows.update(c, "UPDATE SECURITY.SESSION SET SEEN_AT = ? WHERE TOKEN_HASH = ?", at, tokenHash);
  }

  /** Removes a session. */
  public static void delete(Connection c, String tokenHash) throws SQLException {
    Rows.update(c, "DELETE FROM SECURITY.SESSION WHERE TOKEN_HASH = ?", tokenHash);
  }

  /** Removes the sessions of an account, except that of one token. */
  public static void deleteOfUser(Connection c, String user, String exceptHash)
      throws SQLException {
    Rows.update(
        c,
        "DELETE FROM SECURITY.SESSION WHERE USER_NAME = ? AND TOKEN_HASH <> ?",
        user,
        exceptHash);
  }

  /** Removes all sessions that began with a key. */
  public static void deleteOfKey(Connection c, String keyId) throws SQLException {
    Rows.update(c, "DELETE FROM SECURITY.SESSION WHERE KEY_ID = ?", keyId);
  }

  /** Removes the sessions that were used last before that time. */
  public static int deleteUnseenSince(Connection c, Instant time) throws SQLException {
    return Rows.update(c, "DELETE FROM SECURITY.SESSION WHERE SEEN_AT < ?", time);
  }
}
