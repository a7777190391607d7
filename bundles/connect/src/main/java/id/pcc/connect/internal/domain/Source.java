package id.pcc.connect.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.connect.Connector;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Keeps how a route of a department does. */
public final class Source {
  private final Clock clock;
  private final Runnable changed;
  private Connector now;

  Source(String name, Clock clock, Runnable changed) {
    this.clock = clock;
    this.changed = changed;
    this.now = new Connector(name, null, null, null, null, null);
  }

  /** The route did all it had to. */
  public void succeeded() {
    boolean news;
    synchronized (this) {
      news = now.failingSince() != null || now.lastSuccess() == null;
      now =
          new Connector(
              now.name(), clock.instant(), now.lastError(), now.lastErrorAt(), null, null);
    }
    if (news) {
      changed.run();
    }
  }

  /**
   * The route failed.
   *
   * @param nextTry when it will be tried again; {@code null} when unknown
   */
  public void failed(LocalText why, Instant nextTry) {
    boolean news;
    synchronized (this) {
      Instant at = clock.instant();
      news = now.failingSince() == null || !Objects.equals(why, now.lastError());
      Instant since = now.failingSince() == null ? at : now.failingSince();
      now = new Connector(now.name(), now.lastSuccess(), why, at, since, nextTry);
    }
    if (news) {
      changed.run();
    }
  }

  /** How the route does now. */
  public synchronized Connector now() {
    return now;
  }
}
