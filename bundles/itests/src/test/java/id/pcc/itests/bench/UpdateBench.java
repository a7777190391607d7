package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import id.pcc.itests.LiveStream;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Three departments deliver fifty records a second each, one at a time; one of them is updated
 * again and again ({@code -Dpcc.times}, usually 20). A gap is the longest time between two commits
 * of a dataset, one after the other, from when the new version was sent until a second after it was
 * in place. Beside each stands the longest in as much time without an update.
 */
class UpdateBench {
  private static final int TIMES = Integer.getInteger("pcc.times", 20);
  private static final double GOAL_MILLIS = 1_000;

  /** What two beats may lie apart where nothing is to be seen, in milliseconds: five of them. */
  private static final double NO_GAP_MILLIS = 100;

  /** What is no gap either beyond the longest one without an update: a beat. */
  private static final double BEAT_MILLIS = 20;

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final int WARM = 3;
  private static final String CHANGED = "detaksatu";
  private static final List<String> OTHERS = List.of("detakdua", "detaktiga");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder = Path.of(System.getProperty("pcc.work"), "process");

  @Test
  void one_is_updated_while_two_go_on() throws Exception {
    try (CommandCenter center =
        CommandCenter.unpack("bench-update", Map.of("PCC_CITY", "none")).start()) {
      Api admin = center.admin();
      Map<String, LiveStream> heard = new TreeMap<>();
      try {
        for (String name : names()) {
          deploy(admin, name, FixtureBundles.detak(folder, name, "1.0.0"));
          heard.put(name, LiveStream.open(admin, "dataset:" + name + "/detak", null));
        }
        List<Path> versions =
            List.of(
                FixtureBundles.detak(folder, CHANGED, "1.0.1"),
                FixtureBundles.detak(folder, CHANGED, "1.0.2"));
        Latencies own = new Latencies();
        Latencies others = new Latencies();
        Latencies undisturbed = new Latencies();
        Latencies updates = new Latencies();
        for (int i = -WARM; i < TIMES; i++) {
          Instant sent = Instant.now();
          deploy(admin, CHANGED, versions.get(Math.floorMod(i, versions.size())));
          Instant placed = Instant.now();
          Instant end = placed.plus(AFTER);
          Instant quiet = end.plus(Duration.between(sent, end));
          for (LiveStream stream : heard.values()) {
            Await.until("it goes on", SOON, () -> commits(stream).last().isAfter(quiet));
          }
          if (i >= 0) {
            updates.add(Duration.between(sent, placed).toMillis());
            own.add(gap(heard.get(CHANGED), sent, end));
            for (String other : OTHERS) {
              others.add(gap(heard.get(other), sent, end));
              undisturbed.add(gap(heard.get(other), end, quiet));
            }
          }
        }
        double most = Math.max(NO_GAP_MILLIS, undisturbed.percentile(100) + BEAT_MILLIS);
        Figures.print(
            "gap at update",
            "%s: %s %.0f ms; updates as a whole %s",
            own,
            own.percentile(100) < GOAL_MILLIS ? "under" : "NOT under",
            GOAL_MILLIS,
            updates);
        Figures.print(
            "gap of the others",
            "%s, without an update %s: %s",
            others,
            undisturbed,
            others.percentile(100) <= most ? "none" : "NOT none");
        assertTrue(own.percentile(100) < GOAL_MILLIS, "its own gap: " + own);
      } finally {
        heard.values().forEach(LiveStream::close);
      }
      reconcile(admin);
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(OTHERS);
    names.add(CHANGED);
    return names;
  }

  private static void deploy(Api admin, String name, Path jar) throws IOException {
    Answer answer =
        Await.value(
            "the deployer takes " + jar.getFileName(),
            SOON,
            () ->
                admin.send(
                    "POST",
                    "/api/deployments?name=" + name + ".jar",
                    "application/java-archive",
                    BodyPublishers.ofFile(jar)),
            a -> a.status() != 404 && a.status() != 503);
    assertEquals(200, answer.status(), answer.toString());
  }

  /** The times of all commits that were heard of, from the first. */
  private static TreeSet<Instant> commits(LiveStream stream) {
    return stream.events().stream()
        .filter(event -> event.kind().equals("records"))
        .map(event -> OffsetDateTime.parse(event.data().path("at").asText()).toInstant())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The longest time between two commits of which one lies within, in milliseconds. */
  private static double gap(LiveStream stream, Instant from, Instant to) {
    double longest = 0;
    Instant before = null;
    for (Instant at : commits(stream)) {
      if (before != null && at.isAfter(from) && before.isBefore(to)) {
        longest = Math.max(longest, Duration.between(before, at).toNanos() / 1e6);
      }
      before = at;
    }
    return longest;
  }

  /** No start of any of them may lack a record between its first and its last one. */
  private static void reconcile(Api admin) throws IOException {
    for (String name : names()) {
      Answer answer = admin.get("/api/datasets/" + name + "/detak/records?format=ndjson");
      assertEquals(200, answer.status(), answer.toString());
      Map<String, TreeSet<Integer>> starts = new TreeMap<>();
      int records = 0;
      for (String line : answer.body().split("\n")) {
        if (!line.isBlank()) {
          JsonNode record = JSON.readTree(line);
          starts
              .computeIfAbsent(record.path("mulai").asText(), begun -> new TreeSet<>())
              .add(record.path("nomor").asInt());
          records++;
        }
      }
      for (TreeSet<Integer> numbers : starts.values()) {
        assertEquals(1, numbers.first(), name + " from its first one on");
        assertEquals(numbers.size(), numbers.last(), name + " without one missing");
      }
      Figures.print(
          "records of " + name, "%,d of %d starts, none missing between", records, starts.size());
    }
  }
}
