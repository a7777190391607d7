package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Many who listen to one dataset while 5,000 records a second come in, 100 in each of 50 bodies of
 * NDJSON a second, from eight clients, as of 1,000 stations that each report five times a second. A
 * latency is the time from the one that stands in the event, just before its commit, until a
 * listener has its last byte. {@code -Dpcc.seconds} (usually 60) and {@code -Dpcc.minutes} (usually
 * 10) say how long, {@code -Dpcc.rate} how many records a second.
 */
class LiveBench {
  private static final int SECONDS = Integer.getInteger("pcc.seconds", 60);
  private static final int MINUTES = Integer.getInteger("pcc.minutes", 10);
  private static final int RATE = Integer.getInteger("pcc.rate", 5_000);
  private static final int FILL_SECONDS = Integer.getInteger("pcc.fill", 90);
  private static final int BATCH = 100;
  private static final int POSTING = 8;
  private static final int STATIONS = 1_000;
  private static final int MOST = 200;
  private static final String TOPIC = "dataset:uji/catatan";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final AtomicInteger next = new AtomicInteger(1);
  private final Instant began = Instant.now();

  @Test
  void commit_to_fifty_and_to_two_hundred_clients() throws Exception {
    try (CommandCenter center =
        CommandCenter.unpack("bench-live", Map.of("PCC_CITY", "none")).start()) {
      Notes.bring(center);
      Vitals vitals = new Vitals(center);
      String key = vitals.key();
      measure(center, vitals, key, 20, 10, "to warm up");
      measure(center, vitals, key, 50, SECONDS, "50 live clients");
      measure(center, vitals, key, MOST, SECONDS, MOST + " live clients");
    }
  }

  @Test
  void ten_minutes_with_one_who_never_reads() throws Exception {
    try (CommandCenter center =
        CommandCenter.unpack("bench-live-long", Map.of("PCC_CITY", "none")).start()) {
      Notes.bring(center);
      Vitals vitals = new Vitals(center);
      String key = vitals.key();
      // The database's own cache is not to be taken for something that grows: it is filled before.
      post(center, key, FILL_SECONDS, 0, new Latencies());
      try (Audience audience = new Audience(center.base(), key, TOPIC, MOST - 1);
          SocketChannel deaf = Audience.open(center.base(), key, TOPIC)) {
        Await.until("all listen", SOON, () -> vitals.metric("pcc_live_clients") == MOST);
        try (Wire late = new Wire(center.base(), key)) {
          assertEquals(503, late.get("/api/live?topics=" + TOPIC), "one more than there is room");
        }
        double[] heaps = new double[MINUTES + 1];
        Latencies latencies = new Latencies();
        audience.count(latencies);
        double gone = -1;
        for (int minute = 0; minute <= MINUTES; minute++) {
          heaps[minute] = vitals.heap();
          if (minute < MINUTES) {
            double sent = post(center, key, 60, RATE, new Latencies());
            if (gone < 0 && vitals.metric("pcc_live_clients") == MOST - 1) {
              gone = minute + 1;
            }
            Figures.print(
                "minute " + (minute + 1),
                "%,.0f records/s, so far %s; heap before it %.1f MiB, resident %.0f MiB, %.0f"
                    + " clients",
                sent,
                latencies,
                heaps[minute],
                vitals.resident(),
                vitals.metric("pcc_live_clients"));
          }
        }
        settle(vitals, audience);
        Figures.print(
            "heap over " + MINUTES + " minutes",
            "after a full collection %.1f MiB at the start, %.1f after a minute, %.1f at the end:"
                + " %.2f MiB a minute",
            heaps[0],
            heaps[1],
            heaps[MINUTES],
            // without the first, when all is still cold
            Figures.slope(Arrays.copyOfRange(heaps, 1, heaps.length)));
        Figures.print("who never reads", "was let go within minute %.0f", gone);
        assertTrue(gone > 0, "who never reads is let go");
        assertEquals(MOST - 1, audience.connected(), "the others stay");
        assertEquals(audience.heard()[0], audience.heard()[1], "all heard as many events");
        assertEquals(0, vitals.told("OutOfMemoryError").size());
      }
    }
  }

