package id.pcc.storage.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the ways of {@link IngestBenchmark} in turns, so that a disk or a machine that is busy for a
 * while slows all of them alike, and prints the ratios of their medians. Rows a second depend on
 * the disk, whose fsync is measured before and after. For figures of one way alone there is JMH
 * itself: {@code -Dbench=org.openjdk.jmh.Main}.
 */
public final class Compare {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;
  private static final int INVOCATIONS = 5;
  private static final int SYNCS = 300;

  private Compare() {}

  @FunctionalInterface
  private interface Way {
    void run() throws Exception;
  }

  /** Runs everything. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.setProperty("derby.stream.error.file", Path.of("target", "derby.log").toString());
    System.setProperty("derby.storage.pageCacheSize", "40000");
    System.setProperty("derby.storage.logBufferSize", "524288");
    System.setProperty("derby.storage.logSwitchInterval", "134217728");
    System.setProperty("derby.storage.checkpointInterval", "134217728");
    for (String engine : List.of("DERBY", "POSTGRESQL")) {
      compare(engine);
    }
  }

  private static void compare(String engine) throws Exception {
    IngestBenchmark benchmark = new IngestBenchmark();
    benchmark.engine = engine;
    benchmark.open();
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("ingest", benchmark::ingest);
    ways.put("rawInsert", benchmark::rawInsert);
    ways.put("rawInsertIndexed", benchmark::rawInsertIndexed);
    ways.put("rawIdempotent", benchmark::rawIdempotent);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    double before = fsyncMillis();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        double rate = rowsPerSecond(benchmark, way.getValue());
        if (round >= WARM_UP) {
          rates.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    double after = fsyncMillis();
    benchmark.close();
    System.out.printf("%n%s, fsync p50 %.2f ms before, %.2f ms after%n", engine, before, after);
    double ingest = median(rates.get("ingest"));
    rates.forEach(
        (way, all) ->
            System.out.printf(
                "  %-17s %,10.0f rows/s   ingest is %.2f of it%n",
                way, median(all), ingest / median(all)));
  }

  private static double rowsPerSecond(IngestBenchmark benchmark, Way way) throws Exception {
    long nanos = 0;
    for (int i = 0; i < INVOCATIONS; i++) {
      benchmark.read();
      long begun = System.nanoTime();
      way.run();
      nanos += System.nanoTime() - begun;
    }
    return INVOCATIONS * IngestBenchmark.ROWS * 1e9 / nanos;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double fsyncMillis() throws IOException {
    Path file = Files.createTempFile("pcc-fsync", ".bin");
    long[] nanos = new long[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(4_096));
        channel.force(false);
        nanos[i] = System.nanoTime() - begun;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(nanos);
    return nanos[SYNCS / 2] / 1e6;
  }
}
