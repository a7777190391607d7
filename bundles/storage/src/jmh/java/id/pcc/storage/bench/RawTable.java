package id.pcc.storage.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What someone would write who has one table, one connection and JDBC batches. */
final class RawTable {
  private static final String COLUMNS = "station, t, pm25, pm10, category";

  private final DataSource source;
  private final String table;
  private final boolean onConflict;

  private RawTable(DataSource source, String table, boolean onConflict) {
    this.source = source;
    this.table = table;
    this.onConflict = onConflict;
  }

  /**
   * @param indexed with the two further indexes that a dataset's table has
   */
  static RawTable create(Engine engine, String table, boolean indexed) throws SQLException {
    try (Connection connection = engine.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + table
              + " (station VARCHAR(200) NOT NULL, t BIGINT NOT NULL, pm25 DOUBLE PRECISION, pm10"
              + " DOUBLE PRECISION, category VARCHAR(1000), seq BIGINT NOT NULL, PRIMARY KEY"
              + " (station, t))");
      if (indexed) {
        statement.execute("CREATE INDEX " + table + "_t ON " + table + " (t DESC, station)");
        statement.execute("CREATE INDEX " + table + "_seq ON " + table + " (seq)");
      }
    }
    return new RawTable(engine.source(), table, engine.onConflict());
  }

  void insert(List<Map<String, Object>> rows, int batch) throws SQLException {
    String sql = "INSERT INTO " + table + " (" + COLUMNS + ", seq) VALUES (?, ?, ?, ?, ?, ?)";
    run(sql, rows, batch, false);
  }

  void insertAbsent(List<Map<String, Object>> rows, int batch) throws SQLException {
    if (onConflict) {
      String sql =
          "INSERT INTO "
              + table
              + " AS h ("
              + COLUMNS
              + ", seq) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (station, t) DO UPDATE SET pm25 ="
              + " excluded.pm25, pm10 = excluded.pm10, category = excluded.category WHERE (h.pm25,"
              + " h.pm10, h.category) IS DISTINCT FROM (excluded.pm25, excluded.pm10,"
              + " excluded.category)";
      run(sql, rows, batch, false);
    } else {
      String sql =
          "INSERT INTO "
              + table
              + " ("
              + COLUMNS
              + ", seq) SELECT CAST(? AS VARCHAR(200)), CAST(? AS BIGINT), CAST(? AS DOUBLE),"
              + " CAST(? AS DOUBLE), CAST(? AS VARCHAR(1000)), CAST(? AS BIGINT) FROM"
              + " SYSIBM.SYSDUMMY1 WHERE NOT EXISTS (SELECT 1 FROM "
              + table
              + " WHERE station = ? AND t = ?)";
      run(sql, rows, batch, true);
    }
  }

  private void run(String sql, List<Map<String, Object>> rows, int batch, boolean keyAgain)
      throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (int from = 0; from < rows.size(); from += batch) {
        for (Map<String, Object> row : rows.subList(from, Math.min(rows.size(), from + batch))) {
          statement.setString(1, (String) row.get("station"));
          statement.setLong(2, (Long) row.get("time"));
          statement.setDouble(3, (Double) row.get("pm25"));
          statement.setDouble(4, (Double) row.get("pm10"));
          statement.setString(5, (String) row.get("category"));
          statement.setLong(6, (Long) row.get("time"));
          if (keyAgain) {
            statement.setString(7, (String) row.get("station"));
            statement.setLong(8, (Long) row.get("time"));
          }
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
      }
      connection.setAutoCommit(true);
    }
  }
}
