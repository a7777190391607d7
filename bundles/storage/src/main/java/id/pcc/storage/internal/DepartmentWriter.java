package id.pcc.storage.internal;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.storage.StoreException;
import id.pcc.storage.Tally;
import id.pcc.storage.Tally.Counts;
import id.pcc.storage.internal.domain.BoundedQueue;
import id.pcc.storage.internal.sql.Delivery;
import id.pcc.storage.internal.sql.GroupCommit;
import id.pcc.storage.internal.sql.GroupCommit.Outcome;
import id.pcc.storage.internal.sql.SqlQuality;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Commits the deliveries of one department in their order, as many together as wait: a lone one at
 * once, a flood in thousands. A thread works only while something waits.
 */
final class DepartmentWriter {
  private static final int MOST_RECORDS = 5_000;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  /**
   * A delivery in the queue.
   *
   * @param safe whether it waits on the disk until it is stored, so that a failure loses nothing
   */
  private record Waiting(Delivery delivery, CompletableFuture<Receipt> receipt, boolean safe) {}

  private final String department;
  private final GroupCommit commits;
  private final SqlQuality quality;
  private final Executor threads;
  private final BoundedQueue<Waiting> queue;
  private final AtomicBoolean working = new AtomicBoolean();
  private final Count count = new Count();

  DepartmentWriter(
      String department,
      GroupCommit commits,
      SqlQuality quality,
      Executor threads,
      int mostWaiting,
      long mostBytes) {
    this.department = department;
    this.commits = commits;
    this.quality = quality;
    this.threads = threads;
    this.queue = new BoundedQueue<>(mostWaiting, mostBytes, w -> w.delivery().weight());
  }

  /**
   * Puts a delivery in the queue.
   *
   * @throws DeliveryException when there is no room
   */
  CompletableFuture<Receipt> submit(Delivery delivery) {
    count.received(delivery.size());
    return queue(delivery, false);
  }

  /** Records were kept on the disk; {@link #submitSafe} comes when their turn has come. */
  void keptSafe(int records) {
    count.received(records);
  }

  /** Records that were kept on the disk cannot be stored: they went to quarantine as they came. */
  void gaveUpSafe(int records) {
    count.refused(records);
  }

  /**
   * Puts a delivery in the queue that stays on the disk until its receipt is there.
   *
   * @throws DeliveryException when there is no room
   */
  CompletableFuture<Receipt> submitSafe(Delivery delivery) {
    return queue(delivery, true);
  }

  private CompletableFuture<Receipt> queue(Delivery delivery, boolean safe) {
    Waiting waiting = new Waiting(delivery, new CompletableFuture<>(), safe);
    if (!queue.offer(waiting)) {
      refused(waiting);
      throw new DeliveryException(
          Reason.BUSY,
          "the queue of " + department + " is full (" + queue.size() + " deliveries wait)",
          SOON);
    }
    work();
    return waiting.receipt();
  }

  Counts counts() {
    return count.counts();
  }

  /** How full the queue is. */
  Tally.Queue level() {
    return queue.level();
  }

  private void work() {
    if (working.compareAndSet(false, true)) {
      try {
        threads.execute(this::drain);
      } catch (RejectedExecutionException e) {
        close();
      }
    }
  }

  private void drain() {
    try {
      List<Waiting> group = next();
      while (!group.isEmpty()) {
        commit(group);
        group = next();
      }
    } finally {
      working.set(false);
    }
    if (queue.size() > 0) {
      work();
    }
  }

  /** What is committed together: no two with one key, since the second's answer is the first's. */
  private List<Waiting> next() {
    Set<String> keys = new HashSet<>();
    return queue.take(
        MOST_RECORDS,
        waiting -> waiting.delivery().size(),
        waiting -> waiting.delivery().key() == null || keys.add(waiting.delivery().key()));
  }

  private void commit(List<Waiting> group) {
    try {
      List<Outcome> outcomes = commits.commit(group.stream().map(Waiting::delivery).toList());
      for (int i = 0; i < outcomes.size(); i++) {
        answer(group.get(i), outcomes.get(i));
      }
    } catch (StoreException e) {
      if (e.temporary()) {
        fail(group, e);
      } else if (group.size() > 1) {
        // One delivery that the database refuses must not take the others with it.
        group.forEach(waiting -> commit(List.of(waiting)));
      } else {
        apart(group.get(0));
      }
    } catch (RuntimeException | Error e) {
      fail(group, e);
      if (e instanceof Error error) {
        throw error;
      }
    }
  }

  private void answer(Waiting waiting, Outcome outcome) {
    if (outcome.refusal() == null) {
      count.settled(waiting.delivery().size(), outcome.receipt(), outcome.repeated());
      if (!outcome.repeated()) {
        quality.count(waiting.delivery(), outcome);
      }
      waiting.receipt().complete(outcome.receipt());
    } else {
      refused(waiting);
      waiting.receipt().completeExceptionally(outcome.refusal());
    }
  }

  private void fail(List<Waiting> group, Throwable cause) {
    DeliveryException away =
        new DeliveryException(
            Reason.STORE_DOWN, "the records could not be stored: " + cause.getMessage(), LATER);
    away.initCause(cause);
    for (Waiting waiting : group) {
      refused(waiting);
      waiting.receipt().completeExceptionally(away);
    }
  }

  private void refused(Waiting waiting) {
    if (!waiting.safe()) {
      count.refused(waiting.delivery().size());
    }
  }

  /** The database refuses something in a delivery: stores what it takes, and keeps the rest. */
  private void apart(Waiting waiting) {
    try {
      Delivery delivery = waiting.delivery();
      Receipt good = halves(delivery.part(0, delivery.good().size()));
      Delivery.Tally stored = new Delivery.Tally(good.accepted(), good.unchanged());
      Outcome rest = commits.commit(List.of(delivery.rest(stored))).get(0);
      if (rest.refusal() == null) {
        Receipt receipt = rest.receipt();
        Receipt whole =
            new Receipt(
                receipt.accepted(),
                receipt.unchanged(),
                receipt.quarantined() + good.quarantined(),
                good.errors().isEmpty() ? receipt.errors() : good.errors());
        answer(waiting, new Outcome(whole, null, rest.repeated(), List.of()));
      } else {
        answer(waiting, rest);
      }
    } catch (StoreException e) {
      fail(List.of(waiting), e);
    }
  }

  private static Fault fault(StoreException refusal) {
    return Fault.of(
        "store.refused",
        LocalText.of("basis data menolaknya: {detail}", "{detail}"),
        "detail",
        refusal.getMessage());
  }

  private Receipt halves(Delivery part) {
    try {
      return commits.commit(List.of(part)).get(0).receipt();
    } catch (StoreException e) {
      if (e.temporary()) {
        throw e;
      }
      int size = part.good().size();
      if (size <= 1) {
        return commits.commit(List.of(part.refused(fault(e)))).get(0).receipt();
      }
      Receipt first = halves(part.part(0, size / 2));
      Receipt second = halves(part.part(size / 2, size));
      return new Receipt(
          first.accepted() + second.accepted(),
          first.unchanged() + second.unchanged(),
          first.quarantined() + second.quarantined(),
          first.errors().isEmpty() ? second.errors() : first.errors());
    }
  }

  /** Takes nothing more; what waits was never acknowledged, and its senders are told. */
  void close() {
    List<Waiting> left = queue.close();
    fail(left, new IllegalStateException("the storage stops"));
  }
}
