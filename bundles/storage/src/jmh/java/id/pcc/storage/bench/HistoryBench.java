package id.pcc.storage.bench;

import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.storage.internal.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Questions to a long history, through the storage and by hand with SQL on the same table: 10,000
 * series over 30 days, of which 200 report every minute and the others a few times a day.
 *
 * <p>Arguments: the number of records (10,000,000) and the engines (DERBY POSTGRESQL).
 */
public final class HistoryBench {
  private static final int SERIES = 10_000;
  private static final int DENSE = 200;
  private static final int DAYS = 30;
  private static final Instant BEGIN = Instant.parse("2026-10-01T17:00:00Z");
  private static final Instant END = BEGIN.plus(Duration.ofDays(DAYS));
  private static final long HOUR = 3_600_000;
  private static final int BATCH = 5_000;
  private static final int ROUNDS = 15;

  private HistoryBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.setProperty("derby.stream.error.file", Path.of("target", "derby.log").toString());
    System.setProperty("derby.storage.pageCacheSize", "40000");
    System.setProperty("derby.storage.logBufferSize", "524288");
    System.setProperty("derby.storage.logSwitchInterval", "134217728");
    System.setProperty("derby.storage.checkpointInterval", "134217728");
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    List<String> engines =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.of("DERBY", "POSTGRESQL");
    for (String name : engines) {
      try (Engine engine = Engine.of(name)) {
        run(name, engine, rows);
      }
    }
  }

  private static void run(String name, Engine engine, int rows) throws Exception {
    Clock clock = Clock.fixed(END.plus(Duration.ofHours(2)), ZoneOffset.UTC);
    try (Store store = new Store(engine.source(), clock, Store.Limits.USUAL)) {
      store.catalogue().declare("dlh", Readings.dataset());
      long begun = System.nanoTime();
      int loaded = load(store, rows);
      System.out.printf("%s: %,d records loaded in %.0f s%n", name, loaded, since(begun));
      begun = System.nanoTime();
      int worked = store.rollups().work(true);
      System.out.printf("  %d hours and days worked out in %.0f s%n", worked, since(begun));
      compare(store, engine);
    }
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static int load(Store store, int rows) {
    int dense = DENSE * DAYS * 24 * 60;
    // fewer records in all: the minutes become longer
    double share = Math.min(1, rows * 0.864 / dense);
    long minute = Math.round(60_000 / share);
    int each = Math.max(1, (int) (rows * 0.136 / (SERIES - DENSE)));
    long rare = Duration.between(BEGIN, END).toMillis() / each;
    Deque<CompletableFuture<?>> waiting = new ArrayDeque<>();
    List<Map<String, Object>> batch = new ArrayList<>();
    int loaded = 0;
    long from = BEGIN.toEpochMilli();
    for (long at = 0; from + at < END.toEpochMilli(); at += minute) {
      for (int s = 0; s < DENSE; s++) {
        batch.add(Readings.reading("s" + s, from + at, at / minute + s));
      }
      for (int s = DENSE; s < SERIES; s++) {
        long shift = rare * (s - DENSE) / (SERIES - DENSE);
        if ((at + minute - shift) / rare > (at - shift) / rare) {
          batch.add(Readings.reading("s" + s, from + at, s));
        }
      }
      if (batch.size() >= BATCH || from + at + minute >= END.toEpochMilli()) {
        loaded += batch.size();
        waiting.add(
            store.deliver("dlh", RecordBatch.of("air", batch, "bench")).toCompletableFuture());
        batch = new ArrayList<>();
        if (waiting.size() > 4) {
          waiting.remove().join();
        }
      }
    }
    waiting.forEach(CompletableFuture::join);
    return loaded;
  }

  private static void compare(Store store, Engine engine) throws Exception {
    DatasetId air = new DatasetId("dlh", "air");
    long day = BEGIN.plus(Duration.ofDays(20)).toEpochMilli();
    Map<String, List<Callable<Integer>>> questions = new LinkedHashMap<>();
    String newest =
        engine.onConflict()
            ? "SELECT DISTINCT ON (station) * FROM dlh.air ORDER BY station, time DESC"
            : "SELECT h.* FROM dlh.air h JOIN (SELECT station s, MAX(\"TIME\") t FROM dlh.air GROUP"
                + " BY station) m ON h.station = m.s AND h.\"TIME\" = m.t";
    questions.put(
        "newest of each of " + SERIES,
        List.of(
            () -> store.records().find(Query.latest(air, 10_000)).records().size(),
            () -> byHand(engine, newest)));
    String hourly =
        "SELECT (\"%s\" - %d) / 3600000, AVG(pm25) FROM dlh.air WHERE %s \"%s\" >= %d AND \"%s\" <"
            + " %d GROUP BY (\"%s\" - %d) / 3600000";
    String time = engine.onConflict() ? "time" : "TIME";
    long begin = BEGIN.toEpochMilli();
    long end = END.toEpochMilli();
    questions.put(
        "30 days hourly of one",
        List.of(
            () -> series(store, air, "s7", begin, end),
            () ->
                byHand(
                    engine,
                    hourly.formatted(
                        time, begin, "station = 's7' AND", time, begin, time, end, time, begin))));
    questions.put(
        "one day of all by hour",
        List.of(
            () -> series(store, air, null, day, day + 24 * HOUR),
            () ->
                byHand(
                    engine,
                    hourly.formatted(
                        time, day, "", time, day, time, day + 24 * HOUR, time, day))));
    for (var question : questions.entrySet()) {
      double[] ours = new double[ROUNDS];
      double[] hand = new double[ROUNDS];
      int found = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        found = question.getValue().get(0).call();
        ours[round] = since(begun) * 1_000;
        begun = System.nanoTime();
        int same = question.getValue().get(1).call();
        hand[round] = since(begun) * 1_000;
        if (found != same) {
          throw new IllegalStateException(
              question.getKey() + ": " + found + " here and " + same + " by hand");
        }
      }
      Arrays.sort(ours);
      Arrays.sort(hand);
      System.out.printf(
          "  %-28s %,10.2f ms, by hand %,10.2f ms: %.2f of it (%d rows, p50 of %d)%n",
          question.getKey(),
          ours[ROUNDS / 2],
          hand[ROUNDS / 2],
          ours[ROUNDS / 2] / hand[ROUNDS / 2],
          found,
          ROUNDS);
    }
  }

  private static int series(Store store, DatasetId air, String station, long from, long to) {
    return store
        .records()
        .series(
            new Series(
                air,
                "pm25",
                null,
                station == null
                    ? List.of()
                    : List.of(new Filter("station", Comparison.EQ, station)),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                Duration.ofHours(1),
                Aggregate.MEAN))
        .size();
  }

  private static int byHand(Engine engine, String sql) throws SQLException {
    try (Connection connection = engine.source().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      int found = 0;
      while (rows.next()) {
        for (int i = rows.getMetaData().getColumnCount(); i > 0; i--) {
          rows.getObject(i);
        }
        found++;
      }
      return found;
    }
  }
}
