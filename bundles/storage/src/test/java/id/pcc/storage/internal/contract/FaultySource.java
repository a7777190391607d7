package id.pcc.storage.internal.contract;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that can be away or slow, and that can lose a connection right after a commit. */
public final class FaultySource implements DataSource {
  private final DataSource source;
  private volatile boolean away;
  private volatile boolean loseNextCommit;
  private volatile CountDownLatch held = new CountDownLatch(0);

  FaultySource(DataSource source) {
    this.source = source;
  }

  /** Whether connections are refused from now on. */
  public void away(boolean now) {
    away = now;
  }

  /** Connections are given only after {@link #release}. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  /** See {@link #hold}. */
  public void release() {
    held.countDown();
  }

  /** The next commit is done, but its answer is lost, and the database is away. */
  public void loseNextCommit() {
    loseNextCommit = true;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away) {
      throw new SQLNonTransientConnectionException("nobody answers", "08001");
    }
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
    Connection connection = source.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            FaultySource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(connection, arguments);
                if (method.getName().equals("commit") && loseNextCommit) {
                  loseNextCommit = false;
                  away = true;
                  throw new SQLNonTransientConnectionException("the line is dead", "08006");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
