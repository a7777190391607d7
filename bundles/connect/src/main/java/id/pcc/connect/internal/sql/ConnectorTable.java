package id.pcc.connect.internal.sql;

import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.storage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connectors and departments that people made without code, and how far connectors are. */
public final class ConnectorTable {
  /** The longest document. */
  public static final int LONGEST = 30_000;

  private final Database database;

  /**
   * @param database whose schema {@link DepartmentTable} has brought up to date
   */
  public ConnectorTable(Database database) {
    this.database = database;
  }

  /** All connectors, by department and name. */
  public List<StoredConnector> connectors() {
    return database.transact(
        connection -> {
          List<StoredConnector> all = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT DEPARTMENT, NAME, DOCUMENT, ENABLED, CHANGED, CHANGED_BY"
                          + " FROM DEPARTMENTS.CONNECTOR ORDER BY DEPARTMENT, NAME");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(
                  new StoredConnector(
                      rows.getString(1),
                      rows.getString(2),
                      rows.getString(3),
                      rows.getBoolean(4),
                      rows.getLong(5),
                      rows.getString(6)));
            }
          }
          return all;
        });
  }

  /**
   * A department that has no bundle.
   *
   * @param document as {@code department.yaml}, as JSON, without its connectors
   * @param changed when it was changed last, in milliseconds UTC
   * @param by who changed it last
   */
  public record Made(String name, String document, long changed, String by) {}

  /** Keeps a connector. */
  public void put(StoredConnector connector) {
    database.transact(
        connection -> {
          put(connection, connector);
          return null;
        });
  }

  private static void put(Connection connection, StoredConnector connector) throws SQLException {
    run(
        connection,
        "DELETE FROM DEPARTMENTS.CONNECTOR WHERE DEPARTMENT = ? AND NAME = ?",
        connector.department(),
        connector.name());
    run(
        connection,
        "INSERT INTO DEPARTMENTS.CONNECTOR (DEPARTMENT, NAME, DOCUMENT, ENABLED, CHANGED,"
            + " CHANGED_BY) VALUES (?, ?, ?, ?, ?, ?)",
        connector.department(),
        connector.name(),
        connector.document(),
        connector.enabled(),
        connector.changed(),
        connector.by());
  }

  /** Removes a connector, and how far it was. */
  public void remove(String department, String name) {
    database.transact(
        connection -> {
          remove(connection, department, name);
          return null;
        });
  }

  private static void remove(Connection connection, String department, String name)
      throws SQLException {
    for (String table : List.of("CONNECTOR WHERE NAME", "MARK WHERE CONNECTOR")) {
      run(
          connection,
          "DELETE FROM DEPARTMENTS." + table + " = ? AND DEPARTMENT = ?",
          name,
          department);
    }
  }

  /**
   * Changes all of it or nothing.
   *
   * @param made the department, when it changes; else {@code null}
   */
  public void change(Made made, List<StoredConnector> kept, List<StoredConnector> removed) {
    database.transact(
        connection -> {
          if (made != null) {
            make(connection, made);
          }
          for (StoredConnector connector : removed) {
            remove(connection, connector.department(), connector.name());
          }
          for (StoredConnector connector : kept) {
            put(connection, connector);
          }
          return null;
        });
  }

  /** The departments that have no bundle, by name. */
  public List<Made> made() {
    return database.transact(
        connection -> {
          List<Made> all = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT NAME, DOCUMENT, CHANGED, CHANGED_BY FROM DEPARTMENTS.MADE"
                          + " ORDER BY NAME");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(
                  new Made(
                      rows.getString(1), rows.getString(2), rows.getLong(3), rows.getString(4)));
            }
          }
          return all;
        });
  }

  private static void make(Connection connection, Made made) throws SQLException {
    run(connection, "DELETE FROM DEPARTMENTS.MADE WHERE NAME = ?", made.name());
    run(
        connection,
        "INSERT INTO DEPARTMENTS.MADE (NAME, DOCUMENT, CHANGED, CHANGED_BY) VALUES (?, ?, ?, ?)",
        made.name(),
        made.document(),
        made.changed(),
        made.by());
  }

  /** Removes a department that has no bundle, and all that belongs to it but its data. */
  public void unmake(String name) {
    database.transact(
        connection -> {
          for (String table :
              List.of(
                  "MADE WHERE NAME",
                  "CONNECTOR WHERE DEPARTMENT",
                  "MARK WHERE DEPARTMENT",
                  "PROPOSAL WHERE DEPARTMENT",
                  "DEPARTMENT WHERE NAME")) {
            run(connection, "DELETE FROM DEPARTMENTS." + table + " = ?", name);
          }
          return null;
        });
  }

  /** Connectors that departments wish for, by department and name. */
  public List<StoredConnector> proposals() {
    return database.transact(
        connection -> {
          List<StoredConnector> all = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT DEPARTMENT, NAME, DOCUMENT, PROPOSED, PROPOSED_BY"
                          + " FROM DEPARTMENTS.PROPOSAL ORDER BY DEPARTMENT, NAME");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(
                  new StoredConnector(
                      rows.getString(1),
                      rows.getString(2),
                      rows.getString(3),
                      false,
                      rows.getLong(4),
                      rows.getString(5)));
            }
          }
          return all;
        });
  }

  /** Keeps what a department wishes for. */
  public void propose(StoredConnector wish) {
    database.transact(
        connection -> {
          settle(connection, wish);
          return run(
              connection,
              "INSERT INTO DEPARTMENTS.PROPOSAL (DEPARTMENT, NAME, DOCUMENT, PROPOSED,"
                  + " PROPOSED_BY) VALUES (?, ?, ?, ?, ?)",
              wish.department(),
              wish.name(),
              wish.document(),
              wish.changed(),
              wish.by());
        });
  }

  private static int settle(Connection connection, StoredConnector wish) throws SQLException {
    return run(
        connection,
        "DELETE FROM DEPARTMENTS.PROPOSAL WHERE DEPARTMENT = ? AND NAME = ?",
        wish.department(),
        wish.name());
  }

  /**
   * Ends a wish.
   *
   * @param fulfilled the connector that came of it; {@code null} when none did
   */
  public void settle(StoredConnector wish, StoredConnector fulfilled) {
    database.transact(
        connection -> {
          if (fulfilled != null) {
            put(connection, fulfilled);
          }
          return settle(connection, wish);
        });
  }

  /** How far a connector is; empty when it has not begun. */
  public Optional<String> mark(String department, String connector) {
    return database.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT MARK FROM DEPARTMENTS.MARK WHERE DEPARTMENT = ? AND CONNECTOR = ?")) {
            statement.setString(1, department);
            statement.setString(2, connector);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Keeps how far a connector is. */
  public void mark(String department, String connector, String mark) {
    database.transact(
        connection -> {
          int known =
              run(
                  connection,
                  "UPDATE DEPARTMENTS.MARK SET MARK = ? WHERE DEPARTMENT = ? AND CONNECTOR = ?",
                  mark,
                  department,
                  connector);
          return known > 0
              ? known
              : run(
                  connection,
                  "INSERT INTO DEPARTMENTS.MARK (MARK, DEPARTMENT, CONNECTOR) VALUES (?, ?, ?)",
                  mark,
                  department,
                  connector);
        });
  }

  private static int run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
