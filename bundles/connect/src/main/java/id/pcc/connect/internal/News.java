package id.pcc.connect.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the store away from the threads on which things happen: the newest task of each name is
 * done, in order, and again later while the store is away.
 */
final class News {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);
  private static final long RETRY_SECONDS = 5;

  private final ScheduledExecutorService thread;
  private final Map<String, Runnable> waiting = new LinkedHashMap<>();
  private boolean away;

  News(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /** Does a task soon; one of the same name that waits is replaced. */
  void tell(String name, Runnable task) {
    synchronized (waiting) {
      waiting.put(name, task);
    }
    thread.execute(this::work);
  }

  private void work() {
    while (true) {
      String name;
      Runnable task;
      synchronized (waiting) {
        if (waiting.isEmpty()) {
          away = false;
          return;
        }
        name = waiting.keySet().iterator().next();
        task = waiting.remove(name);
      }
      try {
        task.run();
        away = false;
      } catch (RuntimeException e) {
        synchronized (waiting) {
          waiting.putIfAbsent(name, task);
        }
        if (!away) {
          LOG.warn(
              "the state of departments cannot be written, it is tried again: {}", e.toString());
        }
        away = true;
        thread.schedule(this::work, RETRY_SECONDS, TimeUnit.SECONDS);
        return;
      }
    }
  }
}
