package id.pcc.web.internal;

/** Says a thing that may happen thousands of times a second at most so many times a second. */
final class Seldom {
  private final int mostEachSecond;
  private long second;
  private int said;
  private long left;

  Seldom(int mostEachSecond) {
    this.mostEachSecond = mostEachSecond;
  }

  /**
   * Whether it is to be said now.
   *
   * @param nanos the time, as {@link System#nanoTime}
   * @return how often it was left out since it was said last; negative when it is left out now
   */
  synchronized long now(long nanos) {
    long current = Math.floorDiv(nanos, 1_000_000_000L);
    if (current != second) {
      second = current;
      said = 0;
    }
    if (said >= mostEachSecond) {
      left++;
      return -1;
    }
    said++;
    long before = left;
    left = 0;
    return before;
  }
}
