package id.pcc.storage.internal.sql;

import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import id.pcc.storage.References.Edition;
import id.pcc.storage.References.Made;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.json.ReferenceJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of tables of reference codes, and the codes in force for who joins them in SQL. */
final class ReferenceSheets {
  private static final int BATCH = 1_000;
  private static final String COLUMNS =
      "SELECT R.NAME, R.VERSION, R.CONTENT, R.OWNED_BY, R.MADE_BY, R.MADE FROM"
          + " STORAGE.REFERENCE_VERSION R";

  /** The newest version of every table, without those that were deleted. */
  List<Edition> newest(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS
                + " WHERE R.VERSION = (SELECT MAX(V.VERSION) FROM STORAGE.REFERENCE_VERSION V"
                + " WHERE V.NAME = R.NAME) AND NOT R.DELETED")) {
      return editions(statement);
    }
  }

  Optional<Edition> version(Connection connection, String name, int version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS + " WHERE R.NAME = ? AND R.VERSION = ? AND NOT R.DELETED")) {
      statement.setString(1, name);
      statement.setInt(2, version);
      return editions(statement).stream().findFirst();
    }
  }

  private static List<Edition> editions(PreparedStatement statement) throws SQLException {
    List<Edition> editions = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        editions.add(
            new Edition(
                ReferenceJson.read(rows.getString(1), Json.readObject(rows.getString(3))),
                rows.getInt(2),
                rows.getString(4),
                rows.getString(5),
                Instant.ofEpochMilli(rows.getLong(6))));
      }
    }
    return editions;
  }

  /** The versions of a table, newest first. */
  List<Made> versions(Connection connection, String name) throws SQLException {
    List<Made> versions = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT VERSION, MADE_BY, MADE, ENTRIES, DELETED FROM STORAGE.REFERENCE_VERSION WHERE"
                + " NAME = ? ORDER BY VERSION DESC")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.add(
              new Made(
                  rows.getInt(1),
                  rows.getString(2),
                  Instant.ofEpochMilli(rows.getLong(3)),
                  rows.getInt(4),
                  rows.getBoolean(5)));
        }
      }
    }
    return versions;
  }

  /** The number of the newest version of a table, in force or deleted; 0 when there is none. */
  int last(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT MAX(VERSION) FROM STORAGE.REFERENCE_VERSION WHERE NAME = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Adds a version that says that a table was deleted, and takes its codes out of force. */
  void delete(Connection connection, String name, Made made) throws SQLException {
    add(connection, name, made, "{}", "");
    retire(connection, name);
  }

  private static void add(
      Connection connection, String name, Made made, String content, String owner)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.REFERENCE_VERSION (NAME, VERSION, CONTENT, ENTRIES, OWNED_BY,"
                + " MADE_BY, MADE, DELETED) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, name);
      statement.setInt(2, made.version());
      statement.setString(3, content);
      statement.setInt(4, made.rows());
      statement.setString(5, owner);
      statement.setString(6, made.by());
      statement.setLong(7, made.at().toEpochMilli());
      statement.setBoolean(8, made.deleted());
      statement.executeUpdate();
    }
  }

  private static void retire(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM STORAGE.REFERENCE_CODE WHERE NAME = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }

  /** Adds a version and puts its codes in force. */
  void put(Connection connection, Edition edition) throws SQLException {
    ReferenceTable table = edition.table();
    add(
        connection,
        table.name(),
        new Made(edition.version(), edition.by(), edition.at(), table.rows().size(), false),
        Json.write(ReferenceJson.of(table)),
        edition.owner());
    retire(connection, table.name());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO STORAGE.REFERENCE_CODE (NAME, CODE_SYSTEM, CODE, OWN_CODE, TITLE_ID,"
                + " TITLE_EN, PARENT) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (Row row : table.rows()) {
        for (Map.Entry<String, String> code : table.codes(row).entrySet()) {
          statement.setString(1, table.name());
          statement.setString(2, code.getKey());
          statement.setString(3, code.getValue());
          statement.setString(4, row.code());
          statement.setString(5, row.title().id());
          statement.setString(6, row.title().en());
          statement.setString(7, row.parent());
          statement.addBatch();
          if (++waiting % BATCH == 0) {
            statement.executeBatch();
          }
        }
      }
      statement.executeBatch();
    }
  }
}
