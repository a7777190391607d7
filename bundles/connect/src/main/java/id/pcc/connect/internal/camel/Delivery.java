package id.pcc.connect.internal.camel;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.storage.Ingest;
import id.pcc.storage.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a department's records and waits until they are committed. While the store is busy or
 * away the same records are delivered again and again, slower each time, and the caller waits: so
 * the pressure reaches the source, and nothing is lost. To deliver again is harmless, as records
 * that are there already change nothing.
 */
final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A table of a million rows is many transactions, not one. */
  private static final int LARGEST_BATCH = 5_000;

  private static final int MOST_ERRORS = 100;
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String department;
  private final Ingest ingest;
  private final DepartmentHealth health;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  Delivery(String department, Ingest ingest, DepartmentHealth health, Clock clock) {
    this.department = department;
    this.ingest = ingest;
    this.health = health;
    this.clock = clock;
  }

  /** Ends all waiting: what has not been accepted stays with its source. */
  @Override
  public void close() {
    closed.countDown();
  }

  /**
   * Delivers.
   *
   * @param route whose status shows that it waits
   * @throws DeliveryException when trying again cannot help, or the department stops
   */
  Receipt deliver(String route, RecordBatch batch) throws InterruptedException {
    List<Map<String, Object>> records = batch.records();
    if (records.size() <= LARGEST_BATCH) {
      return records.isEmpty() ? new Receipt(0, 0, 0, List.of()) : accepted(route, batch);
    }
    Receipt sum = new Receipt(0, 0, 0, List.of());
    for (int from = 0; from < records.size(); from += LARGEST_BATCH) {
      int to = Math.min(records.size(), from + LARGEST_BATCH);
      String key = batch.idempotencyKey() == null ? null : batch.idempotencyKey() + "#" + from;
      RecordBatch part =
          new RecordBatch(
              batch.dataset(), records.subList(from, to), key, batch.source(), batch.route());
      sum = sum(sum, accepted(route, part), from);
    }
    return sum;
  }

  private static Receipt sum(Receipt a, Receipt b, long offset) {
    List<Rejection> errors = new ArrayList<>(a.errors());
    b.errors().stream()
        .map(e -> e.at(e.index() + offset))
        .limit(MOST_ERRORS - (long) errors.size())
        .forEach(errors::add);
    return new Receipt(
        a.accepted() + b.accepted(),
        a.unchanged() + b.unchanged(),
        a.quarantined() + b.quarantined(),
        a.queued() + b.queued(),
        errors);
  }

  private Receipt accepted(String route, RecordBatch batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      DeliveryException refusal;
      try {
        return ingest
            .deliver(department, batch)
            .toCompletableFuture()
            .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        refusal = temporary(e.getCause());
      } catch (DeliveryException | StoreException e) {
        refusal = temporary(e);
      } catch (TimeoutException e) {
        refusal =
            new DeliveryException(
                Reason.STORE_DOWN,
                "no answer of the database within " + ANSWER.toSeconds() + " s",
                Duration.ZERO);
      }
      pause = min(max(pause, refusal.retryAfter()), LONGEST_PAUSE);
      // Spread, so that departments that were refused together do not come back together.
      Duration wait = pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4));
      health.source(route).failed(sentence(batch, refusal), clock.instant().plus(wait));
      if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DeliveryException(
            refusal.reason(),
            department + " stops before its records were accepted: " + refusal.getMessage(),
            Duration.ZERO);
      }
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private static LocalText sentence(RecordBatch batch, DeliveryException refusal) {
    int count = batch.records().size();
    return LocalText.of(
        count + " rekaman menunggu: " + refusal.getMessage(),
        count + " records wait: " + refusal.getMessage());
  }

  /** The refusal, when to try again can help; throws it otherwise. */
  private static DeliveryException temporary(Throwable cause) {
    if (cause instanceof DeliveryException e) {
      if (e.reason() == Reason.BUSY || e.reason() == Reason.STORE_DOWN) {
        return e;
      }
      throw e;
    }
    if (cause instanceof StoreException e && e.temporary()) {
      return new DeliveryException(Reason.STORE_DOWN, e.getMessage(), Duration.ZERO);
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("the records could not be stored", cause);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Keeps a document that could not be read; what prevents that is only logged. */
  void quarantine(String dataset, String source, byte[] raw, Fault fault) {
    try {
      ingest.quarantine(department, dataset, source, raw, fault);
    } catch (RuntimeException e) {
      LOG.warn("{}: a document from {} could not be kept: {}", department, source, e.toString());
    }
  }
}
