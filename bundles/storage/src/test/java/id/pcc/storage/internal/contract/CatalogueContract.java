package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.widget.Level;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Catalogue.Volume;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How declarations become tables. */
public interface CatalogueContract {
  /** Where the tests work. */
  Bench bench();

  @Test
  default void an_analyst_finds_a_dataset_by_its_name_without_quotes() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 12.5));
    assertEquals(
        List.of(List.of("a", "12.5")),
        bench().sql("SELECT station, pm25 FROM " + id.department() + ".air"));
  }

  @Test
  default void a_view_shows_times_on_the_clocks_of_pontianak() {
    DatasetId id = bench().declareAir();
    Map<String, Object> record = Bench.reading("a", 0, 1);
    record.put("time", "2026-02-16T10:20:30.450+07:00");
    bench().deliver(id, record);
    String shown = bench().sql("SELECT time FROM " + id.department() + ".air_view").get(0).get(0);
    assertTrue(shown.startsWith("2026-02-16 10:20:30.45"), shown);
  }

  @Test
  default void names_that_are_words_of_sql_are_safe() {
    Dataset awkward =
        Dataset.named("order")
            .title("Pesanan", "Order")
            .key("select", "Kunci", "Key")
            .time("time", "Waktu", "Time")
            .measure("value", "", "Nilai", "Value")
            .attribute("user", "Pengguna", "User")
            .attribute("group", FieldType.LONG_TEXT, "Kelompok", "Group")
            .geometry("table", FieldType.GEOMETRY, "Tempat", "Place")
            .build();
    DatasetId id = bench().declare(awkward);
    bench()
        .deliver(
            id,
            Map.of("select", "x", "time", Bench.at(0), "user", "me", "group", "long", "value", 1));
    assertEquals(
        "me", bench().store().records().find(Query.latest(id, 10)).records().get(0).get("user"));
  }

  @Test
  default void a_new_optional_field_becomes_a_column_and_old_records_lack_it() {
    DatasetId id = bench().declareAir();
    bench().deliver(id, Bench.reading("a", 0, 1));
    Entry entry =
        bench()
            .store()
            .catalogue()
            .declare(
                id.department(),
                Bench.air()
                    .attribute("note", "Catatan", "Note")
                    .attribute("shape", FieldType.BOOLEAN, "Bentuk", "Shape")
                    .build());
    assertEquals("", entry.refusal());
    Map<String, Object> second = Bench.reading("b", 1, 2);
    second.put("note", "new");
    assertEquals(1, bench().deliver(id, second).accepted());
    assertEquals(1, bench().deliver(id, Bench.reading("a", 0, 1)).unchanged());
    List<Map<String, Object>> records =
        bench().store().records().find(Query.latest(id, 10)).records();
    assertEquals("new", records.get(0).get("note"));
    assertNull(records.get(1).get("note"));
    assertEquals(2, bench().sql("SELECT note FROM " + id.department() + ".air_view").size());
  }

  @Test
  default void a_dataset_is_a_draft_until_its_version_is_approved() {
    DatasetId id = bench().declareAir();
    Entry draft = bench().store().catalogue().entry(id).orElseThrow();
    assertEquals(1, draft.version());
    assertTrue(draft.draft());
    Entry approved = bench().store().catalogue().approve(id, 1, "person:ani").orElseThrow();
    assertFalse(approved.draft());
    assertEquals("person:ani", approved.approval().by());
    bench().reopen();
    assertEquals(approved, bench().store().catalogue().entry(id).orElseThrow());
  }

  @Test
  default void a_new_version_is_a_draft_and_the_approved_one_stays_known() {
    DatasetId id = bench().declareAir();
    Dataset first = bench().store().catalogue().entry(id).orElseThrow().dataset();
    bench().store().catalogue().approve(id, 1, "person:ani");
    Dataset wider = Bench.air().attribute("note", "Catatan", "Note").build();
    Entry second = bench().store().catalogue().declare(id.department(), wider);
    assertEquals(2, second.version());
    assertTrue(second.draft());
    assertEquals(first, second.approval().dataset());
    assertTrue(bench().store().catalogue().approve(id, 1, "person:ani").isEmpty());
    Entry official = bench().store().catalogue().approve(id, 2, "person:budi").orElseThrow();
    assertFalse(official.draft());
    assertEquals(wider, official.approval().dataset());
  }

  @Test
  default void declaring_the_same_again_makes_no_new_version() {
    DatasetId id = bench().declareAir();
    bench().store().catalogue().approve(id, 1, "person:ani");
    assertFalse(bench().store().catalogue().declare(id.department(), Bench.air().build()).draft());
  }

  @Test
  default void an_approval_can_be_taken_back() {
    DatasetId id = bench().declareAir();
    bench().store().catalogue().approve(id, 1, "person:ani");
    assertTrue(bench().store().catalogue().withdraw(id).draft());
    bench().reopen();
    assertNull(bench().store().catalogue().entry(id).orElseThrow().approval());
  }

  @Test
  default void a_field_that_is_dropped_keeps_its_column_and_can_come_back_as_it_was() {
    DatasetId id = bench().declareAir();
    Map<String, Object> record = Bench.reading("a", 0, 1);
    record.put("people", 7);
    bench().deliver(id, record);
    Dataset without =
        Dataset.named("air")
            .title("Udara", "Air")
            .key("station", "Stasiun", "Station")
            .time("time", "Waktu", "Time")
            .measure("pm25", "µg/m³", "PM2.5", "PM2.5")
            .build();
    assertEquals("", bench().store().catalogue().declare(id.department(), without).refusal());
    assertEquals(
        List.of(List.of("7")), bench().sql("SELECT people FROM " + id.department() + ".air"));
    Dataset other =
        Dataset.named("air")
            .title("Udara", "Air")
            .key("station", "Stasiun", "Station")
            .time("time", "Waktu", "Time")
            .measure("pm25", "µg/m³", "PM2.5", "PM2.5")
            .attribute("people", "Orang", "People")
            .build();
    String refusal = bench().store().catalogue().declare(id.department(), other).refusal();
    assertTrue(refusal.contains("people was of type INTEGER"), refusal);
    Dataset back = Bench.air().build();
    assertEquals("", bench().store().catalogue().declare(id.department(), back).refusal());
    assertEquals(
        7L, bench().store().records().find(Query.latest(id, 1)).records().get(0).get("people"));
  }

  @Test
  default void another_type_is_refused_with_a_reason_and_the_dataset_stays_as_it_was() {
    DatasetId id = bench().declareAir();
    Dataset changed =
        Dataset.named("air")
            .title("Udara", "Air")
            .key("station", "Stasiun", "Station")
            .time("time", "Waktu", "Time")
            .attribute("pm25", "PM2.5", "PM2.5")
            .build();
    Entry entry = bench().store().catalogue().declare(id.department(), changed);
    assertTrue(entry.refusal().contains("field pm25 was of type DECIMAL"), entry.refusal());
    assertEquals(FieldType.DECIMAL, entry.dataset().field("pm25").orElseThrow().type());
    assertEquals(1, bench().deliver(id, Bench.reading("a", 0, 1)).accepted());
    bench().reopen();
    assertEquals(entry, bench().store().catalogue().entry(id).orElseThrow());
    Dataset mended = Bench.air().build();
    assertEquals("", bench().store().catalogue().declare(id.department(), mended).refusal());
  }

  @Test
  default void another_key_is_refused() {
    DatasetId id = bench().declareAir();
    Dataset changed = Bench.air().keyedBy("station").build();
    String refusal = bench().store().catalogue().declare(id.department(), changed).refusal();
    assertTrue(refusal.contains("the key was [station, time]"), refusal);
    Dataset more =
        Bench.air().key("instrument", "Alat", "Instrument").keyedBy("station", "time").build();
    refusal = bench().store().catalogue().declare(id.department(), more).refusal();
    assertTrue(refusal.contains("field instrument is new and KEY"), refusal);
  }

  @Test
  default void a_declaration_that_takes_names_of_the_platform_is_refused() {
    var catalogue = bench().store().catalogue();
    Dataset air = Bench.air().build();
    assertTrue(catalogue.declare("storage", air).refusal().contains("cannot be named storage"));
    Dataset clash =
        Dataset.named("x")
            .title("X", "X")
            .key("place_lon", "X", "X")
            .geometry("place", FieldType.POINT, "X", "X")
            .build();
    assertTrue(
        catalogue.declare(bench().department(), clash).refusal().contains("column place_lon"));
    Dataset latest = Dataset.named("x_latest").title("X", "X").key("a", "X", "X").build();
    assertTrue(catalogue.declare(bench().department(), latest).refusal().contains("_latest"));
  }

  @Test
  default void declarations_are_read_again_after_a_restart() {
    Dataset dataset =
        Dataset.named("camera")
            .title("Kamera", "Cameras")
            .description("Kesehatan kamera", "Health of cameras")
            .field("id", FieldType.INTEGER, FieldRole.KEY, "", "Nomor", "Number")
            .attribute(
                "state",
                "Keadaan",
                "State",
                Code.of("on", "Hidup", "On", Level.NORMAL),
                Code.of("off", "Mati", "Off"))
            .every(Duration.ofMinutes(5))
            .producer("Dishub")
            .build();
    DatasetId id = bench().declare(dataset);
    bench().reopen();
    assertEquals(dataset, bench().store().catalogue().entry(id).orElseThrow().dataset());
  }

  @Test
  default void the_volume_is_counted_with_every_commit() {
    DatasetId id = bench().declareAir();
    assertEquals(List.of(0L, 0L), List.of(volume(id).rows(), volume(id).quarantined()));
    assertNull(volume(id).newest());
    bench()
        .deliver(
            id,
            Bench.reading("a", -10, 1),
            Bench.reading("a", -5, 2),
            Map.of("station", "b", "time", "yesterday"));
    bench().deliver(id, Bench.reading("a", -5, 3), Bench.reading("b", 600, 3));
    assertEquals(3, volume(id).rows());
    assertEquals(1, volume(id).quarantined());
    assertEquals(Bench.at(-5), Instant.ofEpochMilli(volume(id).newest()));
  }

  private Volume volume(DatasetId id) {
    return bench().store().catalogue().volume(id);
  }
}
