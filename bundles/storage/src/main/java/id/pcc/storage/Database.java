package id.pcc.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/** The one database, for slices that keep tables of their own in a schema of their name. */
@ProviderType
public interface Database {
  /** The engines that the statements are tested on. */
  enum Dialect {
    /** Apache Derby. */
    DERBY,
    /** PostgreSQL. */
    POSTGRESQL
  }

  /** Which engine this is. */
  Dialect dialect();

  /**
   * Brings a slice's schema up to date: runs the scripts {@code db/<slice>/common/V*.sql} and
   * {@code db/<slice>/<dialect>/V*.sql} that have not run yet, in the order of their names, each in
   * a transaction and with its checksum kept.
   *
   * @param slice the slice's name, also its SQL schema (made when it is missing)
   * @param resources where the scripts are found
   * @throws IllegalStateException when a script that ran has changed, or the schema is newer than
   *     this code
   */
  void migrate(String slice, ClassLoader resources);

  /**
   * Does work in one transaction: commits when it returns, rolls back when it throws. Work is done
   * again, up to three times, when the database asks for it (deadlock, serialization), so it must
   * have no other effects.
   *
   * @throws StoreException when the database refuses or is away
   */
  <T> T transact(Work<T> work);

  /** Work on a connection; neither commits nor closes it. */
  @FunctionalInterface
  interface Work<T> {
    /** Does the work. */
    T on(Connection connection) throws SQLException;
  }
}
