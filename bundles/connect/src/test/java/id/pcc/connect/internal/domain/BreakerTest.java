package id.pcc.connect.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private Instant now = Instant.parse("2026-11-26T00:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final Breaker breaker = new Breaker(clock, Duration.ofMinutes(1));

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(Duration.ZERO);
    }
  }

  @Test
  void a_few_failures_change_nothing() {
    fail(Breaker.FAILURES - 1);
    assertTrue(breaker.permits());
    assertEquals(
        now.plusSeconds(60), new Breaker(clock, Duration.ofMinutes(1)).failed(Duration.ZERO));
  }

  @Test
  void a_source_that_keeps_failing_is_tried_once_after_a_rest_that_doubles() {
    fail(Breaker.FAILURES);
    assertFalse(breaker.permits());
    now = now.plus(Duration.ofMinutes(2));
    assertTrue(breaker.permits());
    assertFalse(breaker.permits());
    assertEquals(now.plus(Duration.ofMinutes(4)), breaker.failed(Duration.ZERO));
    now = now.plus(Duration.ofMinutes(3));
    assertFalse(breaker.permits());
  }

  @Test
  void it_never_rests_for_more_than_ten_minutes() {
    fail(1_000);
    now = now.plus(Duration.ofMinutes(10));
    assertTrue(breaker.permits());
  }

  @Test
  void one_success_makes_it_well_again() {
    fail(Breaker.FAILURES);
    breaker.succeeded();
    assertTrue(breaker.permits());
  }

  @Test
  void a_server_that_asks_for_a_pause_gets_it_at_once() {
    assertEquals(now.plusSeconds(180), breaker.failed(Duration.ofSeconds(180)));
    assertFalse(breaker.permits());
    now = now.plusSeconds(180);
    assertTrue(breaker.permits());
  }

  @Test
  void requests_are_spread_over_the_minute_beyond_a_burst() {
    Rate rate = new Rate(clock, 60);
    for (int i = 0; i < 6; i++) {
      assertEquals(0, rate.take());
    }
    assertEquals(1_000, rate.take());
    assertEquals(2_000, rate.take());
    now = now.plusSeconds(60);
    assertEquals(0, rate.take());
  }
}
