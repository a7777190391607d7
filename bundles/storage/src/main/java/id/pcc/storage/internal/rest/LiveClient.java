package id.pcc.storage.internal.rest;

import id.pcc.storage.LiveFeed;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.LiveFeed.Past;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/**
 * One who listens. What happens waits in a bounded queue and is written as fast as the client
 * reads, without a thread of its own; a client that is too slow is let go, and resumes by itself.
 */
final class LiveClient implements WriteListener {
  private static final int MOST_EVENTS = 1_000;
  private static final long MOST_BYTES = 8L << 20;
  private static final long MOST_OF_ALL = Runtime.getRuntime().maxMemory() / 8;
  private static final long STUCK_NANOS = 30_000_000_000L;
  private static final int PAGE = 200;

  private record Waiting(long seq, LiveFrames.Frame frame) {
    int size() {
      return frame.bytes().length;
    }
  }

  private final LiveFeed feed;
  private final LiveFrames frames;
  private final LiveRights rights;
  private final Set<String> topics;
  private final ServletOutputStream out;
  private final Runnable whenEnded;
  private final AtomicBoolean ended = new AtomicBoolean();

  private final Object queueing = new Object();
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private long waitingBytes;
  private long told;
  private LiveFeed.Subscription subscription;
  private AsyncContext async;

  private final Object writing = new Object();
  private volatile boolean writable;
  private volatile long written = System.nanoTime();
  private boolean unflushed;

  /**
   * @param out where to write; not ready for more than one at a time
   * @param whenEnded runs once when this client is gone
   */
  LiveClient(
      LiveFeed feed,
      LiveFrames frames,
      LiveRights rights,
      Set<String> topics,
      ServletOutputStream out,
      Runnable whenEnded) {
    this.feed = feed;
    this.frames = frames;
    this.rights = rights;
    this.topics = topics;
    this.out = out;
    this.whenEnded = whenEnded;
  }

  /**
   * Begins to listen, and writes what happened since an event, in the thread of the request.
   *
   * @param known the number of the last event that the client knows; {@code null} for none,
   *     negative for one that cannot be
   */
  void begin(Long known, Clock clock) throws IOException {
    long after = known == null ? feed.position() : known;
    // Listens before it reads the past, so that nothing falls between the two.
    synchronized (queueing) {
      subscription = feed.subscribe(topics, this::hear);
    }
    long upTo = feed.position();
    out.write(LiveFrames.own("hello", Math.max(0, after), upTo, clock.instant()));
    out.flush();
    if (!past(after, upTo)) {
      out.write(LiveFrames.own("reset", upTo, upTo, clock.instant()));
      out.flush();
    }
    synchronized (queueing) {
      // What was told from the past is not told again, however late the feed comes to it.
      told = upTo;
      List<Waiting> later = queue.stream().filter(waiting -> waiting.seq() > upTo).toList();
      clear();
      later.forEach(this::add);
    }
  }

  private void add(Waiting waiting) {
    frames.hold(waiting.frame());
    queue.add(waiting);
    waitingBytes += waiting.size();
  }

  private void clear() {
    queue.forEach(waiting -> frames.release(waiting.frame()));
    queue.clear();
    waitingBytes = 0;
  }

  /** Writes the past; false when it is not known any more. */
  private boolean past(long after, long upTo) throws IOException {
    if (after < 0 || after > upTo) {
      return false;
    }
    long reached = after;
    while (reached < upTo && !ended.get()) {
      Past past = feed.past(topics, reached, upTo, PAGE);
      if (!past.complete()) {
        return false;
      }
      for (Event event : past.events()) {
        if (rights.hears(event.topic())) {
          out.write(frames.of(event, rights.masked(event.topic())).bytes());
        }
      }
      out.flush();
      if (past.reached() <= reached) {
        return false;
      }
      reached = past.reached();
    }
    return true;
  }

  /** Goes on without the thread of the request. */
  void goOn(AsyncContext context) {
    synchronized (queueing) {
      async = context;
    }
    if (ended.get()) {
      context.complete();
      return;
    }
    written = System.nanoTime();
    out.setWriteListener(this);
  }

  private void hear(Event event) {
    if (ended.get() || !rights.hears(event.topic())) {
      return;
    }
    LiveFrames.Frame frame = frames.of(event, rights.masked(event.topic()));
    if (!put(new Waiting(event.seq(), frame))) {
      end();
    } else if (writable) {
      write();
    }
  }

  private boolean put(Waiting waiting) {
    synchronized (queueing) {
      if (ended.get() || waiting.seq() <= told) {
        return true;
      }
      boolean full =
          queue.size() >= MOST_EVENTS
              || waitingBytes + waiting.size() > MOST_BYTES
              || frames.held() > MOST_OF_ALL;
      // A single event larger than all may still pass an empty queue.
      if (full && !queue.isEmpty()) {
        return false;
      }
      add(waiting);
      return true;
    }
  }

  private byte[] next() {
    synchronized (queueing) {
      Waiting waiting = queue.poll();
      if (waiting == null) {
        return null;
      }
      waitingBytes -= waiting.size();
      frames.release(waiting.frame());
      return waiting.frame().bytes();
    }
  }

  private boolean waits() {
    synchronized (queueing) {
      return !queue.isEmpty();
    }
  }

  @Override
  public void onWritePossible() {
    writable = true;
    write();
  }

  private void write() {
    try {
      synchronized (writing) {
        while (!ended.get() && out.isReady()) {
          byte[] frame = next();
          if (frame == null && !unflushed) {
            return;
          }
          if (frame == null) {
            unflushed = false;
            out.flush();
          } else {
            unflushed = true;
            out.write(frame);
          }
          written = System.nanoTime();
        }
      }
    } catch (IOException | IllegalStateException e) {
      end();
    }
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  /** Says that the server is there; lets a client go that is not, or that may no longer listen. */
  void beat() {
    if (!writable || ended.get()) {
      return;
    }
    rights.refresh();
    boolean stuck = waits() && System.nanoTime() - written > STUCK_NANOS;
    if (stuck || !rights.listens(topics)) {
      end();
      return;
    }
    if (!waits()) {
      put(new Waiting(Long.MAX_VALUE, LiveFrames.HEARTBEAT));
    }
    write();
  }

  /** Ends the stream. */
  void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    AsyncContext context;
    synchronized (queueing) {
      if (subscription != null) {
        subscription.close();
      }
      clear();
      context = async;
    }
    whenEnded.run();
    if (context != null) {
      try {
        context.complete();
      } catch (IllegalStateException e) {
        // It is complete already.
      }
    }
  }

  /** Whether it is gone. */
  boolean ended() {
    return ended.get();
  }
}
