package id.pcc.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Redeploys departments through the deployer again and again ({@code -Dpcc.times}, usually 200)
 * while the others go on, and looks ten times at what the process holds. {@code
 * -Dpcc.departments=dlh,pupr} takes departments of the assembly, in turns, beside the simulated
 * city; {@code all} takes all of them; without it, it is the one of market prices.
 *
 * <p>A start is the time from when the framework had the new bundle until the department runs: it
 * is refreshed, resolved, started, has declared its datasets, its routes run and, where it asks by
 * the clock, its first records are committed.
 *
 * <p>Flat is what a straight line through the later half of the looks says to have grown over that
 * half by no more than {@link Internals.Part#allowed}. The earlier half and the redeployments
 * before it ({@code -Dpcc.warm}, usually 200) are for the JDK, which keeps in the metaspace what it
 * learns of code that is run often. The database's cache is kept small ({@code
 * derby.storage.pageCacheSize}), because it is filled by whatever is stored.
 */
class RedeployBench {
  private static final int TIMES = Integer.getInteger("pcc.times", 200);
  private static final String DEPARTMENTS = System.getProperty("pcc.departments", "");
  private static final int LOOKS = 10;
  private static final int WARM = Integer.getInteger("pcc.warm", 200);
  private static final int GOAL_MILLIS = 300;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Map<String, Latencies> starts = new TreeMap<>();
  private final Latencies all = new Latencies();
  private final Latencies deployments = new Latencies();

  /**
   * How long a redeployment took, in milliseconds.
   *
   * @param start the start in it; negative where it is not known
   */
  private record Took(String department, double deployment, double start) {}

  /** A department and the jars that take turns. */
  private record Turn(String department, List<Path> jars) {}

  @Test
  void redeployed_again_and_again() throws Exception {
    Map<String, String> environment =
        Map.of(
            "PCC_CITY",
            DEPARTMENTS.isEmpty() ? "none" : "simulated",
            "EXTRA_JAVA_OPTS",
            "-Dderby.storage.pageCacheSize=100");
    try (CommandCenter center = CommandCenter.unpack("bench-redeploy", environment).start()) {
      Api admin = center.admin();
      Vitals vitals = new Vitals(center);
      List<Turn> turns = turns(center);
      Await.until("the deployer is ready", SOON, () -> health(admin, "deployer").equals("ready"));
      for (int i = 0; i < WARM; i++) {
        redeploy(admin, turns, i);
      }
      List<Internals> looks = new ArrayList<>();
      looks.add(look(vitals, 0));
      long begun = System.nanoTime();
      double busy = vitals.busy();
      for (int i = 0; i < TIMES; i++) {
        count(redeploy(admin, turns, i));
        if ((i + 1) % Math.max(1, TIMES / LOOKS) == 0) {
          looks.add(look(vitals, i + 1));
        }
      }
      double took = (System.nanoTime() - begun) / 1e9;
      Figures.print(
          "start of a department",
          "%s: p99 %s %d ms; a deployment as a whole %s; %.2f cores",
          all,
          all.percentile(99) < GOAL_MILLIS ? "under" : "NOT under",
          GOAL_MILLIS,
          deployments,
          (vitals.busy() - busy) / took);
      starts.forEach((department, each) -> Figures.print("start of " + department, "%s", each));
      judge(looks);
      assertEquals(List.of(), vitals.told("OutOfMemoryError"));
    }
  }

  private static Internals look(Vitals vitals, int times) throws IOException {
    Internals look = new Internals(vitals);
    Figures.print("after " + times, "%s", look);
    return look;
  }

  private void judge(List<Internals> looks) {
    List<String> grown = new ArrayList<>();
    List<Internals> later = looks.subList(looks.size() / 2, looks.size());
    for (Internals.Part part : Internals.Part.values()) {
      double[] values = later.stream().mapToDouble(look -> look.of(part)).toArray();
      double growth = Figures.slope(values) * (values.length - 1);
      boolean flat = growth <= part.allowed;
      Figures.print(
          part.title,
          "%.1f at first, %.1f half-way, %.1f at the end; by the line through the later half %+.2f"
              + " in %d redeployments: %s (at most %+.0f is flat)",
          looks.get(0).of(part),
          values[0],
          values[values.length - 1],
          growth,
          TIMES * (values.length - 1) / LOOKS,
          flat ? "flat" : "NOT flat",
          part.allowed);
      if (!flat) {
        grown.add(part.title);
      }
    }
    later
        .get(later.size() - 1)
        .grownSince(later.get(0), grown.isEmpty() ? 5 : 40)
        .forEach(line -> Figures.print("grew", "%s", line));
    assertEquals(List.of(), grown, "not flat");
  }

  private void count(Took took) {
    deployments.add(took.deployment());
    if (took.start() >= 0) {
      all.add(took.start());
      starts.computeIfAbsent(took.department(), name -> new Latencies()).add(took.start());
    }
  }

  private static Took redeploy(Api admin, List<Turn> turns, int number) throws IOException {
    Turn turn = turns.get(number % turns.size());
    Path jar = turn.jars().get(number / turns.size() % turn.jars().size());
    long sent = System.nanoTime();
    Answer answer =
        admin.send(
            "POST",
            "/api/deployments?name=" + turn.department() + ".jar",
            "application/java-archive",
            BodyPublishers.ofFile(jar));
    double millis = (System.nanoTime() - sent) / 1e6;
    assertEquals(200, answer.status(), answer.toString());
    JsonNode now = admin.get("/api/departments/" + turn.department()).json();
    // The simulated city sends bad documents as well: who got one runs, and is degraded already.
    boolean runs = now.path("status").path("state").asText().equals("running");
    return new Took(turn.department(), millis, runs ? since(now) - modified(now) : -1);
  }

  private static double since(JsonNode department) {
    String since = department.path("status").path("since").asText();
    return OffsetDateTime.parse(since).toInstant().toEpochMilli();
  }

  /** When the framework had the bundle as it is now: it is in the addresses of its widgets. */
  private static double modified(JsonNode department) {
    String module = department.path("widgets").path(0).path("module").asText();
    return Double.parseDouble(module.substring(module.indexOf("?v=") + 3));
  }

  private static String health(Api api, String part) {
    for (JsonNode each : api.get("/api/health").json().path("parts")) {
      if (each.path("name").asText().equals(part)) {
        return each.path("state").asText();
      }
    }
    return "";
  }

  private static List<Turn> turns(CommandCenter center) throws IOException {
    if (DEPARTMENTS.isEmpty()) {
      Path folder = Path.of(System.getProperty("pcc.work"), "process");
      return List.of(
          new Turn(
              "pasar",
              List.of(
                  FixtureBundles.pasar(folder, "1.0.1"), FixtureBundles.pasar(folder, "1.0.2"))));
    }
    Path system = center.home().resolve("system/id/pcc");
    String prefix = "id.pcc.departments.";
    List<String> names;
    if (DEPARTMENTS.equals("all")) {
      try (Stream<Path> bundles = Files.list(system)) {
        names =
            bundles
                .map(folder -> folder.getFileName().toString())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
      }
    } else {
      names = List.of(DEPARTMENTS.split(","));
    }
    return names.stream()
        .map(name -> new Turn(name, List.of(jar(system.resolve(prefix + name)))))
        .toList();
  }

  private static Path jar(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
