package id.pcc.city.simulator.internal.servers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** A small database in memory that is spoken to over TCP, on the loopback address only. */
final class Database implements AutoCloseable {
  private final String name;
  private final Connection own;
  private Server server;
  private int port;

  /**
   * Opens a database.
   *
   * @param port 0 takes any that is free
   * @param statements make its tables and views, and the user who may read them
   */
  Database(String name, int port, String... statements) throws IOException {
    // Two in one process, as in tests, are two databases.
    this.name = port == 0 ? name + "_" + System.nanoTime() : name;
    this.port = port;
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:" + this.name);
      source.setUser("sa");
      own = source.getConnection();
      for (String statement : statements) {
        execute(statement);
      }
      open();
    } catch (SQLException e) {
      throw new IOException("the database " + name + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Where clients find it. */
  synchronized String address() {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:" + name;
  }

  /** Carries out a statement. */
  synchronized void execute(String sql, Object... parameters) throws SQLException {
    try (var statement = own.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  synchronized void open() throws SQLException {
    if (server == null) {
      server = Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifExists").start();
      port = server.getPort();
    }
  }

  /** Takes no clients any more, and ends those it has. */
  synchronized void shut() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public synchronized void close() {
    shut();
    try {
      own.close();
    } catch (SQLException e) {
      // It is in memory only.
    }
  }
}
