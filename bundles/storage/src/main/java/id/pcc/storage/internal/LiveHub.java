package id.pcc.storage.internal;

import id.pcc.storage.LiveFeed;
import id.pcc.storage.StoreException;
import id.pcc.storage.internal.sql.EventLog;
import id.pcc.storage.internal.sql.EventLog.Committed;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everyone who listens, in the order of the log, by one thread of its own. Only so many
 * events wait for it in memory: when more happen, it reads from the log what it could not keep.
 */
final class LiveHub implements LiveFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final long SLOW_MILLIS = 250;
  private static final String ALL_DATASETS = "dataset:*";

  /** Events that wait; each holds up to 500 records. */
  private static final int MOST_WAITING = 128;

  private static final int PAGE = 20;
  private static final long RETRY_MILLIS = 1_000;

  private record Heard(Set<String> topics, Listener listener) {
    boolean wants(String topic) {
      return topics.contains(topic)
          || topic.startsWith("dataset:") && topics.contains(ALL_DATASETS);
    }
  }

  private final BlockingQueue<Committed> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final List<Heard> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "pcc live feed");
  private volatile EventLog log;
  private volatile boolean missed;
  private volatile boolean ended;
  private long told;

  /** Takes an event from the log; only queues it. */
  void take(Committed event) {
    // Once one was missed, all after it are: they are read from the log together and in order.
    if (!listeners.isEmpty() && (missed || !queue.offer(event))) {
      missed = true;
    }
  }

  /** Begins to tell what the log lets out. */
  void begin(EventLog from) {
    log = from;
    told = from.position();
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
      while (!ended) {
        Committed next = queue.poll(1, TimeUnit.SECONDS);
        if (next != null && !ended) {
          tell(next);
        }
        if (missed && queue.isEmpty() && !ended) {
          catchUp();
        }
      }
    } catch (InterruptedException e) {
      // The storage stops.
    }
  }

  private void tell(Committed committed) {
    if (committed.seq() <= told) {
      return;
    }
    told = committed.seq();
    Event event = null;
    for (Heard heard : listeners) {
      if (heard.wants(committed.topic())) {
        event = event == null ? EventLog.told(committed) : event;
        tell(heard, event);
      }
    }
  }

  private static void tell(Heard heard, Event event) {
    long begun = System.nanoTime();
    try {
      heard.listener().on(event);
    } catch (RuntimeException e) {
      LOG.warn("A listener of {} failed", event.topic(), e);
    }
    long took = (System.nanoTime() - begun) / 1_000_000;
    if (took > SLOW_MILLIS) {
      String who = heard.listener().getClass().getName();
      LOG.warn("{} took {} ms to hear of {}; all wait for it", who, took, event.topic());
    }
  }

  /** Tells from the log what happened while too many events waited. */
  private void catchUp() throws InterruptedException {
    // What comes from here on waits again; if it is read from the log as well, it is not told
    // twice.
    missed = false;
    long upTo = log.position();
    LOG.info("Listeners hear late of the events {} to {}", told + 1, upTo);
    while (told < upTo && !ended) {
      Set<String> topics = new HashSet<>();
      listeners.forEach(heard -> topics.addAll(heard.topics()));
      try {
        Past past = log.past(topics, told, upTo, PAGE);
        for (Event event : past.events()) {
          listeners.stream()
              .filter(heard -> heard.wants(event.topic()))
              .forEach(heard -> tell(heard, event));
        }
        if (!past.complete() || past.reached() <= told) {
          LOG.warn("Listeners miss the events {} to {}: they are not kept", told + 1, upTo);
          told = upTo;
        } else {
          told = past.reached();
        }
      } catch (StoreException e) {
        LOG.debug("Listeners wait until the database is back", e);
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /**
   * Its thread ends within a second; it may read the database just now, so it is not interrupted.
   */
  @Override
  public void close() {
    ended = true;
  }
}
