package id.pcc.storage.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.dataset.Dataset;
import id.pcc.storage.DatasetId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileCursorsFuzzTest {
  private static final TableLayout TABLE =
      new TableLayout(
          new DerbyEngine(),
          new DatasetId("d", "air"),
          Dataset.named("air")
              .title("Udara", "Air")
              .key("station", "Stasiun", "Station")
              .time("time", "Waktu", "Time")
              .build());
  private static final List<Column> ORDER = List.of(TABLE.column("time"), TABLE.column("station"));

  @FuzzTest(maxDuration = "5m")
  void what_a_cursor_hides_is_read_or_refused(byte[] raw) {
    check(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
  }

  @FuzzTest(maxDuration = "5m")
  void a_cursor_is_read_or_refused(byte[] raw) {
    check(new String(raw, StandardCharsets.ISO_8859_1));
  }

  private static void check(String cursor) {
    for (boolean descending : new boolean[] {true, false}) {
      try {
        List<Object> values = Cursor.values(cursor, TABLE, descending, ORDER);
        assertEquals(Long.class, values.get(0).getClass());
        assertEquals(String.class, values.get(1).getClass());
        assertEquals(-1, ((String) values.get(1)).indexOf('\0'), "no database takes it");
        String again = Cursor.of(TABLE, descending, values);
        assertEquals(values, Cursor.values(again, TABLE, descending, ORDER));
      } catch (IllegalArgumentException refusal) {
        assertTrue(refusal.getMessage().startsWith("parameter cursor: "), refusal.getMessage());
      }
    }
  }
}
