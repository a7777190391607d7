package id.pcc.storage.internal.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. */
public final class TestClock extends Clock {
  /** When every test begins. */
  public static final Instant START = Instant.parse("2026-02-16T03:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /** Moves the clock. */
  public void forward(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
