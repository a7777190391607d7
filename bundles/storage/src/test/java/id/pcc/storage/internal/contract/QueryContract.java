package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Found;
import id.pcc.storage.Records.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How records are found. */
public interface QueryContract {
  /** Where the tests work. */
  Bench bench();

  private List<Map<String, Object>> find(Query query) {
    return bench().store().records().find(query).records();
  }

  private static Query all(DatasetId id, boolean descending, int limit, String cursor) {
    return new Query(id, List.of(), null, null, null, false, descending, limit, cursor);
  }

  private static Query filtered(DatasetId id, Filter... filters) {
    return new Query(id, List.of(filters), null, null, null, false, true, 100, null);
  }

  @Test
  default void every_type_comes_back_as_it_went_in() {
    Dataset types =
        Dataset.named("types")
            .title("Jenis", "Types")
            .key("id", "Nomor", "Id")
            .field("no", FieldType.INTEGER, FieldRole.KEY, "", "No", "No")
            .time("time", "Waktu", "Time")
            .measure("decimal", "", "Pecahan", "Decimal")
            .count("whole", "", "Bulat", "Whole")
            .attribute("truth", FieldType.BOOLEAN, "Benar", "Truth")
            .attribute("until", FieldType.TIME, "Sampai", "Until")
            .attribute("words", FieldType.LONG_TEXT, "Kata", "Words")
            .geometry("area", FieldType.GEOMETRY, "Wilayah", "Area")
            .build();
    DatasetId id = bench().declare(types);
    Map<String, Object> polygon = new LinkedHashMap<>();
    polygon.put("type", "Polygon");
    polygon.put(
        "coordinates",
        List.of(
            List.of(
                List.of(109.3, -0.1),
                List.of(109.4, -0.1),
                List.of(109.4, 0.0),
                List.of(109.3, -0.1))));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", "kelurahan \u2013 \uD83C\uDF0A 'x'");
    record.put("no", Long.MAX_VALUE);
    record.put("time", Bench.at(0));
    record.put("decimal", 0.1 + 0.2);
    record.put("whole", Long.MIN_VALUE);
    record.put("truth", true);
    record.put("until", Bench.at(1));
    record.put("words", "kata ".repeat(40_000));
    record.put("area", polygon);
    bench().deliver(id, record);
    Map<String, Object> empty = Map.of("id", "b", "no", 1, "time", Bench.at(-1));
    bench().deliver(id, empty);
    List<Map<String, Object>> found = find(all(id, true, 10, null));
    Map<String, Object> back = new LinkedHashMap<>(found.get(0));
    assertEquals(Bench.at(0), back.remove("_received"));
    assertTrue((Long) back.remove("_seq") > 0);
    assertEquals(record, back);
    for (String field : List.of("decimal", "whole", "truth", "until", "words", "area")) {
      assertNull(found.get(1).get(field), field);
    }
  }

