package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.LiveFeed.Past;
import id.pcc.storage.Records.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How commits and other events reach those who listen. */
public interface LiveContract {
  /** Where the tests work. */
  Bench bench();

  private static String topic(DatasetId id) {
    return "dataset:" + id;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> records(Event event) {
    return (List<Map<String, Object>>) event.data().get("records");
  }

  @Test
  default void a_commit_is_told_with_its_records_as_they_are_found() {
    DatasetId id = bench().declareAir();
    List<Event> heard = new CopyOnWriteArrayList<>();
    try (var listening = bench().store().live().subscribe(List.of("dataset:*"), heard::add)) {
      Map<String, Object> record = Bench.reading("a", 0, 1);
      record.put("place", Map.of("type", "Point", "coordinates", List.of(109.3, 0.1)));
      bench().deliver(id, record, Bench.reading("b", 0, 2));
      bench().deliver(id, record);
      bench().store().live().publish("notices", "notice", Map.of("id", 1));
      Bench.until("the event", () -> !heard.isEmpty());
      assertEquals(1, heard.size());
      assertEquals(topic(id), heard.get(0).topic());
      assertEquals("records", heard.get(0).kind());
      List<Map<String, Object>> found = new ArrayList<>();
      bench().store().records().each(Query.latest(id, 10), found::add);
      assertEquals(found, records(heard.get(0)));
    }
  }

  @Test
  default void who_was_away_reads_the_past_and_misses_nothing() {
    DatasetId id = bench().declareAir();
    long known = bench().store().live().position();
    bench().deliver(id, Bench.reading("a", 0, 1));
    bench().store().live().publish("wall:led", "wall", Map.of("scene", "flood"));
    bench().deliver(id, Bench.reading("b", 0, 2));
    bench().deliver(id, Bench.reading("a", 0, 3));
    long upTo = bench().store().live().position();
    bench().reopen();
    assertEquals(upTo, bench().store().live().position());
    List<String> topics = List.of(topic(id), "wall:led");
    Past past = bench().store().live().past(topics, known, upTo, 100);
    assertTrue(past.complete());
    assertEquals(upTo, past.reached());
    assertEquals(
        List.of("wall", "records", "records"), past.events().stream().map(Event::kind).toList());
    assertEquals(Map.of("scene", "flood"), past.events().get(0).data());
    assertEquals("b", records(past.events().get(1)).get(0).get("station"));
    assertEquals(3.0, records(past.events().get(2)).get(0).get("pm25"));
    Past first = bench().store().live().past(topics, known, upTo, 2);
    assertEquals(1, first.events().size());
    assertEquals(
        2, bench().store().live().past(topics, first.reached(), upTo, 100).events().size());
  }

  @Test
  default void a_past_that_is_not_kept_or_not_ours_is_said_to_be_incomplete() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1));
    long known = bench().store().live().position();
    bench().deliver(id, Bench.reading("b", 0, 2));
    bench().deliver(id, Bench.reading("c", 0, 2));
    assertTrue(past(id, known).complete());
    assertFalse(past(id, bench().store().live().position() + 5).complete());
    bench().reopen(1);
    bench().store().tidy();
    assertFalse(past(id, known).complete());
    long last = bench().store().live().position();
    assertTrue(past(id, last - 1).complete());
    bench().reopen(0);
    bench().store().tidy();
    bench().reopen();
    assertEquals(last, bench().store().live().position());
    bench().deliver(id, Bench.reading("d", 0, 2));
    assertEquals(last + 1, bench().store().live().position());
  }

  private Past past(DatasetId id, long after) {
    var live = bench().store().live();
    return live.past(List.of(topic(id)), after, live.position(), 10);
  }

  @Test
  default void many_writers_are_told_in_one_order_without_gap() {
    List<Event> heard = new CopyOnWriteArrayList<>();
    List<DatasetId> ids = IntStream.range(0, 6).mapToObj(i -> bench().declareAir()).toList();
    List<String> topics = ids.stream().map(LiveContract::topic).toList();
    long begun = bench().store().live().position();
    List<String> all = new ArrayList<>(topics);
    all.add("wall:test");
    try (var listening = bench().store().live().subscribe(all, heard::add)) {
      List<CompletableFuture<?>> work = new ArrayList<>();
      for (DatasetId id : ids) {
        work.add(CompletableFuture.runAsync(() -> deliverMany(id)));
      }
      work.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 40; i++) {
                  bench().store().live().publish("wall:test", "wall", Map.of("i", i));
                }
              }));
      work.forEach(CompletableFuture::join);
      long upTo = bench().store().live().position();
      Bench.until(
          "the last event", () -> !heard.isEmpty() && heard.get(heard.size() - 1).seq() >= upTo);
      List<Long> numbers = heard.stream().map(Event::seq).toList();
      assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
      List<Event> past = bench().store().live().past(all, begun, upTo, 10_000).events();
      assertEquals(past.stream().map(Event::seq).toList(), numbers);
      assertEquals(
          6 * 300,
          heard.stream()
              .filter(e -> e.kind().equals("records"))
              .mapToInt(e -> records(e).size())
              .sum());
    }
  }

  @Test
  default void who_keeps_the_feed_waiting_hears_all_of_it_from_the_log() {
    DatasetId id = bench().declareAir();
    List<Event> heard = new CopyOnWriteArrayList<>();
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> topics = List.of(topic(id), "wall:test");
    long begun = bench().store().live().position();
    try (var listening =
        bench()
            .store()
            .live()
            .subscribe(
                topics,
                event -> {
                  await(goOn);
                  heard.add(event);
                })) {
      for (int i = 0; i < 300; i++) {
        bench().store().live().publish("wall:test", "wall", Map.of("i", i));
      }
      bench().deliver(id, Bench.reading("a", 0, 1));
      goOn.countDown();
      long upTo = bench().store().live().position();
      Bench.until(
          "the last event", () -> !heard.isEmpty() && heard.get(heard.size() - 1).seq() >= upTo);
      bench().deliver(id, Bench.reading("b", 0, 2));
      Bench.until("one more", () -> heard.get(heard.size() - 1).seq() > upTo);
      long last = bench().store().live().position();
      assertEquals(302, heard.size());
      assertEquals(
          bench().store().live().past(topics, begun, last, 1_000).events().stream()
              .map(Event::seq)
              .toList(),
          heard.stream().map(Event::seq).toList());
      assertEquals("b", records(heard.get(301)).get(0).get("station"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverMany(DatasetId id) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(
          bench()
              .store()
              .deliver(
                  id.department(), RecordBatch.of("air", List.of(Bench.reading("a", i, i)), "test"))
              .toCompletableFuture());
      if (i % 30 == 0) {
        answers.get(i).join();
      }
    }
    answers.forEach(CompletableFuture::join);
  }
}
