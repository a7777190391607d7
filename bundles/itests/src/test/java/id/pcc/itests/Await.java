package id.pcc.itests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits on conditions. */
public final class Await {
  private static final long LOOK_NANOS = 20_000_000;

  private Await() {}

  /** Something that is looked at again and again. */
  @FunctionalInterface
  public interface Look<T> {
    /** Looks. */
    T at() throws Exception;
  }

  /** Waits until that holds. */
  public static void until(String what, Duration most, Look<Boolean> look) {
    value(what, most, look, held -> held);
  }

  /**
   * Waits until a value is as wanted, and returns it.
   *
   * @throws AssertionError when it never was; the message has the value seen last
   */
  public static <T> T value(String what, Duration most, Look<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + most.toNanos();
    Object last;
    do {
      try {
        T seen = look.at();
        if (wanted.test(seen)) {
          return seen;
        }
        last = seen;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    } while (System.nanoTime() < end);
    throw new AssertionError(
        "not within " + most.toSeconds() + " s: " + what + "; seen last: " + last);
  }
}
