package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Map;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileBodiesFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void an_array_is_read_as_far_as_it_can_be(byte[] raw) throws IOException {
    check(new JsonRows(), raw);
  }

  @FuzzTest(maxDuration = "5m")
  void lines_are_read_or_stand_for_themselves(byte[] raw) throws IOException {
    check(new NdjsonRows(), raw);
  }

  @FuzzTest(maxDuration = "5m")
  void a_table_is_read_as_far_as_it_can_be(byte[] raw) throws IOException {
    check(new CsvRows(null), raw);
  }

  private static void check(Rows.Reader reader, byte[] raw) throws IOException {
    Read read = Read.by(reader, raw);
    if (read.unread().reason() != null) {
      assertFalse(read.unread().reason().isBlank());
      assertTrue(read.unread().from() >= 0 && read.unread().from() <= raw.length);
    }
    for (Map<String, Object> record : read.records()) {
      assertFalse(record.containsKey("_seq"));
    }
  }
}
