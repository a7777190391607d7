package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Fifteen departments, each with its own key, that push 200 records a second each over HTTP, for
 * {@code -Dpcc.minutes} (usually 1): ten bodies a second of twenty records. Each fiftieth body is
 * sent twice, each hundredth has a record that does not fit. Every ten seconds, and at the end, the
 * counters of every department must agree with each other; at the end also with what the
 * departments were answered and with what is there. A latency is the time from when a body was due
 * until its answer, so that a body that waits for the one before counts its waiting.
 */
class FifteenBench {
  private static final int DEPARTMENTS = 15;
  private static final double MINUTES = Double.parseDouble(System.getProperty("pcc.minutes", "1"));
  private static final int RATE = Integer.getInteger("pcc.rate", 200);
  private static final int BATCH = 20;
  private static final int REPEATED = 50;
  private static final int BAD = 100;
  private static final int WARM_SECONDS = 15;
  private static final int LOOK_SECONDS = 10;
  private static final int PAGE = 50_000;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final AtomicLong latest = new AtomicLong();
  private volatile Latencies latencies = new Latencies();

  /** One that pushes, and what it was answered in all. */
  private static final class Pushing {
    private final String name;
    private final String key;

    /** The numbers of the records that were acknowledged as stored. */
    private final BitSet acknowledged = new BitSet();

    private int next = 1;
    private long sent;
    private long accepted;
    private long unchanged;
    private long quarantined;

    Pushing(String name, String key) {
      this.name = name;
      this.key = key;
    }

    String path() {
      return "/api/datasets/" + name + "/catatan";
    }
  }

  @Test
  void fifteen_departments_push_and_nothing_is_lost() throws Exception {
    try (CommandCenter center =
        CommandCenter.unpack("bench-fifteen", Map.of("PCC_CITY", "none")).start()) {
      Vitals vitals = new Vitals(center);
      List<Pushing> all = new ArrayList<>();
      for (int i = 1; i <= DEPARTMENTS; i++) {
        all.add(bring(center, vitals, "dinas" + i));
      }
      push(center, all, WARM_SECONDS);
      latencies = new Latencies();
      latest.set(0);
      answers.clear();
      long before = all.stream().mapToLong(p -> p.sent).sum();
      double heap = vitals.heap();
      double busy = vitals.busy();
      long begun = System.nanoTime();
      long looks = push(center, all, Math.round(MINUTES * 60));
      double took = (System.nanoTime() - begun) / 1e9;
      Figures.print(
          DEPARTMENTS + " departments",
          "%,.0f records/s for %.0f s, answered %s: %s, at most %,d ms behind; processor %.2f"
              + " cores; heap after a full collection %.0f MiB before, %.0f after, resident %.0f MiB",
          (all.stream().mapToLong(p -> p.sent).sum() - before) / took,
          took,
          answers,
          latencies,
          latest.get(),
          (vitals.busy() - busy) / took,
          heap,
          vitals.heap(),
          vitals.resident());
      for (Pushing each : all) {
        reconcile(center, vitals, each);
      }
      Figures.print(
          "nothing lost",
          "%,d records sent: %,d accepted and all there once, %,d unchanged, %,d quarantined; the"
              + " counters of %d departments agreed at each of %d looks",
          all.stream().mapToLong(p -> p.sent).sum(),
          all.stream().mapToLong(p -> p.accepted).sum(),
          all.stream().mapToLong(p -> p.unchanged).sum(),
          all.stream().mapToLong(p -> p.quarantined).sum(),
          DEPARTMENTS,
          looks);
      assertEquals(List.of(), vitals.told("OutOfMemoryError"));
    }
  }

  private static Pushing bring(CommandCenter center, Vitals vitals, String name)
      throws IOException {
    Path jar = FixtureBundles.uji(Path.of(System.getProperty("pcc.work"), "process"), name);
    Answer answer =
        Await.value(
            "the deployer takes " + name,
            SOON,
            () ->
                center
                    .admin()
                    .send(
                        "POST",
                        "/api/deployments?name=" + name + ".jar",
                        "application/java-archive",
                        BodyPublishers.ofFile(jar)),
            a -> a.status() != 404 && a.status() != 503);
    assertEquals(200, answer.status(), answer.toString());
    return new Pushing(name, vitals.key(name));
  }

