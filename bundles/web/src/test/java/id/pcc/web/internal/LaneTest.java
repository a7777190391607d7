package id.pcc.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void so_many_have_a_place_and_others_are_refused() {
    Lane lane = new Lane(2, 0, LONG);
    assertTrue(lane.enter());
    assertTrue(lane.enter());
    assertFalse(lane.enter());
    lane.leave();
    assertTrue(lane.enter());
  }

  @Test
  void who_waits_gets_the_place_of_who_leaves() {
    Lane lane = new Lane(1, 1, LONG);
    assertTrue(lane.enter());
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(lane::enter);
    lane.leave();
    assertTrue(waiting.join());
  }

  @Test
  void nobody_waits_longer_than_a_moment() {
    Lane lane = new Lane(1, 1, Duration.ofMillis(1));
    assertTrue(lane.enter());
    assertFalse(lane.enter());
  }

  @Test
  void a_small_heap_has_fewer_places_for_machines() {
    assertEquals(8, Lanes.machines(64L << 20));
    assertEquals(16, Lanes.machines(512L << 20));
    assertEquals(32, Lanes.machines(1L << 30));
    assertEquals(48, Lanes.machines(16L << 30));
  }
}
