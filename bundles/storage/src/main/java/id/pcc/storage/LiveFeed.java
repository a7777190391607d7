package id.pcc.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens, in one order, to everyone who listens. Events are numbered without a gap in the
 * order of their visibility and kept for a while, so that a listener who was away can go on where
 * it was. Commits of datasets appear by themselves as topic {@code dataset:<department>/<dataset>}.
 */
@ProviderType
public interface LiveFeed {
  /**
   * Publishes an event that is no commit of a dataset; returns when it is stored.
   *
   * @param topic such as {@code notices} or {@code wall:led}
   * @param kind the event's name on the wire, such as {@code notice}
   * @param data what to tell, as values that JSON knows
   */
  void publish(String topic, String kind, Map<String, Object> data);

  /**
   * Listens from now on.
   *
   * @param topics exact topics; {@code dataset:*} is all datasets
   * @param listener called in order, by one thread at a time; must not block
   * @return ends the listening when closed
   */
  Subscription subscribe(Collection<String> topics, Listener listener);

  /** The number of the newest event: everything up to it was told to those who listen. */
  long position();

  /**
   * Events of the past, for a listener who was away: it subscribes first, asks for what lies
   * between the last event it knows and {@link #position}, and then leaves out what it hears up to
   * that position. A record that has changed again since is told by the later event only.
   *
   * @param topics as in {@link #subscribe}
   * @param after the number of the last event that is known
   * @param upTo the number up to which
   * @param limit at most so many at once
   */
  Past past(Collection<String> topics, long after, long upTo, int limit);

  /**
   * A piece of the past.
   *
   * @param events in their order
   * @param reached the number up to which this tells all; ask for more after it
   * @param complete {@code false} when the events right after the known one are kept no longer: the
   *     listener must read everything anew
   */
  record Past(List<Event> events, long reached, boolean complete) {}

  /** Ends a listening. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Hears events. */
  @FunctionalInterface
  interface Listener {
    /** Something happened. */
    void on(Event event);
  }

  /**
   * Something that happened.
   *
   * @param seq its number, greater than any before
   * @param topic what it is about
   * @param kind its name on the wire
   * @param at when, in milliseconds UTC
   * @param data what to tell; for a dataset's commit the key {@code records} holds them
   */
  record Event(long seq, String topic, String kind, long at, Map<String, Object> data) {}
}
