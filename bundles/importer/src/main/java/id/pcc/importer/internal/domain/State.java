package id.pcc.importer.internal.domain;

/** How a load is. */
public enum State {
  /** Rows are read and stored. */
  RUNNING,
  /** The store takes nothing now; it goes on by itself. */
  WAITING,
  /** All rows were read. */
  DONE,
  /** A person ended it; what was stored stays. */
  CANCELLED,
  /** It cannot go on; what was stored stays. */
  FAILED,
  /** The command center stopped, or the store was away for long; loading again goes on. */
  INTERRUPTED;

  /** Whether it goes on by itself. */
  public boolean active() {
    return this == RUNNING || this == WAITING;
  }
}
