package id.pcc.security.internal.sql;

import id.pcc.security.Keys.Key;
import id.pcc.security.Keys.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code SECURITY.API_KEY}. */
public final class KeyTable {
  private KeyTable() {}

  /** A key with the hash of its secret. */
  public record Kept(Key key, String secretHash) {}

  /** All keys, newest first. */
  public static List<Key> all(Connection c) throws SQLException {
    return Rows.list(
        c,
        row -> map(row).key(),
        "SELECT * FROM SECURITY.API_KEY ORDER BY CREATED_AT DESC, KEY_ID");
  }

  /** The key of that id. */
  public static Optional<Kept> find(Connection c, String id) throws SQLException {
    return Rows.one(c, KeyTable::map, "SELECT * FROM SECURITY.API_KEY WHERE KEY_ID = ?", id);
  }

  /** Adds a key. */
  public static void insert(Connection c, Key key, String secretHash, String actor)
      throws SQLException {
    Rows.update(
        c,
        "INSERT INTO SECURITY.API_KEY (KEY_ID, SECRET_HASH, KIND, KEY_SCOPE, LABEL, CREATED_AT,"
            + " CREATED_BY, EXPIRES_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        secretHash,
        key.kind().name(),
        key.scope(),
        key.label(),
        key.created(),
        actor,
        Rows.orNothing(key.expires()));
  }

  /** Notes that a key was used. */
  public static void used(Connection c, String id, Instant at) throws SQLException {
    Rows.update(c, "UPDATE SECURITY.API_KEY SET USED_AT = ? WHERE KEY_ID = ?", at, id);
  }

  /** Removes a key; whether there was one. */
  public static boolean delete(Connection c, String id) throws SQLException {
    return Rows.update(c, "DELETE FROM SECURITY.API_KEY WHERE KEY_ID = ?", id) > 0;
  }

  private static Kept map(ResultSet row) throws SQLException {
    return new Kept(
        new Key(
            row.getString("KEY_ID"),
            Kind.valueOf(row.getString("KIND")),
            row.getString("KEY_SCOPE"),
            row.getString("LABEL"),
            Rows.time(row, "CREATED_AT"),
            Rows.time(row, "EXPIRES_AT"),
            Rows.time(row, "USED_AT")),
        row.getString("SECRET_HASH"));
  }
}
