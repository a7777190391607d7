package id.pcc.storage.internal.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.dataset.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class TornSpoolFuzzTest {
  @TempDir static Path folder;

  /** An entry as it stands in the file. */
  private static byte[] framed(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return ByteBuffer.allocate(8 + content.length)
        .putInt(content.length)
        .putInt((int) sum.getValue())
        .put(content)
        .array();
  }

  private static List<byte[]> entries(Path path) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (SpoolFile file = SpoolFile.open(path)) {
      for (var e = file.read(0); e != null; e = file.read(e.next())) {
        entries.add(e.content());
      }
    }
    return entries;
  }

  /** Whole entries, then any bytes: the entries are there, and the next one is kept behind them. */
  @FuzzTest(maxDuration = "5m")
  void whatever_stands_at_the_end_the_entries_before_it_are_kept(byte[] raw) throws IOException {
    Path path = folder.resolve("torn.spool");
    Files.deleteIfExists(path);
    byte[] first = framed("first".getBytes(StandardCharsets.UTF_8));
    byte[] second = framed("second".getBytes(StandardCharsets.UTF_8));
    Files.write(
        path,
        ByteBuffer.allocate(first.length + second.length + raw.length)
            .put(first)
            .put(second)
            .put(raw)
            .array());
    List<byte[]> kept = entries(path);
    assertTrue(kept.size() >= 2);
    assertEquals("first", new String(kept.get(0), StandardCharsets.UTF_8));
    assertEquals("second", new String(kept.get(1), StandardCharsets.UTF_8));
    assertTrue(kept.stream().noneMatch(entry -> entry.length == 0), "an entry of nothing");
    try (SpoolFile file = SpoolFile.open(path)) {
      file.append("third".getBytes(StandardCharsets.UTF_8));
    }
    List<byte[]> more = entries(path);
    assertEquals(kept.size() + 1, more.size());
    assertArrayEquals("third".getBytes(StandardCharsets.UTF_8), more.get(kept.size()));
  }

  /** The first two bytes say where and how a file of five entries is damaged. */
  @FuzzTest(maxDuration = "5m")
  void a_flipped_bit_costs_nothing_that_stands_before_it(byte[] raw) throws IOException {
    if (raw.length < 3) {
      return;
    }
    List<byte[]> entries = new ArrayList<>();
    byte[] whole = new byte[0];
    int size = Math.max(1, (raw.length - 2) / 5);
    for (int i = 0; i < 5; i++) {
      byte[] content = Arrays.copyOf(Arrays.copyOfRange(raw, 2, raw.length), size + i);
      entries.add(content);
      byte[] entry = framed(content);
      int end = whole.length;
      whole = Arrays.copyOf(whole, end + entry.length);
      System.arraycopy(entry, 0, whole, end, entry.length);
    }
    int at = (raw[0] & 0xff) * whole.length / 256;
    whole[at] ^= (byte) (1 << (raw[1] & 7));
    int before = 0;
    for (int end = 0; before < 5; before++) {
      end += 8 + entries.get(before).length;
      if (end > at) {
        break;
      }
    }
    Path path = folder.resolve("flipped.spool");
    Files.write(path, whole);
    List<byte[]> kept = entries(path);
    assertTrue(kept.size() >= before, kept.size() + " of " + before);
    for (int i = 0; i < before; i++) {
      assertArrayEquals(entries.get(i), kept.get(i));
    }
  }

  /** What is whole and yet no delivery is named, and not taken for one. */
  @FuzzTest(maxDuration = "5m")
  void a_whole_entry_is_a_delivery_or_its_file_is_named(byte[] raw) throws IOException {
    Path spool = Files.createDirectories(folder.resolve("spool"));
    Path path = spool.resolve("dlh.spool");
    Files.write(path, framed(raw));
    try (Spool read = new Spool(spool, 1 << 20)) {
      assertTrue(read.waiting().get("dlh") >= 0);
      read.drain(
          "dlh",
          waited -> {
            assertNotNull(waited.batch().dataset());
            return true;
          });
    } catch (IOException refusal) {
      assertTrue(refusal.getMessage().contains("dlh.spool"), refusal.getMessage());
    } finally {
      Files.deleteIfExists(path);
    }
  }

  @Test
  void blocks_that_were_never_written_are_no_entries(@TempDir Path own) throws IOException {
    try (Spool spool = new Spool(own, 1 << 20)) {
      assertTrue(
          spool.keep(
              "dlh", RecordBatch.of("air", List.of(Map.of("a", 1)), "x"), 1, () -> true, () -> {}));
    }
    Path path = own.resolve("dlh.spool");
    Files.write(path, new byte[4096], java.nio.file.StandardOpenOption.APPEND);
    try (Spool spool = new Spool(own, 1 << 20)) {
      assertEquals(Map.of("dlh", 1), spool.waiting());
      List<RecordBatch> drained = new ArrayList<>();
      spool.drain("dlh", waited -> drained.add(waited.batch()));
      assertEquals(1, drained.size());
      assertNull(spool.waiting().get("dlh"));
    }
  }
}
