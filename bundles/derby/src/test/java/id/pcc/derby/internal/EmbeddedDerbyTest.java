package id.pcc.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.jdbc.DataSourceFactory;

class EmbeddedDerbyTest {
  private final EmbeddedDerby derby = new EmbeddedDerby();

  @Test
  void a_database_is_made_by_its_url_and_survives_a_shutdown_of_the_engine(@TempDir Path folder)
      throws SQLException {
    Path database = folder.resolve("database");
    Properties properties = url("jdbc:derby:" + database + ";create=true");
    try (var connection = derby.createDataSource(properties).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE STATION (CODE VARCHAR(8))");
      statement.execute("INSERT INTO STATION VALUES 'PTK-1'");
    }

    derby.stop();

    assertTrue(Files.notExists(database.resolve("db.lck")), "the folder's lock is released");
    EmbeddedDerby next = new EmbeddedDerby();
    try (var connection = next.createDataSource(properties).getConnection();
        var rows = connection.createStatement().executeQuery("SELECT CODE FROM STATION")) {
      assertTrue(rows.next());
      assertEquals("PTK-1", rows.getString(1));
    }
    next.stop();
  }

  @Test
  void a_first_start_that_was_interrupted_does_not_stop_the_next_one(@TempDir Path folder)
      throws Exception {
    Path database = folder.resolve("database");
    Files.createDirectories(database.resolve("seg0"));
    Files.createDirectories(database.resolve("log"));

    var source = derby.createDataSource(url("jdbc:derby:" + database + ";create=true"));

    try (var connection = source.getConnection()) {
      assertTrue(connection.isValid(1));
    }
    derby.stop();
  }

  @Test
  void an_address_of_another_database_is_refused_with_the_setting_to_change() {
    var refused =
        assertThrows(
            SQLException.class,
            () -> derby.createDataSource(url("jdbc:postgresql://127.0.0.1/pcc")));
    assertTrue(refused.getMessage().contains("PCC_DATABASE_URL"), refused.getMessage());
  }

  @Test
  void a_source_without_a_name_is_refused() {
    assertThrows(SQLException.class, () -> derby.createDataSource(null));
  }

  private static Properties url(String url) {
    Properties properties = new Properties();
    properties.setProperty(DataSourceFactory.JDBC_URL, url);
    return properties;
  }
}
