package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Tally.Counts;
import id.pcc.storage.Tally.Queue;
import id.pcc.storage.internal.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no record is ever unaccounted for. */
public interface TallyContract {
  /** Where the tests work. */
  Bench bench();

  private static Store.Limits narrow() {
    Store.Limits usual = Store.Limits.USUAL;
    return new Store.Limits(
        3,
        usual.waitingBytes(),
        usual.events(),
        usual.eventHours(),
        usual.refused(),
        usual.receiptDays(),
        usual.lineageDays());
  }

  private Counts counts(DatasetId id) {
    return bench().store().counts().getOrDefault(id.department(), new Counts(0, 0, 0, 0, 0, 0));
  }

  /** Good and bad records, repeated ones, keyed and not. */
  private static RecordBatch batch(int deliverer, int number) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(Bench.reading("s" + deliverer, number / 2 * 5 + i, i));
    }
    records.add(Map.of("station", "bad " + deliverer + " " + number % 7));
    records.add(Bench.reading("s" + deliverer, 0, 0));
    String key = number % 3 == 0 ? deliverer + "-" + number / 6 : null;
    return new RecordBatch("air", records, key, "deliverer " + deliverer);
  }

  @Test
  default void the_sum_holds_at_every_look_whatever_happens(@TempDir Path folder) {
    DatasetId id = bench().declareAir();
    bench().reopen(narrow(), folder);
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong looks = new AtomicLong();
    ConcurrentLinkedQueue<Counts> wrong = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> looking =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                Counts now = counts(id);
                looks.incrementAndGet();
                LockSupport.parkNanos(20_000);
                if (!now.reconciles()) {
                  wrong.add(now);
                }
              }
            });
    AtomicLong delivered = new AtomicLong();
    AtomicLong busy = new AtomicLong();
    AtomicLong spooled = new AtomicLong();
    try {
      for (int round = 0; round < 3; round++) {
        int from = round * 40;
        if (round == 1) {
          bench().source.away(true);
          assertThrows(DeliveryException.class, () -> bench().deliver(id, batch(9, 0)));
        }
        List<CompletableFuture<Void>> deliverers = new ArrayList<>();
        for (int d = 0; d < 4; d++) {
          int deliverer = d;
          deliverers.add(
              CompletableFuture.runAsync(
                  () -> {
                    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
                    for (int i = from; i < from + 40; i++) {
                      answers.add(
                          bench()
                              .store()
                              .deliver(id.department(), batch(deliverer, i))
                              .toCompletableFuture());
                    }
                    for (CompletableFuture<Receipt> answer : answers) {
                      try {
                        Receipt receipt = answer.join();
                        delivered.addAndGet(receipt.received());
                        spooled.addAndGet(receipt.queued());
                      } catch (CompletionException e) {
                        assertTrue(e.getCause() instanceof DeliveryException, e.toString());
                        busy.incrementAndGet();
                      }
                    }
                  }));
        }
        deliverers.forEach(CompletableFuture::join);
        bench().awaitDatabase();
        Bench.until("nothing waits", () -> counts(id).queued() == 0);
      }
    } finally {
      done.set(true);
      looking.join();
      bench().awaitDatabase();
    }
    Counts all = counts(id);
    assertEquals(List.of(), List.copyOf(wrong));
    assertTrue(looks.get() > 100 && busy.get() > 0 && spooled.get() > 0, looks + " " + busy);
    assertTrue(all.quarantined() > 0 && all.unchanged() > 0 && all.refused() > 0, all.toString());
    assertTrue(all.received() >= delivered.get(), all.toString());
    assertEquals(
        all.received(), all.accepted() + all.unchanged() + all.quarantined() + all.refused());
    bench().reopen();
  }

  @Test
  default void a_queue_says_how_full_it_is() {
    DatasetId id = bench().declareAir();
    bench().reopen(narrow());
    bench().source.hold();
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        answers.add(bench().store().deliver(id.department(), batch(1, i)).toCompletableFuture());
      }
      Queue queue = bench().store().queues().get(id.department());
      assertEquals(3, queue.deliveries());
      assertEquals(1.0, queue.level());
      assertTrue(queue.bytes() > 0 && queue.bytes() < queue.mostBytes(), queue.toString());
    } finally {
      bench().source.release();
    }
    answers.forEach(answer -> answer.handle((receipt, refusal) -> null).join());
    Bench.until("it is empty", () -> bench().store().queues().get(id.department()).level() == 0);
    bench().reopen();
  }
}
