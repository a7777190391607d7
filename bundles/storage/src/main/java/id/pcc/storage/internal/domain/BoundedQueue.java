package id.pcc.storage.internal.domain;

import id.pcc.storage.Tally.Queue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Waiting deliveries of a department, bounded by their number and by their weight. A delivery that
 * alone weighs more than the bound is taken when nothing else waits; otherwise it could never be
 * delivered.
 *
 * @param <D> a delivery
 */
public final class BoundedQueue<D> {
  private final int mostDeliveries;
  private final long mostWeight;
  private final ToLongFunction<D> weigh;
  private final Deque<D> waiting = new ArrayDeque<>();
  private long weight;
  private boolean closed;

  /**
   * @param mostDeliveries how many may wait
   * @param mostWeight how much they may weigh together
   * @param weigh the weight of a delivery, in bytes
   */
  public BoundedQueue(int mostDeliveries, long mostWeight, ToLongFunction<D> weigh) {
    this.mostDeliveries = mostDeliveries;
    this.mostWeight = mostWeight;
    this.weigh = weigh;
  }

  /** Whether there was room. */
  public synchronized boolean offer(D delivery) {
    long more = weigh.applyAsLong(delivery);
    boolean room =
        waiting.isEmpty() || waiting.size() < mostDeliveries && weight + more <= mostWeight;
    if (closed || !room) {
      return false;
    }
    waiting.addLast(delivery);
    weight += more;
    return true;
  }

  /**
   * Takes what can be committed together: at least one delivery when any waits, more while they
   * have no more than so many records together and fit the ones taken.
   *
   * @param fits asked of each delivery in turn, whether it may join those before it; the first is
   *     taken whatever the answer
   */
  public synchronized List<D> take(int mostRecords, ToIntFunction<D> records, Predicate<D> fits) {
    List<D> group = new ArrayList<>();
    int together = 0;
    while (!waiting.isEmpty()) {
      D next = waiting.peekFirst();
      together += records.applyAsInt(next);
      boolean joins = fits.test(next);
      if (!group.isEmpty() && (together > mostRecords || !joins)) {
        break;
      }
      group.add(waiting.removeFirst());
      weight -= weigh.applyAsLong(next);
    }
    return group;
  }

  /** How many wait. */
  public synchronized int size() {
    return waiting.size();
  }

  /** How full it is. */
  public synchronized Queue level() {
    return new Queue(waiting.size(), mostDeliveries, weight, mostWeight);
  }

  /** Takes nothing more; gives what waits. */
  public synchronized List<D> close() {
    closed = true;
    List<D> left = new ArrayList<>(waiting);
    waiting.clear();
    weight = 0;
    return left;
  }
}
