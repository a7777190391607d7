package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import id.pcc.itests.LiveStream;
import id.pcc.itests.browser.Browsers;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of the README, measured on the assembly as it ships. */
class CommandCenterBench {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, String> CITY = Map.of("PCC_CITY", "simulated");
  private static final Map<String, String> NO_CITY = Map.of("PCC_CITY", "none");
  private static final int ROUNDS = 5;

  @Test
  void start_to_ready() throws IOException {
    calibrate("before start");
    double[] cold = new double[3];
    double[] warm = new double[3];
    for (int i = 0; i < cold.length; i++) {
      try (CommandCenter center = CommandCenter.unpack("bench-start", CITY)) {
        cold[i] = seconds(center::start);
        center.stop();
        warm[i] = seconds(center::start);
      }
    }
    Figures.print(
        "start to ready, cold", "%.1f s (median of %d)", Figures.percentile(cold, 50), cold.length);
    Figures.print(
        "start to ready, warm", "%.1f s (median of %d)", Figures.percentile(warm, 50), warm.length);
  }

  @Test
  void drop_into_deploy_to_first_record() throws IOException {
    try (CommandCenter center = CommandCenter.unpack("bench-drop", NO_CITY).start()) {
      Api admin = center.admin();
      Path jar = FixtureBundles.pasar(Path.of(System.getProperty("pcc.work"), "process"));
      double[] times = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long before = rows(admin, "pasar/harga");
        times[i] =
            seconds(
                () -> {
                  center.drop(jar);
                  Await.until(
                      "a record of pasar/harga", SOON, () -> rows(admin, "pasar/harga") > before);
                });
        Files.delete(center.home().resolve("deploy").resolve(jar.getFileName()));
        Files.deleteIfExists(center.home().resolve(jar.getFileName() + ".part"));
        Await.until(
            "pasar is gone",
            SOON,
            () -> admin.get("/api/departments/pasar").body().contains("stopped"));
      }
      Figures.print(
          "drop to first record",
          "p50 %.2f s, worst %.2f s of %d",
          Figures.percentile(times, 50),
          Figures.percentile(times, 100),
          ROUNDS);
    }
  }

  @Test
  void commit_to_wall() throws IOException {
    calibrate("before commit to wall");
    int records = 400;
    try (CommandCenter center = CommandCenter.unpack("bench-wall", CITY).start();
        Browsers browsers = Browsers.start()) {
      Api admin = center.admin();
      Answer key = admin.post("/api/wall/outputs/led/right/key", Map.of());
      Page page = browsers.page(3600, 1600);
      page.navigate(center.base() + key.json().path("url").asText());
      Await.value(
          "the wall is live",
          SOON,
          () -> String.valueOf(page.locator("html").getAttribute("data-live")),
          "live"::equals);
      page.evaluate(
          """
          () => {
            window.painted = [];
            const html = document.documentElement;
            new MutationObserver(() => {
              const now = performance.timeOrigin + performance.now();
              window.painted.push([Number(html.dataset.lastSeq), now]);
            }).observe(html, { attributes: true, attributeFilter: ['data-last-seq'] });
          }
          """);
      Map<Long, Double> committed = new HashMap<>();
      Map<Long, Double> asked = new HashMap<>();
      try (LiveStream live = LiveStream.open(admin, "dataset:dlh/ispu", null)) {
        List<Double> sent = new ArrayList<>();
        for (int i = 0; i < records; i++) {
          sent.add(now());
          Answer answer =
              admin.post(
                  "/api/datasets/dlh/ispu/records",
                  List.of(
                      Map.of(
                          "stasiun",
                          "UJI-" + i % 10,
                          "waktu",
                          Instant.now().plusMillis(i).toString(),
                          "ispu",
                          i % 300)));
          assertEquals(200, answer.status(), answer.toString());
          page.waitForTimeout(40);
        }
        Await.until("all records are live", SOON, () -> ours(live).size() >= records);
        List<LiveStream.Event> events = ours(live);
        for (int i = 0; i < records; i++) {
          LiveStream.Event event = events.get(i);
          long seq = Long.parseLong(event.id());
          committed.put(
              seq,
              (double)
                  OffsetDateTime.parse(event.data().path("at").asText())
                      .toInstant()
                      .toEpochMilli());
          asked.put(seq, sent.get(i));
        }
      }
      page.waitForTimeout(1000);
      List<?> painted = (List<?>) page.evaluate("() => window.painted");
      double[] fromCommit = latencies(committed, painted);
      double[] fromPost = latencies(asked, painted);
      print("commit to wall", fromCommit);
      print("POST sent to wall", fromPost);
    }
    calibrate("after commit to wall");
  }

  private static List<LiveStream.Event> ours(LiveStream live) {
    return live.events().stream()
        .filter(e -> e.kind().equals("records"))
        .filter(e -> e.data().path("records").path(0).path("stasiun").asText().startsWith("UJI-"))
        .toList();
  }

  /** For each event the time until a frame was painted that shows it or a later one. */
  private static double[] latencies(Map<Long, Double> began, List<?> painted) {
    List<Double> latencies = new ArrayList<>();
    began.forEach(
        (seq, start) ->
            painted.stream()
                .map(each -> (List<?>) each)
                .filter(each -> ((Number) each.get(0)).longValue() >= seq)
                .findFirst()
                .ifPresent(each -> latencies.add(((Number) each.get(1)).doubleValue() - start)));
    assertEquals(began.size(), latencies.size(), "every record was painted");
    return latencies.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void print(String what, double[] millis) {
    Figures.print(
        what,
        "p50 %.0f ms, p99 %.0f ms, worst %.0f ms of %d",
        Figures.percentile(millis, 50),
        Figures.percentile(millis, 99),
        Figures.percentile(millis, 100),
        millis.length);
  }

  private static void calibrate(String when) throws IOException {
    Path work = Path.of(System.getProperty("pcc.work"), "process");
    Files.createDirectories(work);
    Figures.print("fsync " + when, "p50 %.2f ms", Fsync.median(work));
  }

  private static long rows(Api api, String dataset) {
    return api.get("/api/datasets/" + dataset).json().path("rows").asLong(0);
  }

  private static double seconds(Runnable act) {
    long start = System.nanoTime();
    act.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
  }
}
