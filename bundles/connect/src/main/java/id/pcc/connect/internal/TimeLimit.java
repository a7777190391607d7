package id.pcc.connect.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Calls a department's code on a thread of its own, and does not wait for it forever. */
final class TimeLimit {
  private TimeLimit() {}

  /**
   * Calls.
   *
   * @param thread the name of the thread
   * @param tooLate takes what the call returns after nobody waits for it any more
   * @throws TimeoutException when the call takes longer; its thread is interrupted
   * @throws Exception what the call throws
   */
  static <T> T call(String thread, Duration limit, Callable<T> call, Consumer<T> tooLate)
      throws Exception {
    AtomicBoolean settled = new AtomicBoolean();
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              T result = call.call();
              if (!settled.compareAndSet(false, true)) {
                tooLate.accept(result);
              }
              return result;
            });
    Thread worker = new Thread(task, thread);
    worker.setDaemon(true);
    worker.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      if (!settled.compareAndSet(false, true)) {
        return task.get();
      }
      worker.interrupt();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Calls something that returns nothing. */
  static void run(String thread, Duration limit, Action action) throws Exception {
    call(
        thread,
        limit,
        () -> {
          action.run();
          return null;
        },
        nothing -> {});
  }

  /** Something to do that may fail. */
  @FunctionalInterface
  interface Action {
    /** Does it. */
    void run() throws Exception;
  }
}
