package id.pcc.storage.internal;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.StoreException;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.spool.Spool;
import id.pcc.storage.internal.spool.Spool.Waited;
import id.pcc.storage.internal.sql.Intake;
import id.pcc.storage.internal.sql.SqlQuarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what comes while the database is away, and stores it in its order when it is back. */
final class SpooledDeliveries {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledDeliveries.class);
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Spool spool;
  private final Intake intake;
  private final SqlQuarantine quarantine;
  private final Function<String, DepartmentWriter> writers;
  private final Clock clock;
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile boolean stopped;

  SpooledDeliveries(
      Spool spool,
      Intake intake,
      SqlQuarantine quarantine,
      Function<String, DepartmentWriter> writers,
      Clock clock) {
    this.spool = spool;
    this.intake = intake;
    this.quarantine = quarantine;
    this.writers = writers;
    this.clock = clock;
    spool.waiting().forEach((department, records) -> writers.apply(department).keptSafe(records));
  }

  /**
   * Keeps a batch, when the database is away or others of the department wait before it.
   *
   * @return its receipt; {@code null} when it can be stored directly
   * @throws DeliveryException when it can be neither kept nor stored
   */
  Receipt keep(String department, RecordBatch batch, BooleanSupplier away) {
    intake.table(department, batch.dataset());
    int records = batch.records().size();
    try {
      DepartmentWriter writer = writers.apply(department);
      if (!spool.keep(department, batch, clock.millis(), away, () -> writer.keptSafe(records))) {
        return null;
      }
    } catch (IOException e) {
      throw new DeliveryException(
          Reason.STORE_DOWN, "the database is away, and " + e.getMessage(), LATER);
    }
    return Receipt.queued(records);
  }

  /** The number of records that wait. */
  int waiting() {
    return spool.waiting().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Stores what waits, as long as that is possible; one thread at a time. */
  void work() {
    if (!working.compareAndSet(false, true)) {
      return;
    }
    try {
      for (String department : spool.waiting().keySet()) {
        spool.drain(department, waited -> !stopped && stored(department, waited));
      }
    } catch (IOException e) {
      if (!stopped) {
        LOG.error("The spool cannot be read", e);
      }
    } finally {
      working.set(false);
    }
  }

  private boolean stored(String department, Waited waited) {
    DepartmentWriter writer = writers.apply(department);
    try {
      writer.submitSafe(intake.check(department, waited.batch(), waited.received())).join();
      return true;
    } catch (CompletionException e) {
      return e.getCause() instanceof DeliveryException refusal
          && refused(department, waited.batch(), refusal);
    } catch (DeliveryException e) {
      return refused(department, waited.batch(), e);
    } catch (StoreException e) {
      return false;
    }
  }

  /** Nobody is left to be told of a refusal that lasts: what was refused goes to quarantine. */
  private boolean refused(String department, RecordBatch batch, DeliveryException refusal) {
    if (refusal.reason() == Reason.BUSY || refusal.reason() == Reason.STORE_DOWN) {
      return false;
    }
    byte[] raw = Json.write(batch.records()).getBytes(StandardCharsets.UTF_8);
    try {
      Fault fault =
          Fault.of(
              "delivery.refused",
              LocalText.of("ditolak setelah menunggu di cakram: {detail}", "{detail}"),
              "detail",
              refusal.getMessage());
      quarantine.keep(department, batch.dataset(), batch.source(), raw, fault);
      writers.apply(department).gaveUpSafe(batch.records().size());
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /** Ends; what waits stays on the disk. */
  void close() {
    stopped = true;
    spool.close();
  }
}
