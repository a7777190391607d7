package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventOrderTest {
  private final List<String> out = new ArrayList<>();
  private final EventOrder<String> order = new EventOrder<>(10, out::add);

  @Test
  void an_event_waits_for_those_before_it() {
    var first = order.next();
    var second = order.next();
    second.committed("second");
    assertEquals(List.of(), out);
    assertEquals(10, order.settled());
    first.committed("first");
    assertEquals(List.of("first", "second"), out);
    assertEquals(12, order.settled());
  }

  @Test
  void a_number_that_was_given_up_holds_up_nobody_and_is_never_a_position() {
    var first = order.next();
    var second = order.next();
    var third = order.next();
    second.committed("second");
    first.givenUp();
    third.givenUp();
    assertEquals(List.of("second"), out);
    assertEquals(12, order.settled());
  }

  @Test
  void what_is_settled_stays_settled() {
    var ticket = order.next();
    ticket.committed("once");
    ticket.givenUp();
    ticket.committed("twice");
    assertEquals(List.of("once"), out);
  }

  @Test
  void numbers_go_on_after_those_of_somebody_else() {
    order.skipTo(40);
    assertEquals(41, order.next().number());
  }
}
