package id.pcc.storage.internal;

import java.io.File;
import java.util.function.LongSupplier;

/**
 * Room on the disk of an embedded database. Both limits must be passed: on a large disk a twentieth
 * is still plenty, and on a small one a gigabyte may be most of it.
 */
public final class DiskSpace {
  private static final double WARN_SHARE = 0.15;
  private static final double STOP_SHARE = 0.05;
  private static final long WARN_BYTES = 10L << 30;
  private static final long STOP_BYTES = 1L << 30;
  private static final long STALE_NANOS = 2_000_000_000L;

  private final LongSupplier free;
  private final LongSupplier total;
  private volatile long looked = System.nanoTime() - STALE_NANOS;
  private volatile long freeBytes = Long.MAX_VALUE;
  private volatile double freeShare = 1;

  /**
   * A disk that is looked at every two seconds.
   *
   * @param free what is left on it, in bytes
   * @param total how large it is, in bytes
   */
  public DiskSpace(LongSupplier free, LongSupplier total) {
    this.free = free;
    this.total = total;
  }

  /**
   * The disk of a folder.
   *
   * @param folder {@code null} when the database is not on this machine
   */
  static DiskSpace of(File folder) {
    return folder == null
        ? new DiskSpace(() -> Long.MAX_VALUE, () -> Long.MAX_VALUE)
        : new DiskSpace(folder::getUsableSpace, folder::getTotalSpace);
  }

  private void look() {
    if (System.nanoTime() - looked >= STALE_NANOS) {
      freeBytes = free.getAsLong();
      freeShare = (double) freeBytes / Math.max(1, total.getAsLong());
      looked = System.nanoTime();
    }
  }

  /** Whether nothing more may be stored. */
  boolean full() {
    look();
    return freeBytes < STOP_BYTES && freeShare < STOP_SHARE;
  }

  /** Whether an administrator should make room. */
  boolean scarce() {
    look();
    return freeBytes < WARN_BYTES && freeShare < WARN_SHARE;
  }

  /** The room in mebibytes, for people. */
  long freeMebibytes() {
    return freeBytes >> 20;
  }
}
