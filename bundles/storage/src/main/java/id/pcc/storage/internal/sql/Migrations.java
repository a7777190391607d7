package id.pcc.storage.internal.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings schemas up to date, one script and one transaction at a time, under one lock row. */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private final SqlDatabase database;
  private final Clock clock;

  Migrations(SqlDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void run(String slice, SortedMap<String, String> scripts) {
    if (!slice.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new IllegalArgumentException("a slice cannot be named " + slice);
    }
    prepare(slice);
    SortedMap<String, String> done = check(slice, scripts);
    for (String script : scripts.keySet()) {
      if (!done.containsKey(script)) {
        apply(slice, script, scripts.get(script));
      }
    }
  }

  /** Makes what the bookkeeping needs; another node may be doing the same. */
  private void prepare(String slice) {
    make("CREATE SCHEMA STORAGE");
    make(
        "CREATE TABLE STORAGE.SCHEMA_VERSION (SLICE VARCHAR(40) NOT NULL, SCRIPT VARCHAR(200) NOT"
            + " NULL, CHECKSUM VARCHAR(64) NOT NULL, APPLIED BIGINT NOT NULL, PRIMARY KEY (SLICE,"
            + " SCRIPT))");
    make("CREATE TABLE STORAGE.SCHEMA_LOCK (ONE INTEGER NOT NULL PRIMARY KEY)");
    make("INSERT INTO STORAGE.SCHEMA_LOCK VALUES (1)");
    if (!slice.equals("storage")) {
      make("CREATE SCHEMA " + slice);
    }
  }

  private void make(String sql) {
    database.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          } catch (SQLException e) {
            if (!database.engine().exists(e) && !database.engine().duplicate(e)) {
              throw e;
            }
            connection.rollback();
          }
          return null;
        });
  }

  private SortedMap<String, String> check(String slice, SortedMap<String, String> scripts) {
    SortedMap<String, String> done = database.transact(connection -> done(connection, slice));
    done.forEach(
        (script, checksum) -> {
          String now = scripts.get(script);
          if (now == null) {
            throw new IllegalStateException(
                "the schema "
                    + slice
                    + " is newer than this program: it has had "
                    + script
                    + ", and the last one known here is "
                    + scripts.lastKey()
                    + ". Install the version that made it, or restore a backup from before");
          }
          if (!checksum.equals(checksum(now))) {
            throw new IllegalStateException(
                "the script "
                    + slice
                    + "/"
                    + script
                    + " has changed since it ran: undo the change and add a new script instead");
          }
        });
    return done;
  }

  private static SortedMap<String, String> done(Connection connection, String slice)
      throws SQLException {
    SortedMap<String, String> done = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT SCRIPT, CHECKSUM FROM STORAGE.SCHEMA_VERSION WHERE SLICE = ?")) {
      statement.setString(1, slice);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          done.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return done;
  }

  private void apply(String slice, String script, String text) {
    boolean applied =
        database.transact(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                // whoever holds the row migrates; the others then find it done
                statement.executeUpdate("UPDATE STORAGE.SCHEMA_LOCK SET ONE = 1 WHERE ONE = 1");
                if (done(connection, slice).containsKey(script)) {
                  return false;
                }
                for (String sql : SqlScript.statements(text)) {
                  statement.execute(sql);
                }
              }
              try (PreparedStatement note =
                  connection.prepareStatement(
                      "INSERT INTO STORAGE.SCHEMA_VERSION VALUES (?, ?, ?, ?)")) {
                note.setString(1, slice);
                note.setString(2, script);
                note.setString(3, checksum(text));
                note.setLong(4, clock.millis());
                note.executeUpdate();
              }
              return true;
            });
    if (applied) {
      LOG.info("Brought schema {} up to {}", slice, script);
    }
  }

  private static String checksum(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
