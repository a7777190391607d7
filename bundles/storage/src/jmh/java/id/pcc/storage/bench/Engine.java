package id.pcc.storage.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A database of its own for a benchmark, on a real disk, with every commit durable. */
abstract class Engine implements AutoCloseable {
  private final HikariDataSource pool = new HikariDataSource();

  static Engine of(String name) throws IOException {
    return name.equals("DERBY") ? new Derby() : new Postgresql();
  }

  final void connect(DataSource source) {
    pool.setDataSource(source);
    pool.setMaximumPoolSize(8);
  }

  final DataSource source() {
    return pool;
  }

  /** Whether {@code INSERT … ON CONFLICT} is known. */
  abstract boolean onConflict();

  @Override
  public void close() throws IOException, SQLException {
    pool.close();
  }

  private static final class Derby extends Engine {
    private final Path folder = Files.createTempDirectory("pcc-bench-derby");
    private final EmbeddedDataSource engine = new EmbeddedDataSource();

    Derby() throws IOException {
      engine.setDatabaseName(folder.resolve("city").toString());
      engine.setCreateDatabase("create");
      connect(engine);
    }

    @Override
    boolean onConflict() {
      return false;
    }

    @Override
    public void close() throws IOException, SQLException {
      super.close();
      engine.setShutdownDatabase("shutdown");
      try {
        engine.getConnection().close();
      } catch (SQLException e) {
        if (!"08006".equals(e.getSQLState())) {
          throw e;
        }
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static final class Postgresql extends Engine {
    private final EmbeddedPostgres server;

    Postgresql() throws IOException {
      // the embedded server comes with fsync off, which would compare nothing
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("shared_buffers", "256MB")
              .setServerConfig("max_wal_size", "2GB")
              .start();
      connect(server.getPostgresDatabase());
    }

    @Override
    boolean onConflict() {
      return true;
    }

    @Override
    public void close() throws IOException, SQLException {
      super.close();
      server.close();
    }
  }
}
