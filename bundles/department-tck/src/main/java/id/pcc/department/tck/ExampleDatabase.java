package id.pcc.department.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/** The database of a department: H2, made by the example {@code basis.sql}; user pcc, uji. */
final class ExampleDatabase implements AutoCloseable {
  static final String FILE = "basis.sql";
  static final String USER = "pcc";
  static final String PASSWORD = "uji";

  private final String name = "mem:contoh" + Integer.toHexString(System.identityHashCode(this));
  private final Server server;
  private final Connection kept;

  ExampleDatabase(Path examples) throws IOException {
    try {
      server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
      kept = DriverManager.getConnection(url(server.getPort()), USER, PASSWORD);
      try (Statement statement = kept.createStatement()) {
        statement.execute(Files.readString(examples.resolve(FILE)));
      }
    } catch (SQLException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
  }

  /** Its address, reached through a port. */
  String url(int port) {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/" + name;
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    try {
      kept.close();
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      server.stop();
    }
  }
}
