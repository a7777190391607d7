package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten times more than can be stored ({@code -Dpcc.times}; 0 is as much as can be sent): many
 * clients that never wait as long as they are told ({@code -Dpcc.clients}, usually 300, for {@code
 * -Dpcc.seconds}, usually 60), most with bodies of 1,000 records, some of 20,000, some of one.
 * Afterwards everything that was acknowledged must be there, and the counters must agree.
 */
class OverloadBench {
  private static final int CLIENTS = Integer.getInteger("pcc.clients", 300);
  private static final int SECONDS = Integer.getInteger("pcc.seconds", 60);
  private static final double TIMES = Double.parseDouble(System.getProperty("pcc.times", "10"));
  private static final String UJI = "department=\"uji\"";
  private static final String RECORDS = Notes.PATH + "/records";
  private static final Set<Integer> EXPECTED = Set.of(200, 202, 429, 503);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger next = new AtomicInteger(1);
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder offered = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final BitSet stored = new BitSet();

  @Test
  void a_flood_with_the_usual_memory() throws Exception {
    flood("1g");
  }

  @Test
  void a_flood_with_half_of_it() throws Exception {
    flood("512m");
  }

  private void flood(String memory) throws Exception {
    try (CommandCenter center =
        CommandCenter.unpack(
                "bench-overload-" + memory, Map.of("PCC_CITY", "none", "PCC_MEMORY", memory))
            .start()) {
      Notes.bring(center);
      Vitals vitals = new Vitals(center);
      String key = vitals.key();
      double capacity = capacity(center, key);
      answers.clear();
      offered.reset();
      acknowledged.reset();
      Latencies health = new Latencies();
      long pause = TIMES == 0 ? 0 : (long) (everybody() * 1e9 / (TIMES * capacity));
      long end = System.nanoTime() + SECONDS * 1_000_000_000L;
      List<Thread> threads = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        int records = size(c);
        threads.add(new Thread(() -> post(center, key, records, pause, end)));
      }
      Thread watch = new Thread(() -> watch(center, health, end));
      threads.add(watch);
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      double took = SECONDS;
      Figures.print(
          "overload, heap " + memory,
          "%d clients offered %,.0f records/s, %,.0f/s were stored (%,.0f/s without overload):"
              + " answers %s; health %s; resident %.0f MiB",
          CLIENTS,
          offered.sum() / took,
          acknowledged.sum() / took,
          capacity,
          answers,
          health,
          vitals.resident());
      assertTrue(center.process().isAlive(), "the process lives");
      assertEquals(List.of(), vitals.told("OutOfMemoryError"));
      reconcile(center, vitals);
      Map<String, LongAdder> others = new TreeMap<>(answers);
      EXPECTED.forEach(status -> others.remove("" + status));
      assertEquals(Map.of(), others, "refused in another way");
    }
  }

  /** What four clients get stored that wait for their answers, in records a second. */
  private double capacity(CommandCenter center, String key) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      threads.add(new Thread(() -> post(center, key, 1_000, 0, end)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return acknowledged.sum() / 10.0;
  }

  private static int size(int client) {
    return client % 30 == 0 ? 20_000 : client % 10 == 1 ? 1 : 1_000;
  }

  /** The records of a body of each. */
  private static long everybody() {
    return IntStream.range(0, CLIENTS).mapToLong(OverloadBench::size).sum();
  }

  /**
   * @param pause nanoseconds from the beginning of a body to that of the next, at least
   */
  private void post(CommandCenter center, String key, int records, long pause, long end) {
    Wire wire = null;
    long due = System.nanoTime() + (pause == 0 ? 0 : ThreadLocalRandom.current().nextLong(pause));
    int first = next.getAndAdd(records);
    byte[] body = Rows.lines(first, records).getBytes(StandardCharsets.UTF_8);
    while (Math.max(due, System.nanoTime()) < end) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      due = System.nanoTime() + pause;
      try {
        wire = wire == null ? new Wire(center.base(), key) : wire;
        int status = wire.post(RECORDS, "application/x-ndjson", body);
        count("" + status);
        boolean again = wire.ended();
        offered.add(records);
        if (status == 200) {
          assertEquals(records, JSON.readTree(wire.body()).path("accepted").asInt(), wire.body());
          acknowledged.add(records);
          synchronized (stored) {
            stored.set(first, first + records);
          }
          first = next.getAndAdd(records);
          body = Rows.lines(first, records).getBytes(StandardCharsets.UTF_8);
        }
        if (again) {
          close(wire);
          wire = null;
        }
      } catch (IOException e) {
        count("cut off: " + e);
        close(wire);
        wire = null;
      }
    }
    close(wire);
  }

  /** Asks for the health four times a second, each time as a stranger who has just come. */
  private void watch(CommandCenter center, Latencies health, long end) {
    while (System.nanoTime() < end) {
      long asked = System.nanoTime();
      try (Wire wire = new Wire(center.base(), "none")) {
        int status = wire.get("/api/health");
        health.add((System.nanoTime() - asked) / 1e6);
        if (status != 200) {
          count("health " + status);
        }
      } catch (IOException e) {
        count("health " + e);
      }
      LockSupport.parkNanos(250_000_000);
    }
  }

  private void reconcile(CommandCenter center, Vitals vitals) throws IOException {
    Await.until(
        "nothing waits",
        Duration.ofSeconds(120),
        () ->
            vitals.metric("pcc_queue_records", UJI) == 0
                && vitals.metric("pcc_spool_records") == 0);
    Map<String, Double> counts = new HashMap<>();
    for (String outcome : List.of("received", "accepted", "unchanged", "quarantined", "refused")) {
      counts.put(
          outcome, vitals.metric("pcc_ingest_records_total", UJI, "outcome=\"" + outcome + "\""));
    }
    assertEquals(
        counts.get("received"),
        counts.get("accepted")
            + counts.get("unchanged")
            + counts.get("quarantined")
            + counts.get("refused"),
        counts.toString());
    Api admin = center.admin();
    BitSet found = new BitSet();
    for (int from = 1; from < next.get(); from += 100_000) {
      String page = RECORDS + "?format=ndjson&nomor.gte=" + from + "&nomor.lt=" + (from + 100_000);
      Api.Answer answer = admin.get(page);
      assertEquals(200, answer.status(), answer.toString());
      for (String line : answer.body().split("\n")) {
        if (!line.isBlank()) {
          JsonNode record = JSON.readTree(line);
          assertTrue(!found.get(record.path("nomor").asInt()), "there twice: " + line);
          found.set(record.path("nomor").asInt());
        }
      }
    }
    int rows = found.cardinality();
    BitSet missing = (BitSet) stored.clone();
    missing.andNot(found);
    assertEquals("{}", missing.toString(), "acknowledged and missing");
    assertEquals(rows, admin.get(Notes.PATH).json().path("rows").asInt(), "rows counted");
    assertEquals((double) rows, counts.get("accepted"), "rows accepted");
    Figures.print("after it", "%,d rows, none missing, none twice; %s", rows, counts);
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, key -> new LongAdder()).increment();
  }

  private static void close(Wire wire) {
    try {
      if (wire != null) {
        wire.close();
      }
    } catch (IOException e) {
      // It was cut off already.
    }
  }
}
