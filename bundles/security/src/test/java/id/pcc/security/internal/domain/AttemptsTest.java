package id.pcc.security.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.security.internal.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final SetClock clock = new SetClock();
  private final Attempts attempts = new Attempts(clock);

  private void fail(int times, String user, String address) {
    for (int i = 0; i < times; i++) {
      attempts.begin(user, address);
    }
  }

  @Test
  void five_wrong_passwords_make_that_address_wait() {
    fail(5, "rina", "10.0.0.9");
    assertEquals(Duration.ofSeconds(15), attempts.begin("rina", "10.0.0.9"));
  }

  @Test
  void each_further_mistake_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    fail(5, "rina", "10.0.0.9");
    clock.advance(Duration.ofSeconds(15));
    assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
    assertEquals(Duration.ofSeconds(30), attempts.begin("rina", "10.0.0.9"));
    for (int i = 0; i < 12; i++) {
      clock.advance(Duration.ofMinutes(15));
      assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
    }
    assertEquals(Duration.ofMinutes(15), attempts.begin("rina", "10.0.0.9"));
  }

  @Test
  void a_refused_attempt_does_not_prolong_the_wait() {
    fail(50, "rina", "10.0.0.9");
    clock.advance(Duration.ofSeconds(15));
    assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
  }

  @Test
  void the_person_on_duty_signs_in_from_another_address_meanwhile() {
    fail(100, "rina", "203.0.113.5");
    assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
  }

  @Test
  void trying_many_users_from_one_address_is_slowed_too() {
    for (int i = 0; i < 20; i++) {
      assertEquals(Duration.ZERO, attempts.begin("user" + i, "203.0.113.5"));
    }
    assertFalse(attempts.begin("user20", "203.0.113.5").isZero());
  }

  @Test
  void who_signed_in_at_an_address_before_is_not_kept_out_by_others_there() {
    attempts.begin("rina", "10.0.0.1");
    attempts.succeeded("rina", "10.0.0.1");
    for (int i = 0; i < 30; i++) {
      attempts.begin("user" + i, "10.0.0.1");
    }
    assertTrue(attempts.begin("rina", "10.0.0.1").isZero());
  }

  @Test
  void one_right_account_buys_no_guesses_at_others() {
    for (int i = 0; i < 20; i++) {
      attempts.begin("user" + i, "203.0.113.5");
      attempts.begin("mallory", "203.0.113.5");
      attempts.succeeded("mallory", "203.0.113.5");
    }
    assertFalse(attempts.begin("rina", "203.0.113.5").isZero());
  }

  @Test
  void a_success_makes_earlier_mistakes_forgotten() {
    fail(4, "rina", "10.0.0.9");
    attempts.begin("rina", "10.0.0.9");
    attempts.succeeded("rina", "10.0.0.9");
    fail(4, "rina", "10.0.0.9");
    assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
  }

  @Test
  void an_hour_makes_mistakes_forgotten() {
    fail(5, "rina", "10.0.0.9");
    clock.advance(Duration.ofHours(1));
    fail(4, "rina", "10.0.0.9");
    assertEquals(Duration.ZERO, attempts.begin("rina", "10.0.0.9"));
  }
}
