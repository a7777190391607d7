package id.pcc.deployer.internal.domain;

/**
 * A jar that its developer builds again and again: tells when a new one is there and nobody writes
 * it any more.
 */
public final class WatchedJar {
  private Look before;
  private Look taken;

  /**
   * How the file was when it was looked at.
   *
   * @param modified when it was changed, in milliseconds since 1970
   * @param bytes its size
   */
  public record Look(long modified, long bytes) {}

  /**
   * Whether to take the file now: it is the same as at the look before, and not the one that was
   * taken.
   *
   * @param now the file as it is; {@code null} when there is none, as in the midst of a build
   */
  public boolean ready(Look now) {
    boolean still = now != null && now.equals(before);
    before = now;
    return still && !now.equals(taken);
  }

  /** The file of the last look was taken. */
  public void took() {
    taken = before;
  }
}
