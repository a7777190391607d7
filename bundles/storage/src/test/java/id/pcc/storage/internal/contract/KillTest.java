package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import id.pcc.api.dataset.Receipt;
import id.pcc.storage.DatasetId;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.internal.contract.DerbyStoreTest.Derby;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives when the process is killed in the middle of everything. */
final class KillTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;

  @Test
  void nothing_acknowledged_is_lost_by_a_kill_and_a_retry_is_recognised() throws Exception {
    Path folder = temporary.resolve("city");
    int first = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Integer> acknowledged = writeUntilKilled(folder, first, 60 + 37 * round);
      int next = first;
      HikariDataSource pool = Derby.open(folder);
      try (Bench bench = new Bench(pool)) {
        for (Map.Entry<String, Integer> last : acknowledged.entrySet()) {
          check(bench, new DatasetId(last.getKey(), "air"), last.getValue());
          next = Math.max(next, last.getValue() + 2);
        }
      } finally {
        pool.close();
        Derby.shutDown(folder);
      }
      first = next;
    }
  }

  private static void check(Bench bench, DatasetId id, int last) {
    long stored = bench.store().catalogue().volume(id).rows();
    assertEquals(stored, rows(bench, "SELECT COUNT(*) FROM " + id.department() + ".air"));
    assertEquals(
        KilledWriter.RECORDS,
        rows(bench, "SELECT COUNT(*) FROM " + id.department() + ".air WHERE pm25 = " + last),
        id + " " + last);
    Receipt again = bench.deliver(id, KilledWriter.batch(id.department(), last));
    assertEquals(KilledWriter.RECORDS, again.accepted(), "the receipt of the first delivery");
    assertEquals(stored, bench.store().catalogue().volume(id).rows());
    // the next one was on its way: it is there whole or not at all, and can simply be repeated
    bench.deliver(id, KilledWriter.batch(id.department(), last + 1));
    long missing = bench.store().catalogue().volume(id).rows() - stored;
    assertTrue(missing == 0 || missing == KilledWriter.RECORDS, id + " missed " + missing);
    long told =
        bench
            .store()
            .live()
            .past(List.of("dataset:" + id), 0, Long.MAX_VALUE, 1_000_000)
            .events()
            .stream()
            .mapToLong(KillTest::records)
            .sum();
    assertEquals(bench.store().catalogue().volume(id).rows(), told, "records told");
  }

  private static long records(Event event) {
    return ((List<?>) event.data().get("records")).size();
  }

  private static long rows(Bench bench, String sql) {
    return Long.parseLong(bench.sql(sql).get(0).get(0));
  }

  /** The last delivery of each department that was acknowledged. */
  private Map<String, Integer> writeUntilKilled(Path folder, int first, int deliveries)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                KilledWriter.class.getName(),
                folder.toString(),
                String.valueOf(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Integer> acknowledged = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      String line;
      while ((line = lines.readLine()) != null) {
        String[] words = line.split(" ");
        if (words[0].equals("ACK") && words.length == 3) {
          acknowledged.put(words[1], Integer.parseInt(words[2]));
          if (++seen == deliveries) {
            // by its handle, which leaves the pipe open: what was acknowledged can still be read
            process.toHandle().destroyForcibly();
          }
        }
      }
    } finally {
      process.destroyForcibly();
      await(process);
    }
    assertTrue(!acknowledged.isEmpty(), "the writer never acknowledged anything");
    return acknowledged;
  }

  private static void await(Process process) {
    try {
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the process lives on");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
