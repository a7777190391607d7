package id.pcc.storage.internal.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Numbers events and lets them out in the order of their numbers, whatever the order in which their
 * transactions end: an event waits until everything before it is either committed or given up. So
 * who has seen number n has missed nothing before n.
 *
 * @param <E> what is known of an event once it is committed
 */
public final class EventOrder<E> {
  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private final Consumer<E> out;
  private long last;
  private long settled;

  /**
   * @param last the greatest number that was ever given
   * @param out takes the committed events in order; called under this object's lock, so it only
   *     queues
   */
  public EventOrder(long last, Consumer<E> out) {
    this.last = last;
    this.settled = last;
    this.out = out;
  }

  /** The next number. Every ticket must be committed or given up. */
  public synchronized Ticket next() {
    Ticket ticket = new Ticket(++last);
    waiting.addLast(ticket);
    return ticket;
  }

  /**
   * The number of the last event that was let out, and so were all before it. Never a number that
   * was given up: after a restart it would be given again.
   */
  public synchronized long settled() {
    return settled;
  }

  /** Begins after a greater number, which somebody else has given. */
  public synchronized void skipTo(long number) {
    last = Math.max(last, number);
  }

  private synchronized void settle(Ticket ticket, E event) {
    if (ticket.done) {
      return;
    }
    ticket.done = true;
    ticket.event = event;
    while (!waiting.isEmpty() && waiting.peekFirst().done) {
      Ticket first = waiting.removeFirst();
      if (first.event != null) {
        settled = first.number;
        out.accept(first.event);
      }
    }
  }

  /** The right to one number. */
  public final class Ticket {
    private final long number;
    private boolean done;
    private E event;

    private Ticket(long number) {
      this.number = number;
    }

    /** The number. */
    public long number() {
      return number;
    }

    /** The event is committed. */
    public void committed(E what) {
      settle(this, what);
    }

    /** There will be no event of this number. */
    public void givenUp() {
      settle(this, null);
    }
  }
}
