package id.pcc.itests.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Times in tenths of a millisecond, counted and not kept, so that millions of them take no memory.
 */
final class Latencies {
  private static final int TENTHS = 600_000;

  private final AtomicLongArray counts = new AtomicLongArray(TENTHS);

  /** Counts one; what takes a minute and more counts as a minute. */
  void add(double millis) {
    counts.incrementAndGet((int) Math.max(0, Math.min(TENTHS - 1, Math.round(millis * 10))));
  }

  long count() {
    long count = 0;
    for (int i = 0; i < TENTHS; i++) {
      count += counts.get(i);
    }
    return count;
  }

  /** Milliseconds under which so many percent stayed; 0 when there are none. */
  double percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(count() * percent / 100));
    long passed = 0;
    for (int i = 0; i < TENTHS; i++) {
      passed += counts.get(i);
      if (passed >= wanted) {
        return i / 10.0;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, worst %.1f ms of %,d",
        percentile(50),
        percentile(99),
        percentile(100),
        count());
  }
}
