package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.itests.Api;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Sixteen clients that each send a record and wait for its commit, again and again ({@code
 * -Dpcc.seconds}, usually 20, and {@code -Dpcc.rounds}, usually 3), against what a lone writer of
 * the file system makes durable in the same run.
 */
class LoneBench {
  private static final int CLIENTS = 16;
  private static final int STATIONS = 1_000;
  private static final int SECONDS = Integer.getInteger("pcc.seconds", 20);
  private static final int ROUNDS = Integer.getInteger("pcc.rounds", 3);

  private final AtomicInteger next = new AtomicInteger(1);

  @Test
  void sixteen_clients_of_a_lone_record_each() throws Exception {
    Path work = Path.of(System.getProperty("pcc.work"), "process");
    Files.createDirectories(work);
    try (CommandCenter center =
        CommandCenter.unpack("bench-lone", Map.of("PCC_CITY", "none")).start()) {
      Notes.bring(center);
      Vitals vitals = new Vitals(center);
      String key = vitals.key();
      load(center, key, SECONDS, new Latencies());
      for (int round = 1; round <= ROUNDS; round++) {
        double before = Fsync.rate(work);
        double busy = vitals.busy();
        double commits = vitals.metric("pcc_commit_total");
        Latencies latencies = new Latencies();
        double rate = load(center, key, SECONDS, latencies);
        busy = vitals.busy() - busy;
        commits = vitals.metric("pcc_commit_total") - commits;
        double after = Fsync.rate(work);
        Figures.print(
            "lone records, round " + round,
            "%,.0f records/s of %d clients, %s; fdatasync %,.0f / %,.0f a second, ratio %.2f;"
                + " %.1f records a commit, %.0f µs of processor a record",
            rate,
            CLIENTS,
            latencies,
            before,
            after,
            rate / ((before + after) / 2),
            latencies.count() / commits,
            busy * 1e6 / latencies.count());
      }
      assertEquals(
          next.get() - 1, center.admin().get(Notes.PATH).json().path("rows").asInt(), "rows");
    }
  }

  /** A record of one of a thousand stations. */
  private static byte[] record(int number) {
    Map<String, Object> record = Rows.record(number);
    record.put("nomor", number % STATIONS);
    return Api.text(record).getBytes(StandardCharsets.UTF_8);
  }

  private double load(CommandCenter center, String key, int seconds, Latencies latencies)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      long begun = System.nanoTime();
      long end = begun + seconds * 1_000_000_000L;
      List<Future<?>> clients = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        clients.add(
            pool.submit(
                () -> {
                  try (Wire wire = new Wire(center.base(), key)) {
                    while (System.nanoTime() < end) {
                      byte[] body = record(next.getAndIncrement());
                      long sent = System.nanoTime();
                      int status = wire.post(Notes.PATH + "/records", "application/json", body);
                      latencies.add((System.nanoTime() - sent) / 1e6);
                      assertEquals(200, status, wire.body());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
      return latencies.count() / ((System.nanoTime() - begun) / 1e9);
    } finally {
      pool.shutdown();
    }
  }
}
