package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.connect.internal.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcConnectorTest extends ConnectorBench {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startServer() throws Exception {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void makeView() throws Exception {
    execute("DROP VIEW IF EXISTS v_tma");
    execute("DROP TABLE IF EXISTS tma");
    execute("CREATE TABLE tma (pos TEXT, waktu TIMESTAMPTZ, tinggi NUMERIC)");
    execute("CREATE VIEW v_tma AS SELECT pos, waktu, tinggi AS tma, 'x' AS siaga FROM tma");
    configuration.put(
        "db", postgres.getJdbcUrl("postgres", "postgres").replace("localhost", "127.0.0.1"));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final String LINES =
      """
      protocol: jdbc
      address: "{{db}}"
      every: PT1S
      options: { table: v_tma }
      watermark: { column: waktu }
      fields: { pos: pos, waktu: waktu, tma: tma }
      """;

  @Test
  void a_view_is_read_from_its_watermark_on() throws Exception {
    execute("INSERT INTO tma VALUES ('A1', '2026-11-24 06:30+07', 12.5), ('A2', NULL, 1)");
    connect(LINES);
    awaitRecords(2);
    assertEquals("A1", records().get(0).get("pos"));
    assertEquals(java.time.Instant.parse("2026-11-23T23:30:00Z"), records().get(0).get("waktu"));
    Await.until("marked", () -> marks.containsKey("tinggi"));
    int before = records().size();
    execute("INSERT INTO tma VALUES ('A3', '2026-11-24 07:30+07', 13), ('A0', '2020-01-01', 1)");
    Await.until("new", () -> records().stream().anyMatch(r -> "A3".equals(r.get("pos"))));
    assertTrue(
        records().subList(before, records().size()).stream()
            .noneMatch(r -> "A0".equals(r.get("pos"))));
  }

  @Test
  void a_large_table_comes_in_portions() throws Exception {
    execute(
        "INSERT INTO tma SELECT 'P' || i, TIMESTAMPTZ '2026-01-01' + i * INTERVAL '1 s', i FROM"
            + " generate_series(1, 12000) i");
    connect(LINES);
    awaitRecords(12_000);
    assertEquals(5_000, ingest.delivered.peek().records().size());
  }

  @Test
  void a_table_that_is_not_there_and_a_name_that_is_none_are_said() throws Exception {
    connect(LINES.replace("v_tma", "lain"));
    assertTrue(failure().contains("lain"), failure());
    closeRoutes();
    connect(LINES.replace("v_tma", "\"tma; DROP TABLE tma\""));
    Await.until("said", () -> status().lastError().en().startsWith("table: the name of a table"));
  }

  @Test
  void a_driver_is_not_told_to_load_classes() throws Exception {
    connect(LINES.replace("{{db}}", "{{db}}&socketFactory=x.Y"));
    assertTrue(failure().contains("not allowed"), failure());
  }

  @Test
  void a_server_that_is_away_is_said_to_be() throws Exception {
    configuration.put("db", "jdbc:postgresql://127.0.0.1:1/x");
    connect(LINES);
    assertTrue(failure().startsWith("cannot connect"), failure());
  }
}
