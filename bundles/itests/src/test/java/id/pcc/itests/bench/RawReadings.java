package id.pcc.itests.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What someone would write by hand to store {@link Readings}: one table with the columns and
 * indexes that the dataset's own has, one connection, JDBC batches.
 */
final class RawReadings implements AutoCloseable {
  private static final String COLUMNS =
      "(STASIUN, WAKTU, PM25, PM10, SUHU, KATEGORI, SEQ, RECEIVED, HASH)";

  private final Connection connection;
  private final boolean postgresql;
  private int tables;

  /**
   * @param url of the database; a new one for Derby
   */
  RawReadings(String url) throws SQLException {
    connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    postgresql = url.startsWith("jdbc:postgresql:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA RAW");
    }
    connection.commit();
  }

  /** Rows a second, inserted plainly into a new table. */
  double insert(int first, int rows, int batch) throws SQLException {
    String table = create();
    return run(
        "INSERT INTO " + table + " " + COLUMNS + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        first,
        rows,
        batch,
        false);
  }

  /** Rows a second, inserted into a new table where they are not there yet. */
  double insertAbsent(int first, int rows, int batch) throws SQLException {
    String table = create();
    String sql =
        postgresql
            ? "INSERT INTO "
                + table
                + " "
                + COLUMNS
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (STASIUN, WAKTU) DO NOTHING"
            : "INSERT INTO "
                + table
                + " "
                + COLUMNS
                + " SELECT CAST(? AS VARCHAR(200)), CAST(? AS BIGINT), CAST(? AS DOUBLE), CAST(?"
                + " AS DOUBLE), CAST(? AS DOUBLE), CAST(? AS VARCHAR(1000)), CAST(? AS BIGINT),"
                + " CAST(? AS BIGINT), CAST(? AS BIGINT) FROM SYSIBM.SYSDUMMY1 WHERE NOT EXISTS"
                + " (SELECT 1 FROM "
                + table
                + " WHERE STASIUN = ? AND WAKTU = ?)";
    return run(sql, first, rows, batch, !postgresql);
  }

  private String create() throws SQLException {
    String table = "RAW.T" + ++tables;
    String index = postgresql ? "T" + tables : table;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + table
              + " (STASIUN VARCHAR(200) NOT NULL, WAKTU BIGINT NOT NULL, PM25 DOUBLE PRECISION,"
              + " PM10 DOUBLE PRECISION, SUHU DOUBLE PRECISION, KATEGORI VARCHAR(1000), SEQ BIGINT"
              + " NOT NULL, RECEIVED BIGINT NOT NULL, HASH BIGINT NOT NULL)");
      statement.execute(
          "CREATE UNIQUE INDEX " + index + "_K ON " + table + " (STASIUN, WAKTU DESC)");
      statement.execute("CREATE INDEX " + index + "_T ON " + table + " (WAKTU DESC, STASIUN)");
      statement.execute("CREATE INDEX " + index + "_S ON " + table + " (SEQ)");
    }
    connection.commit();
    return table;
  }

  private double run(String sql, int first, int rows, int batch, boolean keyAgain)
      throws SQLException {
    long start = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = first; i < first + rows; i++) {
        statement.setString(1, Readings.station(i));
        statement.setLong(2, Readings.time(i).toEpochMilli());
        statement.setDouble(3, Readings.value(i, 31));
        statement.setDouble(4, Readings.value(i, 17));
        statement.setDouble(5, Readings.value(i, 7));
        statement.setString(6, Readings.category(i));
        statement.setLong(7, i / batch);
        statement.setLong(8, start);
        statement.setLong(9, i * 0x9E3779B97F4A7C15L);
        if (keyAgain) {
          statement.setString(10, Readings.station(i));
          statement.setLong(11, Readings.time(i).toEpochMilli());
        }
        statement.addBatch();
        if ((i - first + 1) % batch == 0) {
          statement.executeBatch();
          connection.commit();
        }
      }
      statement.executeBatch();
      connection.commit();
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
