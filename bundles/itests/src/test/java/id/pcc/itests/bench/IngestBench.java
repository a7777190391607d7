package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * New and repeated records over HTTP into committed rows, beside JDBC batches by hand into a table
 * with the same columns and indexes, in turns in the same run.
 */
class IngestBench {
  private static final int ROWS = Integer.getInteger("pcc.rows", 200_000);
  private static final int ROUNDS = Integer.getInteger("pcc.rounds", 5);
  private static final int BATCH = 1_000;
  private static final int CLIENTS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path work = Path.of(System.getProperty("pcc.work"), "process");

  @Test
  void derby() throws Exception {
    // The same settings as the assembly gives to Derby.
    System.setProperty("derby.storage.pageCacheSize", "40000");
    System.setProperty("derby.storage.logBufferSize", "524288");
    System.setProperty("derby.storage.logSwitchInterval", "134217728");
    System.setProperty("derby.storage.checkpointInterval", "134217728");
    Files.createDirectories(work);
    Path folder = Files.createTempDirectory(work, "raw-");
    String url = "jdbc:derby:" + folder.resolve("database") + ";create=true";
    measure("Derby", Map.of("PCC_CITY", "none"), url);
  }

  @Test
  void postgresql() throws Exception {
    // The embedded server comes with fsync off, which would compare nothing.
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      String address = url.substring(0, url.indexOf('?'));
      Map<String, String> environment =
          Map.of(
              "PCC_CITY", "none",
              "PCC_DATABASE_URL", address,
              "PCC_DATABASE_USER", "postgres",
              "PCC_DATABASE_PASSWORD", "postgres");
      measure("PostgreSQL", environment, url + "&reWriteBatchedInserts=true");
    }
  }

  private void measure(String engine, Map<String, String> environment, String url)
      throws Exception {
    Files.createDirectories(work);
    try (CommandCenter center = CommandCenter.unpack("bench-ingest", environment).start();
        RawReadings raw = new RawReadings(url)) {
      Notes.bring(center);
      String key = new Vitals(center).key();
      int first = 0;
      post(center, key, first, ROWS, "accepted");
      raw.insert(first, ROWS, BATCH);
      raw.insertAbsent(first, ROWS, BATCH);
      double[] fresh = new double[ROUNDS];
      double[] again = new double[ROUNDS];
      double[] plain = new double[ROUNDS];
      double[] absent = new double[ROUNDS];
      double before = Fsync.median(work);
      for (int round = 0; round < ROUNDS; round++) {
        first += ROWS;
        fresh[round] = post(center, key, first, ROWS, "accepted");
        plain[round] = raw.insert(first, ROWS, BATCH);
        again[round] = post(center, key, first, ROWS, "unchanged");
        absent[round] = raw.insertAbsent(first, ROWS, BATCH);
      }
      double over = Figures.percentile(fresh, 50);
      Figures.print(
          "ingest over HTTP, " + engine,
          "%,.0f rows/s new, %,.0f repeated (%d clients, batches of %,d); by hand %,.0f plain (%.2f"
              + " of it), %,.0f idempotent (%.2f of it); medians of %d; fsync %.2f / %.2f ms",
          over,
          Figures.percentile(again, 50),
          CLIENTS,
          BATCH,
          Figures.percentile(plain, 50),
          over / Figures.percentile(plain, 50),
          Figures.percentile(absent, 50),
          over / Figures.percentile(absent, 50),
          ROUNDS,
          before,
          Fsync.median(work));
    }
  }

  /** Posts rows from several clients and says how many a second were acknowledged. */
  private static double post(CommandCenter center, String key, int first, int rows, String fate)
      throws Exception {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = first; i < first + rows; i += BATCH) {
      bodies.add(Readings.lines(i, BATCH).getBytes(StandardCharsets.UTF_8));
    }
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      long start = System.nanoTime();
      for (int c = 0; c < CLIENTS; c++) {
        int client = c;
        parts.add(pool.submit(() -> post(center.base(), key, bodies, client, fate)));
      }
      long settled = 0;
      for (Future<Long> part : parts) {
        settled += part.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      assertEquals(rows, settled);
      return rows / seconds;
    } finally {
      pool.shutdown();
    }
  }

  private static long post(URI base, String key, List<byte[]> bodies, int client, String fate)
      throws IOException {
    long settled = 0;
    try (Wire wire = new Wire(base, key)) {
      for (int i = client; i < bodies.size(); i += CLIENTS) {
        int status = wire.post(Readings.PATH, "application/x-ndjson", bodies.get(i));
        while (status == 429) {
          LockSupport.parkNanos(20_000_000);
          status = wire.post(Readings.PATH, "application/x-ndjson", bodies.get(i));
        }
        assertEquals(200, status, wire.body());
        settled += JSON.readTree(wire.body()).path(fate).asLong();
      }
    }
    return settled;
  }
}
