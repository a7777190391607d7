package id.pcc.web.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Requests of one kind: so many are worked on at once, some more wait a moment for their turn, and
 * all others are told to come again.
 */
final class Lane {
  private final Semaphore places;
  private final int mostWaiting;
  private final Duration patience;

  /**
   * @param places how many are worked on at once
   * @param mostWaiting how many more may wait
   * @param patience for how long
   */
  Lane(int places, int mostWaiting, Duration patience) {
    this.places = new Semaphore(places, true);
    this.mostWaiting = mostWaiting;
    this.patience = patience;
  }

  /** Waits for a place; whoever got one must {@link #leave}. */
  boolean enter() {
    if (places.tryAcquire()) {
      return true;
    }
    if (places.getQueueLength() >= mostWaiting) {
      return false;
    }
    try {
      return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives the place to the next. */
  void leave() {
    places.release();
  }
}
