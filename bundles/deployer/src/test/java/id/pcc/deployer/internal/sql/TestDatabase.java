package id.pcc.deployer.internal.sql;

import id.pcc.storage.Database;
import id.pcc.storage.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A database of one test: Derby in memory, or PostgreSQL started for the run. */
final class TestDatabase implements Database {
  static {
    System.setProperty("derby.stream.error.file", "target/derby.log");
  }

  private static EmbeddedPostgres server;

  private final Dialect dialect;
  private final String url;
  private final List<String> scripts;

  private TestDatabase(Dialect dialect, String url, List<String> scripts) {
    this.dialect = dialect;
    this.url = url;
    this.scripts = scripts;
  }

  static TestDatabase of(Dialect dialect, String... scripts) {
    String url =
        switch (dialect) {
          case DERBY -> "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
          case POSTGRESQL -> postgresql();
        };
    return new TestDatabase(dialect, url, List.of(scripts));
  }

  private static synchronized String postgresql() {
    try {
      if (server == null) {
        server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stop));
      }
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      try (Connection c = server.getPostgresDatabase().getConnection();
          Statement statement = c.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return server.getJdbcUrl("postgres", name);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void migrate(String slice, ClassLoader resources) {
    transact(
        c -> {
          try (Statement statement = c.createStatement()) {
            statement.execute("CREATE SCHEMA " + slice);
            for (String script : scripts) {
              for (String sql : read(resources, script).split(";\\s*(\\n|$)")) {
                statement.execute(sql);
              }
            }
          }
          return null;
        });
  }

  private static String read(ClassLoader resources, String script) {
    try (InputStream in = resources.getResourceAsStream(script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T transact(Work<T> work) {
    try (Connection c = DriverManager.getConnection(url)) {
      c.setAutoCommit(false);
      try {
        T result = work.on(c);
        c.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException("the database refuses", false, e);
    }
  }
}
