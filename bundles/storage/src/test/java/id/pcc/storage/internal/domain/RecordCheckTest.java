package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.storage.internal.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordCheckTest {
  private static Dataset.Builder air() {
    return Dataset.named("air")
        .title("Udara", "Air")
        .key("station", "Stasiun", "Station")
        .time("time", "Waktu", "Time")
        .measure("pm25", "µg/m³", "PM2.5", "PM2.5");
  }

  private static RecordCheck check(Dataset.Builder dataset) {
    return new RecordCheck(dataset.build(), new GeoJson(Json::read), name -> null);
  }

  private static Map<String, Object> reading() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("pm25", 12);
    record.put("time", "2026-02-16T10:00:00+07:00");
    record.put("station", "a");
    return record;
  }

  @Test
  void a_record_has_its_values_in_the_order_of_declaration() throws Refusal {
    CheckedRecord record = check(air()).check(reading());
    assertEquals(List.of("a", 1_771_210_800_000L, 12.0), List.of(record.values()));
    assertEquals(List.of("a", 1_771_210_800_000L), record.key());
    assertEquals(1_771_210_800_000L, record.time());
  }

  @Test
  void the_hash_depends_on_the_content_alone() throws Refusal {
    CheckedRecord record = check(air()).check(reading());
    Map<String, Object> otherwise = new HashMap<>(reading());
    otherwise.put("pm25", "12.0");
    otherwise.put("time", 1_771_210_800_000L);
    assertEquals(record.hash(), check(air()).check(otherwise).hash());
    RecordCheck more = check(air().attribute("note", "Catatan", "Note"));
    assertEquals(record.hash(), more.check(reading()).hash());
    Map<String, Object> noted = reading();
    noted.put("note", "");
    assertNotEquals(record.hash(), more.check(noted).hash());
  }

  @Test
  void values_cannot_move_from_field_to_field_unseen() throws Refusal {
    RecordCheck two = check(air().attribute("a", "A", "A").attribute("ab", "B", "B"));
    Map<String, Object> one = reading();
    one.put("a", "b1");
    Map<String, Object> other = reading();
    other.put("ab", "1");
    assertNotEquals(two.check(one).hash(), two.check(other).hash());
  }

  @Test
  void missing_keys_times_and_unknown_fields_are_named() {
    assertRefused("station", "the key is missing", record -> record.remove("station"));
    assertRefused("station", "the key is missing", record -> record.put("station", ""));
    assertRefused("time", "the time is missing", record -> record.put("time", null));
    assertRefused("pm10", "air has no field \"pm10\"", record -> record.put("pm10", 1));
    assertRefused(
        "", "expected a record, got a list", r -> r.put(RecordCheck.UNREADABLE, List.of()));
  }

  private interface Change {
    void to(Map<String, Object> record);
  }

  private static void assertRefused(String field, String detail, Change change) {
    Map<String, Object> record = reading();
    change.to(record);
    Refusal refusal = assertThrows(Refusal.class, () -> check(air()).check(record));
    assertEquals(field, refusal.field());
    assertTrue(refusal.detail().contains(detail), refusal.detail());
  }
}