  @Test
  default void the_newest_of_each_key_is_neither_late_nor_from_the_future() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", -3, 1), Bench.reading("b", -3, 2));
    bench().deliver(id, Bench.reading("a", -1, 3));
    bench().deliver(id, Bench.reading("a", -2, 4));
    bench().deliver(id, Bench.reading("b", 6, 5));
    List<Map<String, Object>> newest = find(Query.latest(id, 10));
    assertEquals(List.of("a", "b"), newest.stream().map(r -> r.get("station")).toList());
    assertEquals(List.of(3.0, 2.0), newest.stream().map(r -> r.get("pm25")).toList());
    bench().deliver(id, Bench.reading("b", 4, 6));
    assertEquals(6.0, find(Query.latest(id, 10)).get(0).get("pm25"));
    assertEquals(6, find(all(id, true, 10, null)).size());
  }

  @Test
  default void things_without_history_are_their_own_newest() {
    DatasetId id = bench().declare(Bench.air().keyedBy("station").build());
    bench().deliver(id, Bench.reading("a", 0, 1), Bench.reading("b", 1, 2));
    bench().deliver(id, Bench.reading("a", 2, 3));
    assertEquals(
        List.of(3.0, 2.0), find(Query.latest(id, 10)).stream().map(r -> r.get("pm25")).toList());
  }

  @Test
  default void a_series_of_the_whole_city_has_one_newest() {
    Dataset city =
        Dataset.named("city")
            .title("Kota", "City")
            .time("time", "Waktu", "Time")
            .measure("people", "", "Orang", "People")
            .build();
    DatasetId id = bench().declare(city);
    for (int minute = 0; minute < 4; minute++) {
      bench().deliver(id, Map.of("time", Bench.at(minute), "people", minute));
    }
    assertEquals(
        List.of(3.0), find(Query.latest(id, 10)).stream().map(r -> r.get("people")).toList());
    assertEquals(4, find(all(id, false, 10, null)).size());
  }

  @Test
  default void pages_follow_each_other_without_gap_or_repetition_in_both_orders() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      for (String station : List.of("a", "b", "c")) {
        records.add(Bench.reading(station, -minute, minute));
      }
    }
    bench().deliver(id, records);
    for (boolean descending : new boolean[] {true, false}) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        Found page = bench().store().records().find(all(id, descending, 7, cursor));
        page.records().forEach(r -> seen.add(r.get("time") + " " + r.get("station")));
        cursor = page.next();
      } while (cursor != null);
      assertEquals(90, seen.stream().distinct().count());
      assertEquals(90, seen.size());
      List<Object> whole = new ArrayList<>();
      bench()
          .store()
          .records()
          .each(
              all(id, descending, 1, null), r -> whole.add(r.get("time") + " " + r.get("station")));
      assertEquals(seen, whole);
      String first = descending ? Bench.at(0) + " a" : Bench.at(-29) + " a";
      assertEquals(first, seen.get(0));
    }
  }

  @Test
  default void the_oldest_come_first_however_unevenly_they_lie_in_time() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      records.add(Bench.reading("a", -3L * i * i * i - 1, i));
    }
    records.add(Bench.reading("a", 10_000, -1));
    bench().deliver(id, records);
    List<Object> seen = new ArrayList<>();
    bench().store().records().each(all(id, false, 1, null), r -> seen.add(r.get("pm25")));
    assertEquals(61, seen.size());
    assertEquals(List.of(59.0, 58.0, 57.0), seen.subList(0, 3));
    assertEquals(-1.0, seen.get(60));
    Query some = new Query(id, List.of(), Bench.at(-100), Bench.at(0), null, false, false, 3, null);
    assertEquals(List.of(3.0, 2.0, 1.0), find(some).stream().map(r -> r.get("pm25")).toList());
    Found page = bench().store().records().find(all(id, false, 58, null));
    assertEquals(
        List.of(1.0, 0.0, -1.0),
        find(all(id, false, 58, page.next())).stream().map(r -> r.get("pm25")).toList());
  }

  @Test
  default void filters_times_and_boxes_narrow_what_is_found() {
    DatasetId id = bench().declareAir();
    for (int i = 0; i < 10; i++) {
      Map<String, Object> record = Bench.reading("s" + i % 2, -i, i * 10);
      record.put("people", i);
      record.put("place", "{\"type\":\"Point\",\"coordinates\":[" + (109 + i / 10.0) + ",0.01]}");
      bench().deliver(id, record);
    }
    assertEquals(5, find(filtered(id, new Filter("station", Comparison.EQ, "s1"))).size());
    assertEquals(
        2,
        find(filtered(
                id,
                new Filter("pm25", Comparison.GTE, "30"),
                new Filter("people", Comparison.LT, "5")))
            .size());
    Instant from = Bench.at(-4);
    assertEquals(
        4, find(new Query(id, List.of(), from, Bench.at(0), null, false, true, 100, null)).size());
    double[] box = {109.15, -1, 109.45, 1};
    assertEquals(
        List.of(2L, 3L, 4L),
        find(new Query(id, List.of(), null, null, box, false, true, 100, null)).stream()
            .map(r -> r.get("people"))
            .toList());
  }

  @Test
  default void a_question_that_does_not_fit_names_its_parameter() {
    DatasetId id = bench().declareAir();
    assertFault("parameter colour", filtered(id, new Filter("colour", Comparison.EQ, "red")));
    assertFault("parameter pm25", filtered(id, new Filter("pm25", Comparison.GT, "much")));
    assertFault("use bbox", filtered(id, new Filter("place", Comparison.EQ, "here")));
    assertFault("parameter cursor", all(id, true, 10, "abc"));
    assertFault("parameter limit", all(id, true, 0, null));
  }

  private void assertFault(String named, Query query) {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> bench().store().records().find(query));
    assertTrue(fault.getMessage().contains(named), fault.getMessage());
  }

  @Test
  default void geometries_are_found_by_the_box_that_they_touch() {
    Dataset areas =
        Dataset.named("area")
            .title("Wilayah", "Areas")
            .key("id", "Nomor", "Id")
            .geometry("shape", FieldType.GEOMETRY, "Bentuk", "Shape")
            .build();
    DatasetId id = bench().declare(areas);
    for (int i = 0; i < 3; i++) {
      bench()
          .deliver(
              id,
              Map.of(
                  "id",
                  "a" + i,
                  "shape",
                  "{\"type\":\"LineString\",\"coordinates\":[["
                      + i
                      + ",0],["
                      + (i + 0.9)
                      + ",1]]}"));
    }
    double[] box = {0.5, 0.5, 1.5, 2};
    assertEquals(
        List.of("a0", "a1"),
        find(new Query(id, List.of(), null, null, box, false, true, 10, null)).stream()
            .map(r -> r.get("id"))
            .toList());
  }

  @Test
  default void the_received_time_is_the_stores() {
    DatasetId id = bench().declareAir();
    bench().clock.forward(Duration.ofSeconds(1));
    bench().deliver(id, Bench.reading("a", 0, 1));
    assertEquals(bench().clock.instant(), find(Query.latest(id, 1)).get(0).get("_received"));
    bench().clock.forward(Duration.ofSeconds(-1));
  }
}
