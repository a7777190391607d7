package id.pcc.connect.internal;

import java.util.function.BooleanSupplier;

/** Waits on conditions. */
public final class Await {
  private Await() {}

  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 15_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 15 s: " + what);
      }
      Thread.onSpinWait();
      Thread.sleep(5);
    }
  }
}
