package id.pcc.storage.internal.contract;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Single data on Derby, with its files on a real disk. */
final class DerbyStoreTest
    implements AnyOrderContract,
        CatalogueContract,
        IngestContract,
        QuarantineContract,
        LineageContract,
        TallyContract,
        SpoolContract,
        QualityContract,
        ReferenceContract,
        QueryContract,
        SeriesContract,
        RollupContract,
        KeepingContract,
        LiveContract,
        DatabaseContract {
  @TempDir static Path folder;

  private static HikariDataSource pool;
  private static Bench bench;

  @BeforeAll
  static void open() {
    pool = Derby.open(folder.resolve("city"));
    bench = new Bench(pool);
  }

  @AfterAll
  static void close() throws SQLException {
    bench.close();
    pool.close();
    Derby.shutDown(folder.resolve("city"));
  }

  @Override
  public Bench bench() {
    return bench;
  }

  /** Derby as the assembly has it. */
  static final class Derby {
    private Derby() {}

    static {
      // a deadlock is seen after a second, as the assembly has it; Derby's own default is twenty
      System.setProperty("derby.locks.deadlockTimeout", "1");
      System.setProperty("derby.stream.error.file", Path.of("target", "derby.log").toString());
    }

    static HikariDataSource open(Path folder) {
      EmbeddedDataSource engine = new EmbeddedDataSource();
      engine.setDatabaseName(folder.toString());
      engine.setCreateDatabase("create");
      HikariDataSource pool = new HikariDataSource();
      pool.setDataSource(engine);
      pool.setMaximumPoolSize(12);
      return pool;
    }

    static void shutDown(Path folder) throws SQLException {
      EmbeddedDataSource engine = new EmbeddedDataSource();
      engine.setDatabaseName(folder.toString());
      engine.setShutdownDatabase("shutdown");
      try {
        engine.getConnection().close();
      } catch (SQLException e) {
        if (!"08006".equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }
}
