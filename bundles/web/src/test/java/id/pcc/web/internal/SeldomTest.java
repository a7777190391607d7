package id.pcc.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeldomTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void what_was_left_out_is_counted_when_it_is_said_again() {
    Seldom seldom = new Seldom(2);
    assertEquals(0, seldom.now(5 * SECOND));
    assertEquals(0, seldom.now(5 * SECOND + 1));
    assertEquals(-1, seldom.now(5 * SECOND + 2));
    assertEquals(-1, seldom.now(6 * SECOND - 1));
    assertEquals(2, seldom.now(6 * SECOND));
    assertEquals(0, seldom.now(6 * SECOND));
  }
}
