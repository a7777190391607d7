package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine.Group;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.storage.Quarantine.Replay;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.storage.Records.Query;
import id.pcc.storage.internal.domain.Preview;
import id.pcc.storage.internal.domain.Repair;
import id.pcc.storage.internal.sql.SqlQuarantine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How what was refused is looked through, repaired and tried again. */
public interface QuarantineContract {
  /** Where the tests work. */
  Bench bench();

  private SqlQuarantine refused() {
    return bench().store().refused();
  }

  private static Map<String, Object> with(long minute, String name, Object value) {
    Map<String, Object> record = Bench.reading("a", minute, 1);
    record.put(name, value);
    return record;
  }

  private static Selection only(DatasetId id, String field, String kind, String text) {
    return new Selection(id, List.of(), field, kind, text, null, null, null);
  }

  private List<String> fields(Selection selection) {
    return refused().list(selection, 0, 100).stream().map(Kept::field).toList();
  }

  private static Repair repair(Map<String, Object> step) {
    return Repair.of(List.of(step));
  }

  private static Repair numbers() {
    return repair(Map.of("do", "number", "field", "pm25", "form", "id"));
  }

  @Test
  default void ten_thousand_rows_of_one_fault_are_one_line() {
    DatasetId id = bench().declareAir();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(with(i, "pm25", i + ",5"));
    }
    records.add(with(0, "pm10", 1));
    bench().deliver(id, records);
    bench().deliver(id, records.subList(299, 301));
    List<Group> groups = refused().groups(Selection.all(id), 10);
    assertEquals(
        List.of("pm25 300 301", "pm10 1 2"),
        groups.stream().map(g -> g.field() + " " + g.rows() + " " + g.times()).toList());
    assertEquals("number.decimal", groups.get(0).kind());
    assertEquals("number.decimal", groups.get(0).code());
    assertEquals(
        LocalText.of(
            "seharusnya bilangan dengan titik desimal, yang datang \"…\"",
            "expected a number with a decimal point, got \"…\""),
        groups.get(0).summary());
    assertTrue(groups.get(0).example().contains(",5"), groups.toString());
    assertEquals(300, refused().count(only(id, "pm25", groups.get(0).kind(), null)));
  }

  @Test
  default void rows_are_found_by_field_text_source_time_and_number() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, with(0, "pm25", "TIDAK ADA DATA"), with(1, "pm10", "100%_x!"));
    bench().clock.forward(Duration.ofMinutes(10));
    try {
      bench().deliver(id, RecordBatch.of("air", List.of(with(2, "pm25", "banyak")), "berkas.csv"));
      Instant between = bench().clock.instant().minusSeconds(60);
      assertEquals(List.of("pm25", "pm25"), fields(only(id, "pm25", null, null)));
      assertEquals(List.of(), fields(only(id, "", null, null)));
      assertEquals(List.of("pm25"), fields(only(id, null, null, "tidak ada")));
      assertEquals(List.of("pm10"), fields(only(id, null, null, "100%_x!")));
      assertEquals(List.of(), fields(only(id, null, null, "100%%x!")));
      assertEquals(List.of("pm10"), fields(only(id, null, null, "has no FIELD")));
      assertEquals(
          1, refused().count(new Selection(id, List.of(), null, null, null, "BERKAS", null, null)));
      assertEquals(
          1, refused().count(new Selection(id, List.of(), null, null, null, null, between, null)));
      assertEquals(
          2, refused().count(new Selection(id, List.of(), null, null, null, null, null, between)));
      List<Kept> all = refused().list(Selection.all(id), 0, 2);
      List<Kept> rest = refused().list(Selection.all(id), all.get(1).id(), 2);
      assertEquals(1, rest.size());
      assertEquals(
          rest,
          refused()
              .list(
                  new Selection(id, List.of(rest.get(0).id()), null, null, null, null, null, null),
                  0,
                  5));
    } finally {
      bench().clock.forward(Duration.ofMinutes(-10));
    }
  }

  @Test
  default void a_preview_says_what_would_be_and_changes_nothing() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, with(0, "pm25", "1.250,5"), with(1, "pm25", "banyak"));
    Preview preview = refused().preview(Selection.all(id), numbers());
    assertEquals(
        List.of(2L, 1L, 1L), List.of(preview.number(), preview.accepted(), preview.refused()));
    assertEquals("1250.5", preview.examples().get(0).after().get("pm25").toString());
    assertTrue(preview.examples().get(0).before().contains("1.250,5"), preview.toString());
    assertTrue(preview.reasons().get(0).reason().contains("banyak"), preview.toString());
    assertEquals(2, refused().count(Selection.all(id)));
    assertEquals(0, bench().store().catalogue().volume(id).rows());
  }

  @Test
  default void a_repair_stores_what_fits_then_and_leaves_the_rest_as_it_came() {
    DatasetId id = bench().declareAir();
    bench()
        .deliver(id, with(0, "pm25", "1.250,5"), with(1, "pm25", "banyak"), with(2, "pm10", "1,5"));
    List<Kept> before = refused().list(id, 0, 10);
    Replay replay = refused().apply(only(id, "pm25", null, null), numbers(), "rahma");
    assertEquals(
        List.of(1L, 0L, 1L), List.of(replay.accepted(), replay.unchanged(), replay.quarantined()));
    assertEquals(before.subList(1, 3), refused().list(id, 0, 10));
    Map<String, Object> record =
        bench().store().records().find(Query.latest(id, 5)).records().get(0);
    assertEquals(1250.5, record.get("pm25"));
    var delivered = bench().store().lineage().delivery(id, (Long) record.get("_seq")).orElseThrow();
    assertEquals("rahma", delivered.repair().get("by"));
    assertEquals(numbers().told(), delivered.repair().get("steps"));
    var original = bench().store().lineage().original(id, record).orElseThrow();
    assertEquals(before.get(0).id(), original.id());
    assertEquals(before.get(0).raw(), original.raw());
    assertEquals("test", original.source());
    assertEquals(1, bench().store().lineage().originals(id, delivered.seq(), 10).size());
  }

  @Test
  default void a_repair_of_what_is_stored_already_is_settled_too() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, with(0, "pm25", "2,0"), Bench.reading("a", 0, 2));
    Replay replay = refused().apply(Selection.all(id), numbers(), "rahma");
    assertEquals(new Replay(0, 1, 0), replay);
    assertEquals(0, refused().count(Selection.all(id)));
  }

  @Test
  default void a_document_is_edited_by_hand_and_nothing_else_helps_it() {
    DatasetId id = bench().declareAir();
    bench()
        .store()
        .quarantine(
            id.department(),
            "air",
            "file",
            "%PDF".getBytes(StandardCharsets.UTF_8),
            Fault.said("no table"));
    assertEquals(1, refused().preview(Selection.all(id), numbers()).refused());
    long number = refused().list(id, 0, 1).get(0).id();
    Map<String, Object> row = new LinkedHashMap<>(Bench.reading("a", 0, 7));
    row.put("time", Bench.at(0).toString());
    Repair edit = repair(Map.of("do", "edit", "id", number, "row", row));
    assertEquals(new Replay(1, 0, 0), refused().apply(Selection.all(id), edit, "rahma"));
  }

  @Test
  default void only_what_was_counted_is_discarded() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, with(0, "pm25", "x"), with(1, "pm10", 1), with(2, "pm10", 2));
    Selection unknown = only(id, "pm10", null, null);
    assertEquals(2, refused().discard(unknown, 1));
    assertEquals(3, refused().count(Selection.all(id)));
    assertEquals(2, refused().discard(unknown, 2));
    assertEquals(List.of("pm25"), fields(Selection.all(id)));
  }

  @Test
  default void rows_of_a_version_without_kinds_are_sorted() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, with(0, "pm25", "x"));
    bench()
        .sql(
            "UPDATE STORAGE.QUARANTINE SET KIND = NULL, FAULT = NULL WHERE DEPARTMENT = '"
                + id.department()
                + "'");
    bench().reopen();
    bench().store().tidy();
    Group old = refused().groups(Selection.all(id), 1).get(0);
    assertTrue(old.kind().endsWith("got \"…\""), old.toString());
    assertEquals("", old.code());
    assertEquals(LocalText.name(old.example()), old.text());
    refused().replay(id);
    assertEquals("number.decimal", refused().groups(Selection.all(id), 1).get(0).kind());
  }

  @Test
  default void a_reason_is_kept_as_a_code_with_arguments_and_in_both_languages() {
    DatasetId id = bench().declareAir();
    Map<String, Object> unread =
        Cell.unreadable(
            "dua",
            Fault.of(
                "cell.whole",
                LocalText.of("baris {row}: bukan {value}", "row {row}: not {value}"),
                "row",
                7,
                "value",
                "dua"));
    bench().deliver(id, with(0, "pm25", "x"), with(1, "pm25", unread));
    List<Kept> kept = refused().list(Selection.all(id), 0, 10);
    assertEquals(List.of("number.decimal", "cell.whole"), kept.stream().map(Kept::code).toList());
    assertEquals(Map.of("value", "x"), kept.get(0).arguments());
    assertEquals(
        "seharusnya bilangan dengan titik desimal, yang datang \"x\"", kept.get(0).text().id());
    assertEquals("expected a number with a decimal point, got \"x\"", kept.get(0).reason());
    assertEquals(LocalText.of("baris 7: bukan \"dua\"", "row 7: not \"dua\""), kept.get(1).text());
    assertEquals(7, ((Number) kept.get(1).arguments().get("row")).intValue());
    assertEquals(1, refused().count(only(id, null, null, "SEHARUSNYA bilangan")));
    refused().replay(id);
    assertEquals(kept, refused().list(Selection.all(id), 0, 10));
  }

  @Test
  default void more_numbers_than_a_statement_takes_are_refused() {
    DatasetId id = bench().declareAir();
    List<Long> many = java.util.stream.LongStream.range(1, 502).boxed().toList();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Selection(id, many, null, null, null, null, null, null));
  }
}
