package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.LiveStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process is killed without warning while it ingests, and begun again. */
class PowerFailureIT {
  private static final String RECORDS = Notes.PATH + "/records";
  private static final int WRITERS = 3;
  private static final int BATCH = 7;
  private CommandCenter center;

  @BeforeEach
  void start() {
    center = CommandCenter.unpack("power", Map.of("PCC_CITY", "none")).start();
    Notes.bring(center);
  }

  @AfterEach
  void end() {
    center.close();
  }

  @Test
  void what_was_acknowledged_is_there_and_the_live_feed_goes_on_without_a_gap()
      throws IOException, InterruptedException {
    Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    Api reader = center.admin();
    String resume;
    List<JsonNode> before;
    try (LiveStream live = LiveStream.open(reader, "dataset:uji/catatan", null)) {
      List<Thread> writers = write(acknowledged);
      Await.until(
          "300 records are live",
          Duration.ofSeconds(60),
          () -> live.records("dataset:uji/catatan").size() >= 300);
      center.kill();
      for (Thread writer : writers) {
        writer.join();
      }
      live.awaitEnd();
      resume = live.lastId();
      before = live.records("dataset:uji/catatan");
    }

    center.start();

    Api again = center.admin();
    Set<Integer> kept = kept(again);
    Set<Integer> lost = new TreeSet<>(acknowledged);
    lost.removeAll(kept);
    assertEquals(Set.of(), lost, "acknowledged and lost, of " + acknowledged.size());

    int last = 9_000_000;
    try (LiveStream live = LiveStream.open(again, "dataset:uji/catatan", resume)) {
      again.post(RECORDS, List.of(Notes.good(last)));
      Await.until(
          "the newest record is live",
          Duration.ofSeconds(30),
          () ->
              live.records("dataset:uji/catatan").stream()
                  .anyMatch(r -> r.path("nomor").asInt() == last));
      assertTrue(
          live.events().stream().noneMatch(e -> e.kind().equals("reset")), "no reset was needed");
      List<Integer> heard = new ArrayList<>();
      before.forEach(r -> heard.add(r.path("nomor").asInt()));
      live.records("dataset:uji/catatan").forEach(r -> heard.add(r.path("nomor").asInt()));
      Set<Integer> expected = new TreeSet<>(kept);
      expected.add(last);
      assertEquals(expected, new TreeSet<>(heard), "every record was heard");
      assertEquals(expected.size(), heard.size(), "and none twice");
    }
  }

  private List<Thread> write(Set<Integer> acknowledged) {
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      Api api = center.admin();
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int first = writer * 1_000_000 + 1; ; first += BATCH) {
                    List<Map<String, Object>> batch =
                        IntStream.range(first, first + BATCH).mapToObj(Notes::good).toList();
                    Answer answer = api.post(RECORDS, batch);
                    if (answer.status() == 200) {
                      batch.forEach(r -> acknowledged.add((Integer) r.get("nomor")));
                    }
                  }
                } catch (java.io.UncheckedIOException gone) {
                  // The server was killed: what was not acknowledged may or may not be there.
                }
              });
      thread.start();
      writers.add(thread);
    }
    return writers;
  }

  private static Set<Integer> kept(Api api) {
    Set<Integer> kept = new TreeSet<>();
    String cursor = "";
    do {
      JsonNode page = api.get(RECORDS + "?limit=1000" + cursor).json();
      StreamSupport.stream(page.path("items").spliterator(), false)
          .forEach(r -> kept.add(r.path("nomor").asInt()));
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    } while (cursor != null);
    return kept;
  }
}
