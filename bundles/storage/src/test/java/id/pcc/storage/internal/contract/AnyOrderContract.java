package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping.Selection;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.storage.internal.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the dataset, its records, how they are cut into deliveries, how often these come, and
 * who delivers beside: as long as the records of a key keep their order, the same is there in the
 * end.
 *
 * <p>{@code -Dpcc.tries=1000} tries so many, {@code -Dpcc.seed=7} begins with that one.
 */
public interface AnyOrderContract {
  /** Where the tests work. */
  Bench bench();

  @TestFactory
  default Stream<DynamicTest> any_order_leaves_the_same_table() {
    long first = Long.getLong("pcc.seed", 1);
    return Stream.iterate(first, seed -> seed + 1)
        .limit(Long.getLong("pcc.tries", 16))
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Try(bench(), seed).run()));
  }

  /** One dataset, delivered in several ways. */
  final class Try {
    /** As much as a record may be ahead of the clock and still be the newest. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int DAY = 24 * 60;

    private final Bench bench;
    private final Random random;
    private final AnyDataset any;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Map<List<Object>, Map<String, Object>> last = new LinkedHashMap<>();
    private int bad;

    Try(Bench bench, long seed) {
      this.bench = bench;
      this.random = new Random(seed);
      this.any = new AnyDataset(random);
      for (int i = 20 + random.nextInt(150); i > 0; i--) {
        if (random.nextInt(8) == 0) {
          rows.add(any.bad());
          bad++;
        } else {
          Map<String, Object> record = any.good();
          last.put(any.key(record), record);
          rows.add(any.said(record));
        }
      }
    }

    void run() {
      String refusal =
          bench.store().catalogue().declare(bench.department(), any.dataset()).refusal();
      assertEquals(any.refused(), !refusal.isEmpty(), refusal);
      if (any.refused()) {
        return;
      }
      List<DatasetId> ids = new ArrayList<>();
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int way = 0; way < 3; way++) {
        DatasetId id = bench.declare(any.dataset());
        ids.add(id);
        List<Map<String, Object>> order = way == 0 ? rows : shuffled();
        Random own = new Random(random.nextLong());
        running.add(CompletableFuture.runAsync(() -> deliver(id, order, own)));
      }
      running.forEach(CompletableFuture::join);
      ids.forEach(this::check);
      delete(ids);
      ids.forEach(this::check);
    }

    /** Another order, in which those of a key still follow each other as before. */
    private List<Map<String, Object>> shuffled() {
      Map<List<Object>, Deque<Map<String, Object>>> lines = new LinkedHashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        List<Object> key = key(rows.get(i), i);
        lines.computeIfAbsent(key, name -> new ArrayDeque<>()).add(rows.get(i));
      }
      List<Deque<Map<String, Object>>> left = new ArrayList<>(lines.values());
      List<Map<String, Object>> order = new ArrayList<>();
      while (!left.isEmpty()) {
        int line = random.nextInt(left.size());
        order.add(left.get(line).remove());
        if (left.get(line).isEmpty()) {
          left.remove(line);
        }
      }
      return order;
    }

    /** The key as a text, however its source says it; what does not fit stands for itself. */
    private List<Object> key(Map<String, Object> row, int number) {
      List<Object> key = new ArrayList<>();
      for (String part : any.dataset().key()) {
        Object value = row.get(part);
        boolean time = any.dataset().field(part).orElseThrow().role() == FieldRole.TIME;
        if (value == null || value instanceof List || "\0".equals(value)) {
          return List.of(number);
        }
        key.add(
            time && value instanceof String text
                ? java.time.OffsetDateTime.parse(text).toInstant().toString()
                : value.toString().replaceAll(" +$", ""));
      }
      return key;
    }

    private void deliver(DatasetId id, List<Map<String, Object>> order, Random own) {
      List<RecordBatch> named = new ArrayList<>();
      List<Receipt> given = new ArrayList<>();
      long received = 0;
      long refused = 0;
      int at = 0;
      while (at < order.size()) {
        int end = Math.min(order.size(), at + 1 + own.nextInt(own.nextInt(4) == 0 ? 60 : 6));
        String key = own.nextInt(3) == 0 ? "key " + at : null;
        RecordBatch batch =
            new RecordBatch(id.dataset(), order.subList(at, end), key, "a property test");
        Receipt receipt = bench.deliver(id, batch);
        assertEquals(end - at, receipt.received(), "received = accepted + unchanged + quarantined");
        received += receipt.received();
        refused += receipt.quarantined();
        if (key != null) {
          named.add(batch);
          given.add(receipt);
        } else if (own.nextInt(4) == 0) {
          Receipt again = bench.deliver(id, batch);
          assertEquals(receipt.quarantined(), again.quarantined());
          assertEquals(end - at, again.received());
        }
        if (!named.isEmpty() && own.nextInt(5) == 0) {
          // long after, when newer records of the same keys are there
          int which = own.nextInt(named.size());
          assertEquals(given.get(which), bench.deliver(id, named.get(which)));
        }
        if (own.nextInt(10) == 0) {
          bench.store().rollups().work(own.nextBoolean());
        }
        at = end;
      }
      assertEquals(order.size(), received);
      assertEquals(bad, refused);
    }

    private void check(DatasetId id) {
      assertEquals(texts(last.values().stream()), records(id, false), "records");
      assertEquals(
          String.valueOf(last.size()),
          bench.sql("SELECT COUNT(*) FROM " + id.department() + ".uji").get(0).get(0));
      assertEquals(last.size(), bench.store().catalogue().volume(id).rows());
      assertEquals(texts(newest().stream()), records(id, true), "newest");
      for (Field field : any.dataset().fields()) {
        if (field.role() == FieldRole.MEASURE && any.dataset().time().isPresent()) {
          for (int round = 0; round < 2; round++) {
            series(id, field);
            bench.store().rollups().work(true);
          }
        }
      }
    }

    private static List<String> texts(Stream<Map<String, Object>> records) {
      return records
          .map(
              record -> {
                Map<String, Object> shown = new LinkedHashMap<>(record);
                shown.keySet().removeIf(name -> name.startsWith("_"));
                shown.values().removeIf(Objects::isNull);
                return Json.canonical(shown);
              })
          .sorted()
          .toList();
    }

    private List<String> records(DatasetId id, boolean latest) {
      List<Map<String, Object>> found = new ArrayList<>();
      boolean descending = random.nextBoolean();
      Query query =
          new Query(
              id, List.of(), null, null, null, latest, descending, 1 + random.nextInt(20), null);
      while (query != null) {
        var page = bench.store().records().find(query);
        found.addAll(page.records());
        query =
            page.next() == null
                ? null
                : new Query(
                    id,
                    List.of(),
                    null,
                    null,
                    null,
                    latest,
                    descending,
                    query.limit(),
                    page.next());
      }
      return texts(found.stream());
    }

    private Instant time(Map<String, Object> record) {
      return (Instant) record.get(any.dataset().time().orElseThrow().name());
    }

    private List<Map<String, Object>> newest() {
      if (!any.dataset().series()) {
        return List.copyOf(last.values());
      }
      Map<List<Object>, Map<String, Object>> newest = new LinkedHashMap<>();
      for (Map<String, Object> record : last.values()) {
        if (!time(record).isAfter(bench.clock.instant().plus(SKEW))) {
          newest.merge(
              any.dataset().seriesKey().stream().map(record::get).toList(),
              record,
              (a, b) -> time(a).isAfter(time(b)) ? a : b);
        }
      }
      return List.copyOf(newest.values());
    }

    private void series(DatasetId id, Field measure) {
      int width = new int[] {20, 60, 6 * 60, DAY, 2 * DAY}[random.nextInt(5)];
      Instant from = Bench.at(random.nextInt(DAY) - DAY);
      Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(5 * DAY)));
      List<String> groups =
          any.dataset().key().stream()
              .filter(part -> !part.equals(any.dataset().time().orElseThrow().name()))
              .toList();
      String group =
          groups.isEmpty() || random.nextBoolean()
              ? null
              : groups.get(random.nextInt(groups.size()));
      for (Aggregate aggregate : Aggregate.values()) {
        Series asked =
            new Series(
                id,
                measure.name(),
                group,
                List.of(),
                from,
                to,
                Duration.ofMinutes(width),
                aggregate);
        Map<String, Double> told = new TreeMap<>();
        for (Point point : bench.store().records().series(asked)) {
          told.put(point.group() + " " + point.at(), point.value());
        }
        Map<String, Double> worked = worked(asked, width);
        assertEquals(worked.keySet(), told.keySet(), asked.toString());
        worked.forEach(
            (at, value) ->
                assertTrue(
                    near(value, told.get(at)),
                    asked + ": " + at + " is " + told.get(at) + " and not " + value));
      }
    }

    /** Sums in another order differ in their last digits, beside great numbers by more. */
    private boolean near(double a, double b) {
      double tolerance = 1e-9 * Math.max(1, scale());
      return a == b || Math.abs(a - b) <= tolerance || Double.isNaN(a) && Double.isNaN(b);
    }

    private double scale() {
      double greatest = 0;
      for (Map<String, Object> record : last.values()) {
        for (Field field : any.dataset().fields()) {
          if (field.role() == FieldRole.MEASURE && record.get(field.name()) instanceof Number n) {
            greatest = Math.max(greatest, Math.abs(n.doubleValue()));
          }
        }
      }
      return greatest;
    }

    private Map<String, Double> worked(Series asked, int width) {
      Map<String, TreeMap<Instant, List<Double>>> buckets = new TreeMap<>();
      for (Map<String, Object> record : last.values()) {
        Instant time = time(record);
        if (record.get(asked.measure()) instanceof Number value
            && !time.isBefore(asked.from())
            && time.isBefore(asked.to())) {
          long minute = Math.floorDiv(time.toEpochMilli(), 60_000L) + 7 * 60;
          Instant begin =
              Instant.ofEpochSecond((Math.floorDiv(minute, (long) width) * width - 7 * 60) * 60);
          String group = asked.group() == null ? "" : record.get(asked.group()).toString();
          buckets
              .computeIfAbsent(group + " " + begin, at -> new TreeMap<>())
              .computeIfAbsent(time, at -> new ArrayList<>())
              .add(value.doubleValue());
        }
      }
      Map<String, Double> worked = new TreeMap<>();
      buckets.forEach((at, times) -> worked.put(at, of(asked.aggregate(), times)));
      return worked;
    }

    private static double of(Aggregate aggregate, TreeMap<Instant, List<Double>> times) {
      double[] all =
          times.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
      double sum = 0;
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (double each : all) {
        sum += each;
        least = Math.min(least, each);
        greatest = Math.max(greatest, each);
      }
      return switch (aggregate) {
        case MEAN -> sum / all.length;
        case MIN -> least;
        case MAX -> greatest;
        case SUM -> sum;
        case COUNT -> all.length;
        case LAST -> times.lastEntry().getValue().stream().mapToDouble(v -> v).max().orElseThrow();
      };
    }

    /** Some of them go, by time or by a part of their key. */
    private void delete(List<DatasetId> ids) {
      Map<String, Object> one = List.copyOf(last.values()).get(random.nextInt(last.size()));
      boolean byTime = any.dataset().time().isPresent() && random.nextBoolean();
      Instant from = byTime ? time(one) : null;
      Instant to = byTime ? from.plus(Duration.ofMinutes(1 + random.nextInt(DAY))) : null;
      String part = any.dataset().key().get(random.nextInt(any.dataset().key().size()));
      List<Filter> filters =
          byTime
              ? List.of()
              : List.of(new Filter(part, Comparison.EQ, String.valueOf(one.get(part))));
      int before = last.size();
      last.values()
          .removeIf(
              record ->
                  byTime
                      ? !time(record).isBefore(from) && time(record).isBefore(to)
                      : record.get(part).equals(one.get(part)));
      for (DatasetId id : ids) {
        Selection selection = new Selection(id, filters, from, to);
        assertEquals(before - last.size(), bench.store().keeping().count(selection));
        assertEquals(before - last.size(), bench.store().keeping().delete(selection));
      }
    }
  }
}
