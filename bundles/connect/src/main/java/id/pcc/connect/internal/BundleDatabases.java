package id.pcc.connect.internal;

import id.pcc.connect.internal.connector.ConnectorRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jdbc.DataSourceFactory;

/** Opens databases with the drivers that are installed as bundles. */
final class BundleDatabases implements ConnectorRun.Databases {
  private static final Map<String, String> DRIVERS =
      Map.of(
          "postgresql", "org.postgresql.Driver",
          "mysql", "com.mysql.cj.jdbc.Driver",
          "mariadb", "org.mariadb.jdbc.Driver",
          "sqlserver", "com.microsoft.sqlserver.jdbc.SQLServerDriver",
          "oracle", "oracle.jdbc.OracleDriver",
          "h2", "org.h2.Driver");

  private final BundleContext bundles;

  BundleDatabases(BundleContext bundles) {
    this.bundles = bundles;
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    String[] parts = url.split(":", 3);
    String driver = parts.length < 3 ? null : DRIVERS.get(parts[1]);
    // H2 as a server only: embedded it would open files of this machine.
    boolean embedded = driver != null && parts[1].equals("h2") && !parts[2].startsWith("tcp://");
    if (driver == null || embedded) {
      throw new SQLException("jdbc: one of " + DRIVERS.keySet() + " is expected");
    }
    for (ServiceReference<DataSourceFactory> reference : factories(driver)) {
      DataSourceFactory factory = bundles.getService(reference);
      if (factory != null) {
        try {
          Connection connection = factory.createDriver(null).connect(url, properties);
          if (connection != null) {
            return connection;
          }
        } finally {
          bundles.ungetService(reference);
        }
      }
    }
    throw new SQLException("the driver " + driver + " is not installed");
  }

  private Collection<ServiceReference<DataSourceFactory>> factories(String driver) {
    try {
      return bundles.getServiceReferences(
          DataSourceFactory.class,
          "(" + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + driver + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(driver, e);
    }
  }
}