  /** All push for so long; says how often the counters were looked at. */
  private long push(CommandCenter center, List<Pushing> all, long seconds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(all.size());
    try {
      long begun = System.nanoTime();
      long end = begun + seconds * SECOND;
      long step = SECOND * BATCH / RATE;
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        Pushing each = all.get(i);
        long first = begun + step * i / all.size();
        clients.add(
            pool.submit(
                () -> {
                  pushInTime(center, each, first, step, end);
                  return null;
                }));
      }
      Api admin = center.admin();
      long looks = 0;
      for (long due = begun; due <= end; due += LOOK_SECONDS * SECOND) {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        counters(admin);
        looks++;
      }
      for (Future<?> client : clients) {
        client.get();
      }
      return looks;
    } finally {
      pool.shutdownNow();
    }
  }

  private void pushInTime(CommandCenter center, Pushing each, long first, long step, long end)
      throws IOException {
    try (Wire wire = new Wire(center.base(), each.key)) {
      long due = first;
      for (int body = 1; due < end; body++) {
        byte[] lines = lines(each, body % BAD == 0);
        for (int time = body % REPEATED == 0 ? 0 : 1; time < 2; time++) {
          for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
          }
          latest.accumulateAndGet((System.nanoTime() - due) / 1_000_000, Math::max);
          send(wire, each, lines);
          latencies.add((System.nanoTime() - due) / 1e6);
          due += step;
        }
        each.next += BATCH;
      }
    }
  }

  private static byte[] lines(Pushing each, boolean bad) {
    String lines = Rows.lines(each.next, BATCH);
    return (bad ? lines.replaceFirst("\"kelas\":\"[AB]\"", "\"kelas\":\"Z\"") : lines)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Sends until it is taken: who is told to come again comes again. */
  private void send(Wire wire, Pushing each, byte[] lines) throws IOException {
    while (true) {
      int status = wire.post(each.path() + "/records", "application/x-ndjson", lines);
      answers.computeIfAbsent("" + status, key -> new LongAdder()).increment();
      if (status == 429 || status == 503) {
        LockSupport.parkNanos(SECOND);
        continue;
      }
      assertEquals(200, status, wire.body());
      JsonNode receipt = JSON.readTree(wire.body());
      long quarantined = receipt.path("quarantined").asLong();
      each.sent += BATCH;
      each.accepted += receipt.path("accepted").asLong();
      each.unchanged += receipt.path("unchanged").asLong();
      each.quarantined += quarantined;
      // The first of a body is the one that does not fit.
      each.acknowledged.set(each.next + (quarantined > 0 ? 1 : 0), each.next + BATCH);
      return;
    }
  }

  /** What became of the records of each department, all of them in one look at {@code /metrics}. */
  private static Map<String, Map<String, Long>> counters(Api admin) {
    Map<String, Map<String, Long>> counters = new ConcurrentSkipListMap<>();
    admin
        .get("/metrics")
        .body()
        .lines()
        .filter(
            line ->
                line.startsWith("pcc_ingest_records_total{")
                    || line.startsWith("pcc_queue_records{"))
        .forEach(
            line ->
                counters
                    .computeIfAbsent(
                        label(line, "department"), name -> new ConcurrentSkipListMap<>())
                    .put(
                        line.startsWith("pcc_queue") ? "queued" : label(line, "outcome"),
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    counters.forEach(
        (department, count) -> {
          long sum = count.values().stream().mapToLong(Long::longValue).sum();
          long received = count.get("received");
          assertEquals(received, sum - received, department + " " + count);
        });
    return counters;
  }

  private static String label(String line, String name) {
    int from = line.indexOf(name + "=\"") + name.length() + 2;
    return line.substring(from, line.indexOf('"', from));
  }

  private static void reconcile(CommandCenter center, Vitals vitals, Pushing each)
      throws IOException {
    Api admin = center.admin();
    Await.until(
        "nothing of " + each.name + " waits",
        SOON,
        () -> vitals.metric("pcc_queue_records", "\"" + each.name + "\"") == 0);
    Map<String, Long> counts = counters(admin).get(each.name);
    assertEquals(each.accepted, counts.get("accepted"), each.name + " accepted");
    assertEquals(each.unchanged, counts.get("unchanged"), each.name + " unchanged");
    assertEquals(each.quarantined, counts.get("quarantined"), each.name + " quarantined");
    assertEquals(each.sent, counts.get("received") - counts.get("refused"), each.name + " sent");
    BitSet found = new BitSet();
    for (int from = 1; from < each.next; from += PAGE) {
      Answer answer =
          admin.get(
              each.path()
                  + ("/records?format=ndjson&nomor.gte=" + from + "&nomor.lt=" + (from + PAGE)));
      assertEquals(200, answer.status(), answer.toString());
      for (String line : answer.body().split("\n")) {
        if (!line.isBlank()) {
          int number = JSON.readTree(line).path("nomor").asInt();
          assertTrue(!found.get(number), each.name + " has it twice: " + line);
          found.set(number);
        }
      }
    }
    assertEquals(each.acknowledged, found, each.name + " has what was acknowledged");
    assertEquals(each.accepted, found.cardinality(), each.name + " has what was accepted");
  }
}
