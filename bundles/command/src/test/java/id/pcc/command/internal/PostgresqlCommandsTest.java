package id.pcc.command.internal;

import id.pcc.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlCommandsTest extends CommandsContract {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void begin() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void end() throws IOException {
    server.close();
  }

  @Override
  Database open() throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS COMMAND CASCADE");
    }
    return new TestDatabase(Database.Dialect.POSTGRESQL, server.getPostgresDatabase());
  }
}
