package id.pcc.storage.internal.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A copy of a running Derby database, made while it goes on. */
public final class DerbyCopy {
  private static final String DRIVER = "org.apache.derby.jdbc.EmbeddedDriver";

  private final Driver driver;
  private final Path database;

  private DerbyCopy(Driver driver, Path database) {
    this.driver = driver;
    this.database = database;
  }

  /** Work on the copy. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work. */
    T on(Connection connection) throws SQLException, IOException;
  }

  /**
   * Copies into a folder; everything committed before the call is in the copy.
   *
   * @param folder exists
   */
  public static DerbyCopy make(SqlDatabase original, Path folder) {
    Path database = folder.resolve(original.folder().getName());
    Driver driver =
        original.transact(
            connection -> {
              try (PreparedStatement backup =
                  connection.prepareStatement("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                backup.setString(1, folder.toString());
                backup.execute();
              }
              return driver(connection);
            });
    return new DerbyCopy(driver, database);
  }

  /** The engine that runs already, which only its own bundle sees. */
  private static Driver driver(Connection connection) throws SQLException {
    try {
      return (Driver)
          connection
              .unwrap(Connection.class)
              .getClass()
              .getClassLoader()
              .loadClass(DRIVER)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SQLException("Derby cannot open a copy", e);
    }
  }

  /** Where it is. */
  public Path database() {
    return database;
  }

  /** Opens the copy, works on it and shuts it down. */
  public <T> T open(Work<T> work) throws SQLException, IOException {
    String url = "jdbc:derby:" + database;
    try (Connection connection = driver.connect(url, new Properties())) {
      connection.setAutoCommit(false);
      T result = work.on(connection);
      connection.rollback();
      return result;
    } finally {
      try {
        driver.connect(url + ";shutdown=true", new Properties());
      } catch (SQLException e) {
        if (!"08006".equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  /**
   * Reads every row, compares tables with their indexes, counts with what the catalogue says, and
   * follows the audit chain.
   *
   * @return rows
   * @throws IllegalStateException naming what is wrong
   */
  public static long check(Connection connection) throws SQLException {
    long rows = 0;
    for (Shelf shelf : Shelf.all(connection)) {
      rows += shelf.read(connection, line -> {}).rows();
      try (PreparedStatement check =
          connection.prepareStatement("VALUES SYSCS_UTIL.SYSCS_CHECK_TABLE(?, ?)")) {
        check.setString(1, shelf.schema());
        check.setString(2, shelf.name());
        check.executeQuery().close();
      }
      if (shelf.key().equals("security.audit")) {
        followAudit(connection);
      }
    }
    countDatasets(connection);
    return rows;
  }

  private static void countDatasets(Connection connection) throws SQLException {
    Engine engine = Engine.of(connection);
    try (Statement statement = connection.createStatement();
        ResultSet volumes =
            statement.executeQuery("SELECT DEPARTMENT, NAME, RECORDS FROM STORAGE.VOLUME")) {
      while (volumes.next()) {
        String table =
            engine.quoted(volumes.getString(1)) + "." + engine.quoted(volumes.getString(2));
        try (Statement count = connection.createStatement();
            ResultSet row = count.executeQuery("SELECT COUNT(*) FROM " + table)) {
          row.next();
          if (row.getLong(1) != volumes.getLong(3)) {
            throw new IllegalStateException(
                table + " has " + row.getLong(1) + " records instead of " + volumes.getLong(3));
          }
        }
      }
    }
  }

  private static void followAudit(Connection connection) throws SQLException {
    String last = "0".repeat(64);
    long sequence = 0;
    try (Statement statement = connection.createStatement();
        ResultSet entries =
            statement.executeQuery(
                "SELECT SEQ, PREVIOUS_HASH, ENTRY_HASH FROM SECURITY.AUDIT ORDER BY SEQ")) {
      while (entries.next()) {
        if (entries.getLong(1) != sequence + 1 || !entries.getString(2).equals(last)) {
          throw new IllegalStateException("the audit chain is broken after entry " + sequence);
        }
        sequence = entries.getLong(1);
        last = entries.getString(3);
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet head =
            statement.executeQuery("SELECT ENTRY_HASH FROM SECURITY.AUDIT_HEAD WHERE ID = 1")) {
      if (head.next() && !head.getString(1).equals(last)) {
        throw new IllegalStateException("the audit chain does not end where it says");
      }
    }
  }
}
