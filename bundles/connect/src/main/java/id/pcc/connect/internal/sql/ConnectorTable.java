package id.pcc.connect.internal.sql;

import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.storage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Keeps a connector. */
  public void put(StoredConnector connector) {
    database.transact(
        connection -> {
          run(
              connection,
              "DELETE FROM DEPARTMENTS.CONNECTOR WHERE DEPARTMENT = ? AND NAME = ?",
              connector.department(),
              connector.name());
          return run(
              connection,
              "INSERT INTO DEPARTMENTS.CONNECTOR (DEPARTMENT, NAME, DOCUMENT, ENABLED, CHANGED,"
                  + " CHANGED_BY) VALUES (?, ?, ?, ?, ?, ?)",
              connector.department(),
              connector.name(),
              connector.document(),
              connector.enabled(),
              connector.changed(),
              connector.by());
        });
  }

  /** Removes a connector, and how far it was. */
  public void remove(String department, String name) {
    database.transact(
        connection ->
            run(
                    connection,
                    "DELETE FROM DEPARTMENTS.CONNECTOR WHERE DEPARTMENT = ? AND NAME = ?",
                    department,
                    name)
                + run(
                    connection,
                    "DELETE FROM DEPARTMENTS.MARK WHERE DEPARTMENT = ? AND CONNECTOR = ?",
                    department,
                    name));
  }

  /** The documents of the departments that have no bundle, by name. */
  public Map<String, String> made() {
    return database.transact(
        connection -> {
          Map<String, String> all = new LinkedHashMap<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT NAME, DOCUMENT FROM DEPARTMENTS.MADE ORDER BY NAME");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.put(rows.getString(1), rows.getString(2));
            }
          }
          return all;
        });
  }

  /** Keeps a department that has no bundle. */
  public void make(String name, String document, long at, String by) {
    database.transact(
        connection -> {
          run(connection, "DELETE FROM DEPARTMENTS.MADE WHERE NAME = ?", name);
          return run(
              connection,
              "INSERT INTO DEPARTMENTS.MADE (NAME, DOCUMENT, CHANGED, CHANGED_BY)"
                  + " VALUES (?, ?, ?, ?)",
              name,
              document,
              at,
              by);
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
