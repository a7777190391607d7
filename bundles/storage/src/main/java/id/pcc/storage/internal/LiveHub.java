package id.pcc.storage.internal;

import id.pcc.storage.LiveFeed;
import id.pcc.storage.internal.sql.EventLog;
import id.pcc.storage.internal.sql.EventLog.Committed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everyone who listens, in the order of the log, by one thread of its own. */
final class LiveHub implements LiveFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final long SLOW_MILLIS = 250;
  private static final String ALL_DATASETS = "dataset:*";

  private record Heard(Set<String> topics, Listener listener) {
    boolean wants(String topic) {
      return topics.contains(topic)
          || topic.startsWith("dataset:") && topics.contains(ALL_DATASETS);
    }
  }

  private final BlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
  private final List<Heard> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "pcc live feed");
  private volatile EventLog log;

  /** Takes an event from the log; only queues it. */
  void take(Committed event) {
    if (!listeners.isEmpty()) {
      queue.add(event);
    }
  }

  /** Begins to tell what the log lets out. */
  void begin(EventLog from) {
    log = from;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void publish(String topic, String kind, Map<String, Object> data) {
    log.publish(topic, kind, data);
  }

  @Override
  public Subscription subscribe(Collection<String> topics, Listener listener) {
    Heard heard = new Heard(Set.copyOf(topics), listener);
    listeners.add(heard);
    return () -> listeners.remove(heard);
  }

  @Override
  public long position() {
    return log.position();
  }

  @Override
  public Past past(Collection<String> topics, long after, long upTo, int limit) {
    return log.past(topics, after, upTo, limit);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tell(queue.take());
      }
    } catch (InterruptedException e) {
      // The storage stops.
    }
  }

  private void tell(Committed committed) {
    Event event = null;
    for (Heard heard : listeners) {
      if (heard.wants(committed.topic())) {
        long begun = System.nanoTime();
        try {
          event = event == null ? EventLog.told(committed) : event;
          heard.listener().on(event);
        } catch (RuntimeException e) {
          LOG.warn("A listener of {} failed", committed.topic(), e);
        }
        long took = (System.nanoTime() - begun) / 1_000_000;
        if (took > SLOW_MILLIS) {
          String who = heard.listener().getClass().getName();
          LOG.warn("{} took {} ms to hear of {}; all wait for it", who, took, committed.topic());
        }
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
