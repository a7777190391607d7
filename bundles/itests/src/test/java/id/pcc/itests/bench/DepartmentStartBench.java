package id.pcc.itests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each department adds to the start of the command center: starts with all departments of the
 * assembly and starts without any, in turns in one run ({@code -Dpcc.rounds}, usually 3), beside
 * the simulated city, with a new cache and empty data (cold) and once more (warm). The processor
 * time of a start stands beside it, because that is nearly the same on a machine that is busy.
 */
class DepartmentStartBench {
  private static final int ROUNDS = Integer.getInteger("pcc.rounds", 3);
  private static final double GOAL_MILLIS = 150;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DEPARTMENT = "<feature>skpd-";

  /** How long a start took until it was ready, and the processor time in it, in seconds. */
  private record Start(double seconds, double processor) {}

  /** Starts with and without departments. */
  private record Starts(List<Start> with, List<Start> without) {
    Starts() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  @Test
  void with_all_departments_and_with_none() throws IOException {
    Starts cold = new Starts();
    Starts warm = new Starts();
    List<Double> last = new ArrayList<>();
    int departments = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (CommandCenter center = unpack("without")) {
        without(center);
        cold.without().add(start(center));
        center.stop();
        warm.without().add(start(center));
      }
      try (CommandCenter center = unpack("with")) {
        cold.with().add(start(center));
        long ready = System.nanoTime();
        departments = allBegun(center.admin());
        last.add((System.nanoTime() - ready) / 1e9);
        center.stop();
        warm.with().add(start(center));
      }
    }
    print("cold", cold, departments);
    print("warm", warm, departments);
    Figures.print(
        "last department begun",
        "%.2f s after ready, cold (median of %d)",
        Figures.percentile(last.stream().mapToDouble(Double::doubleValue).toArray(), 50),
        ROUNDS);
  }

  private static CommandCenter unpack(String name) {
    return CommandCenter.unpack("bench-start-" + name, Map.of("PCC_CITY", "simulated"));
  }

  /** Takes the departments out of what the assembly boots. */
  private static void without(CommandCenter center) throws IOException {
    Path features = center.home().resolve("system/id/pcc/id.pcc.features");
    try (Stream<Path> files = Files.walk(features)) {
      Path file = files.filter(f -> f.toString().endsWith(".xml")).findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.stream().filter(line -> !line.contains(DEPARTMENT)).toList());
    }
  }

  private static Start start(CommandCenter center) {
    long begun = System.nanoTime();
    center.start();
    double seconds = (System.nanoTime() - begun) / 1e9;
    Duration processor = center.process().info().totalCpuDuration().orElseThrow();
    return new Start(seconds, processor.toNanos() / 1e9);
  }

  /** Waits until every department is past its beginning; says how many there are. */
  private static int allBegun(Api admin) {
    JsonNode items =
        Await.value(
            "all departments have begun",
            SOON,
            () -> admin.get("/api/departments").json().path("items"),
            DepartmentStartBench::begun);
    return items.size();
  }

  private static boolean begun(JsonNode items) {
    for (JsonNode item : items) {
      JsonNode status = item.path("status");
      if (status.path("state").asText().equals("starting")
          && !status.path("reason").path("en").asText().equals("waiting for the first data")) {
        return false;
      }
    }
    return items.size() > 0;
  }

  private static void print(String what, Starts starts, int departments) {
    print("start to ready, " + what, starts, Start::seconds, departments);
    print("processor time, " + what, starts, Start::processor, departments);
  }

  private static void print(
      String what, Starts starts, ToDoubleFunction<Start> value, int departments) {
    double[] with = starts.with().stream().mapToDouble(value).toArray();
    double[] without = starts.without().stream().mapToDouble(value).toArray();
    double each =
        (Figures.percentile(with, 50) - Figures.percentile(without, 50)) * 1_000 / departments;
    Figures.print(
        what,
        "%.2f s with %d departments (%.2f to %.2f), %.2f s with none (%.2f to %.2f), medians of"
            + " %d: %.0f ms for each department, %s %.0f ms",
        Figures.percentile(with, 50),
        departments,
        Figures.percentile(with, 0),
        Figures.percentile(with, 100),
        Figures.percentile(without, 50),
        Figures.percentile(without, 0),
        Figures.percentile(without, 100),
        ROUNDS,
        each,
        each < GOAL_MILLIS ? "under" : "NOT under",
        GOAL_MILLIS);
  }
}
