package id.pcc.storage.internal.contract;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Single data on PostgreSQL, started for the test. */
final class PostgresqlStoreTest
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
  private static EmbeddedPostgres server;
  private static HikariDataSource pool;
  private static Bench bench;

  @BeforeAll
  static void open() throws IOException {
    server = EmbeddedPostgres.builder().start();
    pool = new HikariDataSource();
    pool.setDataSource(server.getPostgresDatabase());
    pool.setMaximumPoolSize(12);
    bench = new Bench(pool);
  }

  @AfterAll
  static void close() throws IOException {
    bench.close();
    pool.close();
    server.close();
  }

  @Override
  public Bench bench() {
    return bench;
  }
}
