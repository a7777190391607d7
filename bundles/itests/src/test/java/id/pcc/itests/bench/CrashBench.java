package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Kills the command center in the middle of load again and again ({@code -Dpcc.kills}, usually
 * 100), and looks after each whether an acknowledged record is missing or is there twice.
 */
class CrashBench {
  private static final int KILLS = Integer.getInteger("pcc.kills", 100);
  private static final int WRITERS = 4;
  private static final int BATCH = 25;
  private static final String RECORDS = Notes.PATH + "/records";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random chance = new Random(20261124);
  private final AtomicInteger next = new AtomicInteger(1);

  @Test
  void killed_in_the_middle_of_load() throws Exception {
    double[] starts = new double[KILLS];
    long acknowledgedInAll = 0;
    try (CommandCenter center =
        CommandCenter.unpack("bench-crash", Map.of("PCC_CITY", "none")).start()) {
      Notes.bring(center);
      for (int kill = 0; kill < KILLS; kill++) {
        int first = next.get();
        Set<Integer> acknowledged = loadUntilKilled(center);
        long began = System.nanoTime();
        center.start();
        starts[kill] = (System.nanoTime() - began) / 1e9;
        Map<Integer, Integer> found = found(center.admin(), first);
        Set<Integer> missing = new TreeSet<>(acknowledged);
        missing.removeAll(found.keySet());
        assertEquals(Set.of(), missing, "acknowledged and missing after kill " + kill);
        found.values().removeIf(times -> times == 1);
        assertEquals(Map.of(), found, "there twice after kill " + kill);
        acknowledgedInAll += acknowledged.size();
      }
      Map<Integer, Integer> all = found(center.admin(), 1);
      assertEquals(
          center.admin().get(Notes.PATH).json().path("rows").asLong(), all.size(), "rows counted");
    }
    Figures.print(
        "kill -9 under load",
        "%d times: %d records acknowledged, none missing, none twice; start to ready p50 %.1f s,"
            + " worst %.1f s",
        KILLS,
        acknowledgedInAll,
        Figures.percentile(starts, 50),
        Figures.percentile(starts, 100));
  }

  private Set<Integer> loadUntilKilled(CommandCenter center) throws InterruptedException {
    Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      Api api = center.admin();
      Thread thread = new Thread(() -> load(api, acknowledged));
      thread.start();
      writers.add(thread);
    }
    LockSupport.parkNanos(200_000_000L + chance.nextInt(2_000) * 1_000_000L);
    center.kill();
    for (Thread writer : writers) {
      writer.join();
    }
    return acknowledged;
  }

  private void load(Api api, Set<Integer> acknowledged) {
    try {
      while (true) {
        int first = next.getAndAdd(BATCH);
        List<Map<String, Object>> batch =
            IntStream.range(first, first + BATCH).mapToObj(Notes::good).toList();
        Answer answer = api.post(RECORDS, batch);
        if (answer.status() == 200) {
          IntStream.range(first, first + BATCH).forEach(acknowledged::add);
        }
      }
    } catch (UncheckedIOException gone) {
      // Killed: what was not acknowledged may or may not be there.
    }
  }

  /** How often each number from one on is there. */
  private static Map<Integer, Integer> found(Api api, int first) throws IOException {
    Map<Integer, Integer> found = new HashMap<>();
    Answer answer = api.get(RECORDS + "?format=ndjson&nomor.gte=" + first);
    assertEquals(200, answer.status(), answer.toString());
    for (String line : answer.body().split("\n")) {
      if (!line.isBlank()) {
        JsonNode record = JSON.readTree(line);
        found.merge(record.path("nomor").asInt(), 1, Integer::sum);
      }
    }
    return found;
  }
}
