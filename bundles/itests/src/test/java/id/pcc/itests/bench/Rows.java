package id.pcc.itests.bench;

import id.pcc.itests.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same rows for both ways in. */
final class Rows {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private Rows() {}

  static Map<String, Object> record(int number) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("nomor", number);
    record.put("waktu", FIRST.plusSeconds(number).toString());
    record.put("nilai", number / 8.0);
    record.put("keterangan", "Catatan nomor " + number);
    record.put("kelas", number % 2 == 0 ? "A" : "B");
    record.put("aktif", number % 3 == 0);
    record.put(
        "tempat",
        Map.of(
            "type",
            "Point",
            "coordinates",
            List.of(109.27 + number % 1000 / 10_000.0, -0.09 + number % 700 / 10_000.0)));
    return record;
  }

  /** A batch as newline-delimited JSON. */
  static String lines(int first, int count) {
    StringBuilder lines = new StringBuilder(count * 220);
    for (int i = first; i < first + count; i++) {
      lines.append(Api.text(record(i))).append('\n');
    }
    return lines.toString();
  }

  /** Inserts rows by JDBC batches into a new Derby table, and says how many a second. */
  static double insert(String url, int rows, int batch) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url + ";create=true")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE CATATAN (NOMOR BIGINT NOT NULL, WAKTU BIGINT NOT NULL, NILAI DOUBLE,"
                + " KETERANGAN VARCHAR(1000), KELAS VARCHAR(1000), AKTIF BOOLEAN, LON DOUBLE,"
                + " LAT DOUBLE, PRIMARY KEY (NOMOR, WAKTU))");
      }
      connection.setAutoCommit(false);
      fill(connection, -rows / 5, rows / 5, batch);
      long start = System.nanoTime();
      fill(connection, 0, rows, batch);
      return rows / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void fill(Connection connection, int first, int rows, int batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO CATATAN VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = first; i < first + rows; i++) {
        insert.setLong(1, i);
        insert.setLong(2, FIRST.plusSeconds(i).toEpochMilli());
        insert.setDouble(3, i / 8.0);
        insert.setString(4, "Catatan nomor " + i);
        insert.setString(5, i % 2 == 0 ? "A" : "B");
        insert.setBoolean(6, i % 3 == 0);
        insert.setDouble(7, 109.27 + i % 1000 / 10_000.0);
        insert.setDouble(8, -0.09 + i % 700 / 10_000.0);
        insert.addBatch();
        if ((i - first + 1) % batch == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
  }
}
