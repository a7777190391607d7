package id.pcc.city.simulator.internal.servers;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Who looks five times a second whether the day has moved on, and writes down what it brought. */
final class Clerk implements AutoCloseable {
  private static final int LOOK_MILLIS = 200;

  private final ScheduledExecutorService thread;

  /**
   * @param department names the thread
   */
  Clerk(String department) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "city-simulator-" + department);
              made.setDaemon(true);
              return made;
            });
  }

  /** Looks from now on, a while after each look has ended. */
  void begin(Runnable look) {
    thread.scheduleWithFixedDelay(look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Does something between two looks. */
  void act(Runnable task) {
    thread.execute(task);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
