package id.pcc.derby.internal;

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
}
