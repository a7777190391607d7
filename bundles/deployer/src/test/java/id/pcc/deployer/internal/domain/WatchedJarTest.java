package id.pcc.deployer.internal.domain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.deployer.internal.domain.WatchedJar.Look;
import org.junit.jupiter.api.Test;

class WatchedJarTest {
  private final WatchedJar jar = new WatchedJar();

  @Test
  void a_file_that_grows_is_left_alone_until_it_rests() {
    assertFalse(jar.ready(new Look(1, 10)));
    assertFalse(jar.ready(new Look(1, 20)));
    assertTrue(jar.ready(new Look(1, 20)));
  }

  @Test
  void one_that_was_taken_is_not_taken_again() {
    jar.ready(new Look(1, 10));
    assertTrue(jar.ready(new Look(1, 10)));
    jar.took();
    assertFalse(jar.ready(new Look(1, 10)));
  }

  @Test
  void one_that_was_not_taken_is_offered_again() {
    jar.ready(new Look(1, 10));
    assertTrue(jar.ready(new Look(1, 10)));
    assertTrue(jar.ready(new Look(1, 10)));
  }

  @Test
  void one_that_goes_and_comes_with_another_time_is_new() {
    jar.ready(new Look(1, 10));
    jar.ready(new Look(1, 10));
    jar.took();
    assertFalse(jar.ready(null));
    assertFalse(jar.ready(new Look(2, 10)));
    assertTrue(jar.ready(new Look(2, 10)));
  }
}
