package id.pcc.storage.internal.sql;

import id.pcc.storage.Database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Where the database engines differ. */
interface Engine {
  /** Which engine. */
  Dialect dialect();

  /**
   * An identifier that is safe although it may be a reserved word, and that people reach without
   * quotes.
   */
  String quoted(String name);

  /** The type of a column. */
  String type(Column.Type type);

  /** A time column as a timestamp on the clocks of Pontianak (UTC+7, no summer time). */
  String timestamp(String column);

  /** Whether an index serves its opposite order too. */
  boolean readsBackwards();

  /** Whether a statement failed because the thing is there already. */
  boolean exists(SQLException e);

  /** Whether a transaction is worth doing again at once. */
  default boolean again(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.equals("40001") || state.equals("40P01") || state.equals("40XL1");
  }

  /** Whether the database itself is away, so that nothing can be done until it is back. */
  boolean away(SQLException e);

  /** Whether a row is there already under the same key. */
  default boolean duplicate(SQLException e) {
    return "23505".equals(e.getSQLState());
  }

  /** Writes rows of a dataset's table. */
  RowWriter rows(TableLayout table);

  /** Moves the pointers to the newest record of each series forward. */
  void moveLatest(Connection connection, TableLayout table, List<Object[]> pointers)
      throws SQLException;

  /** The engine behind a connection. */
  static Engine of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    String name = product.toLowerCase(Locale.ROOT);
    if (name.contains("derby")) {
      return new DerbyEngine();
    }
    if (name.contains("postgresql")) {
      return new PostgresqlEngine();
    }
    throw new SQLException(
        "the database "
            + product
            + " is not supported: use Apache Derby or PostgreSQL (PCC_DATABASE_URL)");
  }
}
