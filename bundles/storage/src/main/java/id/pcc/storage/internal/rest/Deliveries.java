package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Ingest;
import id.pcc.storage.internal.domain.DiskFullException;
import id.pcc.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Delivers the records of one body in their order, in batches, and adds up the receipts. A body
 * with an idempotency key is one batch, so that it is stored and recognised as a whole.
 */
final class Deliveries implements Rows {
  /** The greatest number of records of a body with an idempotency key. */
  static final int MOST_KEYED = 10_000;

  private static final int MOST_AT_ONCE = 1_000;
  private static final long MOST_BYTES = 2 << 20;
  private static final int MOST_ERRORS = 100;
  private static final long PATIENCE_SECONDS = 60;

  private final Ingest ingest;
  private final DatasetId dataset;
  private final String key;
  private final String source;
  private final List<Rejection> errors = new ArrayList<>();
  private List<Map<String, Object>> batch = new ArrayList<>();
  private long bytes;
  private long accepted;
  private long unchanged;
  private long quarantined;
  private long queued;

  /**
   * @param key the idempotency key; {@code null} for none
   */
  Deliveries(Ingest ingest, DatasetId dataset, String key, String source) {
    this.ingest = ingest;
    this.dataset = dataset;
    this.key = key;
    this.source = source;
  }

  @Override
  public void row(Map<String, Object> row, long size) {
    batch.add(row);
    bytes += size;
    if (key != null && batch.size() > MOST_KEYED) {
      throw Problem.of(
          413,
          "Too large",
          "A body with an Idempotency-Key has at most "
              + MOST_KEYED
              + " records, as it is stored as a whole; nothing of this one was stored. Send it in"
              + " several parts with a key each.");
    }
    if (key == null && (batch.size() == MOST_AT_ONCE || bytes >= MOST_BYTES)) {
      deliver();
    }
  }

  /** Delivers what is left. */
  void finish() {
    if (!batch.isEmpty()) {
      deliver();
    }
  }

  /** Keeps the end of a body that could not be read. */
  void quarantine(byte[] rest, Fault fault) {
    ingest.quarantine(dataset.department(), dataset.dataset(), source, rest, fault);
    if (errors.size() < MOST_ERRORS) {
      errors.add(new Rejection(accepted + unchanged + quarantined, "", fault));
    }
    quarantined++;
  }

  /** What became of the body. */
  Receipt receipt() {
    return new Receipt(accepted, unchanged, quarantined, queued, errors);
  }

  private void deliver() {
    Receipt receipt = await(new RecordBatch(dataset.dataset(), batch, key, source));
    long before = accepted + unchanged + quarantined + queued;
    for (Rejection error : receipt.errors()) {
      if (errors.size() < MOST_ERRORS) {
        errors.add(error.at(before + error.index()));
      }
    }
    accepted += receipt.accepted();
    unchanged += receipt.unchanged();
    quarantined += receipt.quarantined();
    queued += receipt.queued();
    batch = new ArrayList<>();
    bytes = 0;
  }

  private Receipt await(RecordBatch records) {
    try {
      return ingest
          .deliver(dataset.department(), records)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (DeliveryException e) {
      throw problem(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeliveryException refused) {
        throw problem(refused);
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw later(503, "Store is slow", "It is not known yet whether all was stored", 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw later(503, "Stopping", "The command center is stopping", 10);
    }
  }

  private Problem problem(DeliveryException e) {
    long seconds = Math.max(1, e.retryAfter().toSeconds());
    if (e.getCause() instanceof DiskFullException) {
      return later(507, "Disk is full", e.getMessage(), seconds);
    }
    return switch (e.reason()) {
      case BUSY -> later(429, "Queue is full", e.getMessage(), seconds);
      case STORE_DOWN -> later(503, "Store is down", e.getMessage(), seconds);
      case UNKNOWN_DATASET -> Problem.conflict(e.getMessage());
      case KEY_REUSED -> Problem.of(422, "Idempotency-Key was used before", e.getMessage());
    };
  }

  private Problem later(int status, String title, String what, long seconds) {
    long stored = accepted + unchanged + quarantined + queued;
    return Problem.of(
            status,
            title,
            what
                + ". "
                + (stored == 0
                    ? "Send it again later."
                    : "The first "
                        + stored
                        + " records are settled; send all again later: those change nothing then."))
        .retryAfter(seconds);
  }
}