  private void measure(
      CommandCenter center, Vitals vitals, String key, int listeners, int seconds, String what)
      throws Exception {
    Path work = Path.of(System.getProperty("pcc.work"), "process");
    Files.createDirectories(work);
    try (Audience audience = new Audience(center.base(), key, TOPIC, listeners)) {
      Await.until("all listen", SOON, () -> vitals.metric("pcc_live_clients") == listeners);
      double before = Fsync.median(work);
      Latencies latencies = new Latencies();
      audience.count(latencies);
      long read = audience.read();
      double busy = vitals.busy();
      double own = own();
      Latencies posts = new Latencies();
      long begun = System.nanoTime();
      double sent = post(center, key, seconds, RATE, posts);
      double took = (System.nanoTime() - begun) / 1e9;
      busy = vitals.busy() - busy;
      own = own() - own;
      settle(vitals, audience);
      double after = Fsync.median(work);
      Figures.print(
          what,
          "%,.0f records/s, commit to client %s; posting %s; %.0f MB/s read, processor %.2f cores"
              + " and this program %.2f; fsync %.2f / %.2f ms",
          sent,
          latencies,
          posts,
          (audience.read() - read) / 1e6 / took,
          busy / took,
          own / took,
          before,
          after);
      assertEquals(listeners, audience.connected(), "all stay");
      assertEquals(audience.heard()[0], audience.heard()[1], "all heard as many events");
    }
    Await.until("nobody listens", SOON, () -> vitals.metric("pcc_live_clients") == 0);
  }

  private static void settle(Vitals vitals, Audience audience) {
    long last = (long) vitals.metric("pcc_live_position");
    Await.until("all have heard everything", SOON, () -> audience.reached() >= last);
  }

  /**
   * Posts for so long, in time with the clock, and says how many records a second were stored.
   *
   * @param rate how many are sent a second; 0 for as many as can be
   */
  private double post(CommandCenter center, String key, int seconds, int rate, Latencies latencies)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(POSTING);
    try {
      long begun = System.nanoTime();
      long end = begun + seconds * 1_000_000_000L;
      long step = rate == 0 ? 0 : 1_000_000_000L * BATCH * POSTING / rate;
      List<Future<Integer>> clients = new ArrayList<>();
      for (int c = 0; c < POSTING; c++) {
        long first = begun + step * c / POSTING;
        clients.add(pool.submit(() -> postInTime(center, key, first, step, end, latencies)));
      }
      int batches = 0;
      for (Future<Integer> client : clients) {
        batches += client.get();
      }
      return batches * BATCH / ((System.nanoTime() - begun) / 1e9);
    } finally {
      pool.shutdown();
    }
  }

  private int postInTime(
      CommandCenter center, String key, long first, long step, long end, Latencies latencies)
      throws IOException {
    int batches = 0;
    try (Wire wire = new Wire(center.base(), key)) {
      long due = first;
      while (Math.max(due, System.nanoTime()) < end) {
        byte[] body = lines(next.getAndAdd(BATCH));
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        long sent = System.nanoTime();
        int status = wire.post(Notes.PATH + "/records", "application/x-ndjson", body);
        latencies.add((System.nanoTime() - sent) / 1e6);
        assertEquals(200, status, wire.body());
        batches++;
        // What a machine that is too slow cannot take within a second is not sent later.
        due = Math.max(due + step, System.nanoTime() - 1_000_000_000L);
      }
    }
    return batches;
  }

  private byte[] lines(int first) {
    StringBuilder lines = new StringBuilder(BATCH * 220);
    for (int i = first; i < first + BATCH; i++) {
      Map<String, Object> record = Rows.record(i);
      record.put("nomor", i % STATIONS);
      record.put("waktu", began.plusMillis(i * 1_000L / RATE).toString());
      lines.append(Api.text(record)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static double own() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }
}
