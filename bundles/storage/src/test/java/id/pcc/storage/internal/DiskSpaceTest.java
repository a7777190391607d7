package id.pcc.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DiskSpaceTest {
  private static final long GIB = 1L << 30;

  private static List<Boolean> scarceAndFull(long free, long total) {
    DiskSpace disk = new DiskSpace(() -> free, () -> total);
    return List.of(disk.scarce(), disk.full());
  }

  @Test
  void a_disk_is_full_when_little_is_left_both_in_share_and_in_size() {
    assertEquals(List.of(false, false), scarceAndFull(50 * GIB, 100 * GIB));
    assertEquals(List.of(false, false), scarceAndFull(20 * GIB, 4_000 * GIB));
    assertEquals(List.of(true, false), scarceAndFull(9 * GIB, 100 * GIB));
    assertEquals(List.of(true, true), scarceAndFull(GIB / 2, 100 * GIB));
    assertEquals(List.of(false, false), scarceAndFull(GIB / 2, GIB));
  }

  @Test
  void a_database_elsewhere_has_room_as_far_as_we_know() {
    DiskSpace disk = DiskSpace.of(null);
    assertEquals(List.of(false, false), List.of(disk.scarce(), disk.full()));
  }
}
