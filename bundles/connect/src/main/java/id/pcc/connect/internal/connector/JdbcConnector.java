package id.pcc.connect.internal.connector;

import id.pcc.connect.declaration.Login;
import id.pcc.connect.declaration.Watermark;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.reach.Reach.Place;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Reads a table or view of a database, in portions, from the watermark on. Nothing is written: the
 * connection is read-only, and only names of a table and of a column are put into the statement.
 */
final class JdbcConnector {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");
  private static final Pattern TABLE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}(\\.[A-Za-z_][A-Za-z0-9_$]{0,62}){0,2}");

  /** Settings of drivers that load classes or files instead of speaking to a database. */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "(?i).*[?&;](socketfactory\\w*|sslfactory\\w*|sslhostnameverifier|sslpasswordcallback|"
              + "authenticationpluginclassname|loggerfile|autodeserialize|allowloadlocalinfile|"
              + "allowurlinlocalinfile|queryinterceptors|statementinterceptors|init)=.*");

  private static final int PORTION = 5_000;
  private static final int MOST_COLUMNS = 500;
  private static final int MOST_ROWS_ON_TRIAL = 200;

  private final One one;
  private final String table;

  JdbcConnector(One one) {
    this.one = one;
    this.table = one.option("table", "");
    if (!TABLE.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "table: the name of a table or view is expected, not \"" + table + "\"");
    }
    Watermark watermark = one.connector().watermark();
    if (watermark != null && !NAME.matcher(watermark.column()).matches()) {
      throw new IllegalArgumentException("watermark.field: the name of a column is expected");
    }
    if (HARMFUL.matcher(one.address()).matches()) {
      throw new IllegalArgumentException("address: this parameter of the driver is not allowed");
    }
  }

  void add() throws IOException {
    one.run().reach().check(Place.of(one.address()));
    var loop =
        one.builder()
            .from(one.timer())
            .routeId(one.connector().name())
            .process(this::open)
            .loopDoWhile(e -> reading(e).more() && !e.isRouteStop())
            .process(e -> e.getMessage().setBody(reading(e).portion()));
    one.store(loop).process(e -> reading(e).keep()).end();
  }

  private static Reading reading(Exchange exchange) {
    return exchange.getProperty("PccReading", Reading.class);
  }

  private void open(Exchange exchange) throws SQLException, IOException {
    // Refused, before a driver sees it, when the name leads where no department can be.
    one.run().reach().resolve(Place.of(one.address()));
    Reading reading = new Reading();
    exchange.setProperty("PccReading", reading);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new org.apache.camel.support.SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                reading.close();
              }
            });
    reading.begin();
  }

  private Properties properties() {
    long connect = one.run().limits().connect().toSeconds();
    long read = one.run().limits().total().toSeconds();
    Properties properties = new Properties();
    if (one.login().kind() == Login.Kind.PASSWORD) {
      properties.setProperty("user", one.login().user());
      properties.setProperty("password", one.login().secret());
    }
    if (one.address().startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", String.valueOf(connect));
      properties.setProperty("loginTimeout", String.valueOf(connect));
      properties.setProperty("socketTimeout", String.valueOf(read));
      properties.setProperty("ApplicationName", "PontianakCommandCenter");
    } else if (one.address().matches("jdbc:(mysql|mariadb):.*")) {
      properties.setProperty("connectTimeout", String.valueOf(connect * 1_000));
      properties.setProperty("socketTimeout", String.valueOf(read * 1_000));
    } else if (one.address().startsWith("jdbc:h2:")) {
      properties.setProperty("NETWORK_TIMEOUT", String.valueOf(read * 1_000));
    }
    return properties;
  }

  /** A statement that is being read. */
  private final class Reading {
    private Connection connection;
    private PreparedStatement statement;
    private ResultSet rows;
    private boolean more;
    private String mark;

    void begin() throws SQLException {
      Watermark watermark = one.connector().watermark();
      mark = watermark == null ? null : one.run().marks().get(one.connector().name());
      connection = one.run().databases().connect(one.address(), properties());
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      String sql = "SELECT * FROM " + table;
      if (mark != null) {
        sql += " WHERE " + watermark.column() + " >= ?";
      }
      if (watermark != null) {
        sql += " ORDER BY " + watermark.column();
      }
      statement = connection.prepareStatement(sql);
      statement.setFetchSize(PORTION);
      statement.setQueryTimeout(Math.toIntExact(one.run().limits().total().toSeconds()));
      if (one.run().trial()) {
        statement.setMaxRows(MOST_ROWS_ON_TRIAL);
      }
      if (mark != null) {
        statement.setObject(1, Mark.value(mark));
      }
      rows = statement.executeQuery();
      if (rows.getMetaData().getColumnCount() > MOST_COLUMNS) {
        throw new SQLException("more than " + MOST_COLUMNS + " columns");
      }
      more = rows.next();
    }

    boolean more() {
      return more;
    }

    Rows portion() throws SQLException {
      ResultSetMetaData columns = rows.getMetaData();
      List<Map<String, Object>> portion = new ArrayList<>();
      do {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          Object value = Mark.plain(rows, i);
          row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
        }
        portion.add(row);
        if (one.connector().watermark() != null) {
          // The rows come in its order: the last one is the greatest.
          mark = Mark.of(rows, one.connector().watermark().column(), mark);
        }
        more = rows.next();
      } while (more && portion.size() < PORTION);
      return new Rows(portion, null);
    }

    /** The portion is stored: from now on only what comes after it is asked for. */
    void keep() {
      if (mark != null && !one.run().trial()) {
        one.run().marks().put(one.connector().name(), mark);
      }
    }

    void close() {
      try (Connection c = connection;
          PreparedStatement s = statement;
          ResultSet r = rows) {
        if (c != null) {
          c.rollback();
        }
      } catch (SQLException e) {
        // Closed one way or the other.
      }
    }
  }
}
