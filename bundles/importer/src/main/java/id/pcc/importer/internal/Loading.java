package id.pcc.importer.internal;

import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.Load;
import id.pcc.importer.internal.domain.State;
import id.pcc.mapping.MappedRows;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.Row;
import id.pcc.mapping.format.Table;
import id.pcc.mapping.format.TableFile;
import id.pcc.storage.Ingest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Loads one file: batch by batch, each answered after its commit, and protected against repetition
 * by the dataset's key. What was stored when a load ends early stays; loading again from the
 * beginning finds it unchanged.
 */
final class Loading implements Runnable {
  private static final int MOST_AT_ONCE = 1_000;
  private static final long MOST_BYTES = 2L << 20;
  private static final long PATIENCE_SECONDS = 60;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_AWAY = Duration.ofMinutes(10);

  private final Import source;
  private final Path file;
  private final Ingest ingest;
  private final Clock clock;
  private final Consumer<Load> news;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile State wanted;
  private volatile String why = "";
  private Load load;

  /** Ends a load before all was read. */
  private static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    Ended() {
      super(null, null, false, false);
    }
  }

  /**
   * @param news hears how far it has come
   */
  Loading(Import source, Path file, Ingest ingest, Clock clock, Consumer<Load> news) {
    this.source = source;
    this.file = file;
    this.ingest = ingest;
    this.clock = clock;
    this.news = news;
    this.load = source.load();
  }

  /**
   * Ends it after the batch that is under way.
   *
   * @param state {@link State#CANCELLED} or {@link State#INTERRUPTED}
   */
  void end(State state, String reason) {
    why = reason;
    wanted = state;
    ended.countDown();
  }

  @Override
  public void run() {
    try (Table table = TableFile.of(file).open(source.reading())) {
      read(table);
      tell(load.in(State.DONE, "", clock.millis()));
    } catch (Ended e) {
      tell(load.in(wanted, why, clock.millis()));
    } catch (DocumentException e) {
      tell(load.in(State.FAILED, ImportDesk.said(e), clock.millis()));
    } catch (DeliveryException | IllegalArgumentException e) {
      tell(load.in(State.FAILED, e.getMessage(), clock.millis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(load.in(State.INTERRUPTED, ImportDesk.STOPPED, clock.millis()));
    } catch (RuntimeException e) {
      tell(
          load.in(
              State.FAILED,
              "berkas tidak dapat dimuat / the file cannot be loaded: " + e,
              clock.millis()));
    }
  }

  private void read(Table table) throws DocumentException, Ended, InterruptedException {
    MappedRows mapped = load.mapping().over(table.columns());
    List<Map<String, Object>> batch = new ArrayList<>();
    long bytes = 0;
    for (Row row = table.next(); row != null; row = table.next()) {
      check();
      batch.add(mapped.record(row));
      bytes += row.weight();
      if (batch.size() == MOST_AT_ONCE || bytes >= MOST_BYTES) {
        deliver(batch, table.read());
        batch = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      deliver(batch, table.read());
    }
  }

  private void check() throws Ended {
    if (wanted != null) {
      throw new Ended();
    }
  }

  private void deliver(List<Map<String, Object>> records, double share)
      throws Ended, InterruptedException {
    RecordBatch batch =
        new RecordBatch(
            load.dataset(), records, null, "import " + source.name() + ", " + load.by());
    long away = clock.millis();
    while (true) {
      try {
        Receipt receipt =
            ingest
                .deliver(load.department(), batch)
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        tell(load.settled(receipt, share));
        return;
      } catch (ExecutionException e) {
        DeliveryException refusal =
            e.getCause() instanceof DeliveryException known
                ? known
                : new DeliveryException(
                    DeliveryException.Reason.STORE_DOWN,
                    String.valueOf(e.getCause()),
                    LONGEST_PAUSE);
        pause(refusal, away);
      } catch (DeliveryException e) {
        pause(e, away);
      } catch (TimeoutException e) {
        // Whether it was stored is not known; delivered again it changes nothing.
        check();
      }
    }
  }

  /** Waits until the store takes records again; a refusal that time does not mend ends the load. */
  private void pause(DeliveryException refusal, long since) throws Ended, InterruptedException {
    if (refusal.retryAfter().isZero()) {
      throw refusal;
    }
    if (clock.millis() - since > LONGEST_AWAY.toMillis()) {
      end(State.INTERRUPTED, refusal.getMessage());
    }
    check();
    tell(load.in(State.WAITING, refusal.getMessage(), clock.millis()));
    long pause = Math.min(refusal.retryAfter().toMillis(), LONGEST_PAUSE.toMillis());
    ended.await(Math.max(100, pause), TimeUnit.MILLISECONDS);
    check();
  }

  private void tell(Load far) {
    load = far;
    news.accept(far);
  }
}
