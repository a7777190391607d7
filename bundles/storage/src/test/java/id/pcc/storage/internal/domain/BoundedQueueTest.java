package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BoundedQueueTest {
  private final BoundedQueue<String> queue = new BoundedQueue<>(3, 10, String::length);

  private List<String> take(int records) {
    return queue.take(records, String::length, text -> true);
  }

  @Test
  void it_is_bounded_by_number_and_by_weight() {
    assertTrue(queue.offer("1234"));
    assertTrue(queue.offer("1234"));
    assertFalse(queue.offer("123"));
    assertTrue(queue.offer("12"));
    assertFalse(queue.offer(""));
    assertEquals(List.of("1234", "1234", "12"), take(100));
    assertTrue(queue.offer("1234567890"));
  }

  @Test
  void one_that_is_heavier_than_the_bound_is_taken_alone() {
    assertTrue(queue.offer("12345678901234567890"));
    assertFalse(queue.offer("1"));
    assertEquals(1, take(1).size());
    assertTrue(queue.offer("1"));
  }

  @Test
  void a_group_has_so_many_records_but_always_one_delivery() {
    queue.offer("1234");
    queue.offer("12");
    queue.offer("1");
    assertEquals(List.of("1234"), take(3));
    assertEquals(List.of("12", "1"), take(3));
    assertEquals(List.of(), take(3));
  }

  @Test
  void who_does_not_fit_the_group_waits_for_the_next() {
    queue.offer("a");
    queue.offer("b");
    queue.offer("a");
    Set<String> seen = new HashSet<>();
    assertEquals(List.of("a", "b"), queue.take(9, String::length, seen::add));
    seen.clear();
    assertEquals(List.of("a"), queue.take(9, String::length, seen::add));
  }

  @Test
  void when_closed_it_takes_nothing_and_gives_back_what_waits() {
    queue.offer("a");
    assertEquals(List.of("a"), queue.close());
    assertFalse(queue.offer("b"));
  }
}
