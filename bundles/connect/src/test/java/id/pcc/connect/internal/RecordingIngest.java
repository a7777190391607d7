package id.pcc.connect.internal;

import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.Ingest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what is delivered, and can refuse the next deliveries. */
public final class RecordingIngest implements Ingest {
  /** A document in quarantine. */
  public record Kept(String dataset, String source, String raw, String reason) {}

  public final BlockingQueue<RecordBatch> delivered = new LinkedBlockingQueue<>();
  public final List<Kept> quarantine = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile DeliveryException refusal;
  private volatile Receipt receipt;

  /** Refuses the next deliveries. */
  public void refuse(int times, DeliveryException why) {
    refusal = why;
    refusals.set(times);
  }

  /** Answers all deliveries with this receipt. */
  public void answer(Receipt always) {
    receipt = always;
  }

  public RecordBatch next() throws InterruptedException {
    RecordBatch batch = delivered.poll(10, TimeUnit.SECONDS);
    if (batch == null) {
      throw new AssertionError("nothing was delivered within 10 s");
    }
    return batch;
  }

  @Override
  public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
    if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return CompletableFuture.failedFuture(refusal);
    }
    delivered.add(batch);
    return CompletableFuture.completedFuture(
        receipt != null ? receipt : new Receipt(batch.records().size(), 0, 0, List.of()));
  }

  @Override
  public void quarantine(
      String department, String dataset, String source, byte[] raw, Fault fault) {
    quarantine.add(
        new Kept(dataset, source, new String(raw, StandardCharsets.UTF_8), fault.reason()));
  }
}
