package id.pcc.derby.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the embedded Derby engine to pax-jdbc-config. A data source is described either by a
 * {@code url} ({@code jdbc:derby:/folder;create=true}) or by a {@code databaseName}.
 *
 * <p>The engine belongs to this bundle: when the component goes, Derby is shut down, so that its
 * log is written through, the folder's lock is released and the class loader can be collected.
 */
@Component(
    service = DataSourceFactory.class,
    property = {
      DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.apache.derby.jdbc.EmbeddedDriver",
      DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=derby",
      DataSourceFactory.OSGI_JDBC_DRIVER_VERSION + "=10.16.1.1"
    })
public final class EmbeddedDerby implements DataSourceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDerby.class);
  private static final String URL_PREFIX = "jdbc:derby:";

  /** SQL state of a shutdown of the whole engine that went well: Derby reports it as an error. */
  private static final String ENGINE_STOPPED = "XJ015";

  private final EmbeddedDriver driver = new EmbeddedDriver();

  @Deactivate
  void stop() throws SQLException {
    try {
      DriverManager.getConnection(URL_PREFIX + ";shutdown=true;deregister=true").close();
    } catch (SQLException e) {
      if (!ENGINE_STOPPED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  @Override
  public DataSource createDataSource(Properties properties) throws SQLException {
    return described(new EmbeddedDataSource(), properties);
  }

  @Override
  public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties)
      throws SQLException {
    return described(new EmbeddedConnectionPoolDataSource(), properties);
  }

  @Override
  public XADataSource createXADataSource(Properties properties) throws SQLException {
    return described(new EmbeddedXADataSource(), properties);
  }

  @Override
  public Driver createDriver(Properties properties) {
    return driver;
  }

  private static <T extends EmbeddedDataSource> T described(T source, Properties properties)
      throws SQLException {
    Properties given = properties == null ? new Properties() : properties;
    String url = given.getProperty(JDBC_URL);
    String name = given.getProperty(JDBC_DATABASE_NAME);
    if (url != null && !url.isBlank()) {
      if (!url.startsWith(URL_PREFIX)) {
        throw new SQLException(
            "Not a Derby address: it must start with " + URL_PREFIX + " (set PCC_DATABASE_URL)");
      }
      String[] parts = url.substring(URL_PREFIX.length()).split(";", 2);
      source.setDatabaseName(parts[0]);
      if (parts.length == 2) {
        source.setConnectionAttributes(parts[1]);
        if (parts[1].contains("create=true")) {
          setAsideUnfinished(Path.of(parts[0]));
        }
      }
    } else if (name != null && !name.isBlank()) {
      source.setDatabaseName(name);
    } else {
      throw new SQLException("A Derby data source needs a url or a databaseName");
    }
    if (!given.getProperty(JDBC_USER, "").isEmpty()) {
      source.setUser(given.getProperty(JDBC_USER));
      source.setPassword(given.getProperty(JDBC_PASSWORD, ""));
    }
    return source;
  }

  /**
   * Derby writes {@code service.properties} last when it makes a database. A folder without it is
   * what a process left that was stopped in the middle of its very first start: it holds no record,
   * and Derby would refuse to make a database in its place for ever.
   */
  private static void setAsideUnfinished(Path folder) {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve("service.properties"))) {
      return;
    }
    Path aside =
        folder.resolveSibling(folder.getFileName() + ".unfinished-" + System.currentTimeMillis());
    try {
      Files.move(folder, aside);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The database in " + folder + " was never finished; move the folder away and start again",
          e);
    }
    LOG.warn("The database in {} was never finished; it is now {}", folder, aside);
  }
}
