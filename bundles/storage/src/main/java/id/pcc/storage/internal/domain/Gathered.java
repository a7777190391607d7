package id.pcc.storage.internal.domain;

/** Values that were put together: how many, their sum, least, greatest and newest. */
public final class Gathered {
  private long count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private double last;
  private long lastTime = Long.MIN_VALUE;

  /** Adds one value. */
  public void add(double value, long time) {
    add(1, value, value, value, value, time);
  }

  /**
   * Adds values that were put together before.
   *
   * @param newest the newest of them
   * @param time its time; of several of the same instant the greatest value is the newest
   */
  public void add(long number, double total, double min, double max, double newest, long time) {
    count += number;
    sum += total;
    least = Math.min(least, min);
    greatest = Math.max(greatest, max);
    if (time > lastTime || time == lastTime && newest > last) {
      last = newest;
      lastTime = time;
    }
  }

  /** Adds what other values were put together to. */
  public void add(Gathered other) {
    if (other.count > 0) {
      add(other.count, other.sum, other.least, other.greatest, other.last, other.lastTime);
    }
  }

  /** How many. */
  public long count() {
    return count;
  }

  /** Their sum. */
  public double sum() {
    return sum;
  }

  /** The least. */
  public double least() {
    return least;
  }

  /** The greatest. */
  public double greatest() {
    return greatest;
  }

  /** The newest. */
  public double last() {
    return last;
  }

  /** When the newest was, in milliseconds UTC. */
  public long lastTime() {
    return lastTime;
  }
}
