package id.pcc.security.internal.domain;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing. A few wrong passwords for one user from one address, or many from one address,
 * make that address wait, longer each time. Nothing that somebody does elsewhere makes a person
 * wait at an address of their own; where a person has signed in, others' mistakes at the same
 * address do not keep that person out.
 */
public final class Attempts {
  private static final int FREE_PER_USER = 5;
  private static final int FREE_PER_ADDRESS = 20;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration FORGET = Duration.ofHours(1);
  private static final Duration REMEMBER_SUCCESS = Duration.ofDays(7);
  private static final int KEPT = 20_000;

  private record Pair(String user, String address) {}

  private record Failures(int count, long last) {}

  private final Clock clock;
  private final Map<Pair, Failures> pairs = bounded();
  private final Map<String, Failures> addresses = bounded();
  private final Map<Pair, Long> known = bounded();

  /** Counts by that clock. */
  public Attempts(Clock clock) {
    this.clock = clock;
  }

  /**
   * Begins an attempt, which counts as failed until {@link #succeeded} says otherwise, so that many
   * at once are no way around.
   *
   * @return zero when it may go on; else how long to wait
   */
  public synchronized Duration begin(String user, String address) {
    long now = clock.millis();
    var pair = new Pair(user, address);
    Long success = known.get(pair);
    boolean trusted = success != null && now - success < REMEMBER_SUCCESS.toMillis();
    Duration wait = wait(pairs.get(pair), FREE_PER_USER, now);
    if (wait.isZero() && !trusted) {
      wait = wait(addresses.get(address), FREE_PER_ADDRESS, now);
    }
    if (wait.isZero()) {
      pairs.put(pair, more(pairs.get(pair), now));
      addresses.put(address, more(addresses.get(address), now));
    }
    return wait;
  }

  /** The attempt that just began was right. */
  public synchronized void succeeded(String user, String address) {
    var pair = new Pair(user, address);
    pairs.remove(pair);
    // Only this attempt is taken back: one right account must not buy guesses at the others.
    addresses.computeIfPresent(
        address, (a, f) -> f.count() <= 1 ? null : new Failures(f.count() - 1, f.last()));
    known.put(pair, clock.millis());
  }

  private static Duration wait(Failures failures, int free, long now) {
    if (failures == null || failures.count() < free || old(failures, now)) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures.count() - free, 10);
    long wait =
        Math.min(FIRST_WAIT.toMillis() << doublings, LONGEST_WAIT.toMillis())
            - (now - failures.last());
    return wait <= 0 ? Duration.ZERO : Duration.ofMillis(wait);
  }

  private static Failures more(Failures failures, long now) {
    return failures == null || old(failures, now)
        ? new Failures(1, now)
        : new Failures(failures.count() + 1, now);
  }

  private static boolean old(Failures failures, long now) {
    return now - failures.last() >= FORGET.toMillis();
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
      }
    };
  }
}
