package id.pcc.storage.internal.sql;

import id.pcc.storage.Database;
import id.pcc.storage.StoreException;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database behind a data source. */
public final class SqlDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(SqlDatabase.class);
  private static final int ATTEMPTS = 6;
  private static final long PAUSE_NANOS = 1_000_000;

  private final DataSource source;
  private final Clock clock;
  private final Engine engine;
  private final File folder;
  private volatile String trouble = "";

  /** Hears how each attempt of a transaction ended. */
  interface Attempt {
    /** It is stored. */
    void committed();

    /** Nothing of it is stored. */
    void rolledBack();

    /** The connection was lost while it was being committed: it may be stored or not. */
    void unknown();

    /** Tells two. */
    static Attempt both(Attempt one, Attempt other) {
      return new Attempt() {
        @Override
        public void committed() {
          one.committed();
          other.committed();
        }

        @Override
        public void rolledBack() {
          one.rolledBack();
          other.rolledBack();
        }

        @Override
        public void unknown() {
          one.unknown();
          other.unknown();
        }
      };
    }
  }

  private static final Attempt NOBODY =
      new Attempt() {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}

        @Override
        public void unknown() {}
      };

  /**
   * Connects for the first time.
   *
   * @throws SQLException when the database is away or of another make
   */
  public SqlDatabase(DataSource source, Clock clock) throws SQLException {
    this.source = source;
    this.clock = clock;
    try (Connection connection = source.getConnection()) {
      engine = Engine.of(connection);
      folder = folder(connection.getMetaData().getURL());
    }
  }

  private static File folder(String url) {
    String prefix = "jdbc:derby:";
    if (url == null || !url.startsWith(prefix)) {
      return null;
    }
    File folder = new File(url.substring(prefix.length()).split(";", 2)[0]);
    return folder.isDirectory() ? folder : null;
  }

  /** The folder of an embedded database; {@code null} when it is not on this machine. */
  public File folder() {
    return folder;
  }

  Engine engine() {
    return engine;
  }

  /** Why the database cannot be reached now, as a sentence; empty while it can. */
  public String trouble() {
    return trouble;
  }

  @Override
  public Dialect dialect() {
    return engine.dialect();
  }

  @Override
  public void migrate(String slice, ClassLoader resources) {
    new Migrations(this, clock).run(slice, Scripts.of(slice, dialect(), resources));
  }

  @Override
  public <T> T transact(Work<T> work) {
    return transact(work, NOBODY);
  }

  <T> T transact(Work<T> work, Attempt attempt) {
    for (int tried = 1; ; tried++) {
      try {
        T result = once(work, attempt);
        trouble = "";
        return result;
      } catch (SQLException e) {
        SQLException cause = telling(e);
        if (engine.again(cause) && tried < ATTEMPTS) {
          LOG.debug("Doing a transaction again after {}", cause.getSQLState());
          // Two that block each other must not meet again.
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << tried));
          continue;
        }
        throw failure(cause);
      }
    }
  }

  private <T> T once(Work<T> work, Attempt attempt) throws SQLException {
    boolean committing = false;
    boolean settled = false;
    Connection connection = null;
    try {
      connection = source.getConnection();
      connection.setAutoCommit(false);
      T result = work.on(connection);
      committing = true;
      connection.commit();
      settled = true;
      attempt.committed();
      return result;
    } catch (SQLException e) {
      settled = true;
      if (committing && !engine.again(telling(e))) {
        attempt.unknown();
      } else {
        rollback(connection);
        attempt.rolledBack();
      }
      throw e;
    } finally {
      if (!settled) {
        rollback(connection);
        attempt.rolledBack();
      }
      close(connection);
    }
  }

  private static void rollback(Connection connection) {
    if (connection != null) {
      try {
        connection.rollback();
      } catch (SQLException e) {
        LOG.debug("The connection was lost before it could roll back", e);
      }
    }
  }

  private static void close(Connection connection) {
    if (connection != null) {
      try {
        connection.setAutoCommit(true);
        connection.close();
      } catch (SQLException e) {
        LOG.debug("The connection was lost before it could be closed", e);
      }
    }
  }

  /** The exception of a chain that says what happened: batches and pools wrap it. */
  private SQLException telling(SQLException e) {
    for (SQLException next = e; next != null; next = next.getNextException()) {
      if (next.getSQLState() != null && (engine.again(next) || engine.away(next))) {
        return next;
      }
      for (Throwable cause = next.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException inner
            && inner.getSQLState() != null
            && (engine.again(inner) || engine.away(inner))) {
          return inner;
        }
      }
    }
    return e;
  }

  private StoreException failure(SQLException e) {
    boolean away = engine.away(e) || e instanceof java.sql.SQLTransientException;
    boolean again = engine.again(e);
    if (away) {
      trouble =
          "the database cannot be reached: "
              + e.getMessage()
              + " (SQL state "
              + e.getSQLState()
              + "); check that it runs and that its disk has room";
    }
    return new StoreException(
        (away ? "the database is away: " : "the database refused: ") + e.getMessage(),
        away || again,
        e);
  }
}
