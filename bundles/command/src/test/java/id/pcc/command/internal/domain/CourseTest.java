package id.pcc.command.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pcc.api.LocalText;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Kind;
import id.pcc.command.CommandState;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Instant END = NOW.plusSeconds(600);
  private static final LocalText WHY = LocalText.of("sebab", "because");

  private static IssuedCommand asked(boolean fourEyes) {
    return new IssuedCommand(
        1,
        "id-1",
        "air",
        "jalankan",
        LocalText.of("Jalankan", "Run"),
        Map.of(),
        List.of(),
        fourEyes,
        "person:siti",
        "person:siti",
        "id-1",
        END,
        CommandState.REQUESTED,
        List.of(new Step(NOW, "person:siti", null, CommandState.REQUESTED)));
  }

  private static IssuedCommand approved() {
    return Course.approved(asked(true), "person:budi", "person:budi", NOW);
  }

  private static IssuedCommand sent() {
    return Course.sent(approved(), NOW);
  }

  private static Kind refusal(IssuedCommand command, UnaryOperator<IssuedCommand> act) {
    return assertThrows(CommandRefusedException.class, () -> act.apply(command)).kind();
  }

  @Test
  void a_command_goes_from_request_to_confirmation_and_keeps_every_step() {
    IssuedCommand done = Course.confirmed(sent(), "receipt 7", NOW.plusSeconds(2));
    assertEquals(CommandState.CONFIRMED, done.state());
    assertEquals(
        List.of(
            CommandState.REQUESTED,
            CommandState.APPROVED,
            CommandState.SENT,
            CommandState.CONFIRMED),
        done.steps().stream().map(Step::to).toList());
    assertEquals("person:budi", done.approvedBy().orElseThrow());
    assertEquals("receipt 7", done.last().proof());
    assertNull(done.last().ending());
  }

  @Test
  void nobody_approves_what_they_asked_for_themselves_by_a_key_neither() {
    assertEquals(
        Kind.NOT_ALLOWED,
        refusal(asked(true), c -> Course.approved(c, "person:siti", "person:siti", NOW)));
    assertEquals(
        Kind.NOT_ALLOWED,
        refusal(asked(true), c -> Course.approved(c, "key:abc", "person:siti", NOW)));
  }

  @Test
  void a_command_that_needs_a_second_person_never_approves_itself() {
    assertThrows(IllegalStateException.class, () -> Course.approvedByItself(asked(true), NOW));
    assertEquals(CommandState.APPROVED, Course.approvedByItself(asked(false), NOW).state());
  }

  @Test
  void nothing_is_approved_or_sent_once_its_time_is_up() {
    assertEquals(
        Kind.CONFLICT,
        refusal(asked(true), c -> Course.approved(c, "person:budi", "person:budi", END)));
    assertThrows(IllegalStateException.class, () -> Course.sent(approved(), END));
    assertEquals(CommandState.SENT, Course.sent(approved(), END.minusMillis(1)).state());
  }

  @Test
  void a_rejected_command_is_over() {
    IssuedCommand rejected = Course.rejected(asked(true), "person:budi", "terlalu malam", NOW);
    assertEquals(CommandState.FAILED, rejected.state());
    assertEquals(Ending.REJECTED, rejected.last().ending());
    assertEquals("terlalu malam", rejected.last().reason().id());
    assertEquals(
        Kind.CONFLICT, refusal(rejected, c -> Course.approved(c, "person:a", "person:a", NOW)));
  }

  @Test
  void only_who_asked_takes_it_back_and_only_before_it_was_sent() {
    assertEquals(
        Kind.NOT_ALLOWED,
        refusal(asked(true), c -> Course.withdrawn(c, "person:budi", "person:budi", NOW)));
    IssuedCommand back = Course.withdrawn(approved(), "key:x", "person:siti", NOW);
    assertEquals(Ending.WITHDRAWN, back.last().ending());
    assertEquals(
        Kind.CONFLICT,
        refusal(sent(), c -> Course.withdrawn(c, "person:siti", "person:siti", NOW)));
  }

  @Test
  void what_expires_says_whether_it_had_been_approved() {
    assertEquals(Ending.NOT_APPROVED, Course.expired(asked(true), WHY, END).last().ending());
    assertEquals(Ending.NOT_BEGUN, Course.expired(approved(), WHY, END).last().ending());
    assertEquals(CommandState.EXPIRED, Course.expired(sent(), WHY, END).state());
  }

  @Test
  void what_has_ended_stays_as_it_is() {
    for (IssuedCommand over :
        List.of(
            Course.confirmed(sent(), "", NOW),
            Course.failed(sent(), Ending.UNKNOWN, WHY, NOW),
            Course.expired(asked(true), WHY, END))) {
      assertEquals(Kind.CONFLICT, refusal(over, c -> Course.expired(c, WHY, END)));
      assertEquals(Kind.CONFLICT, refusal(over, c -> Course.sent(c, NOW)));
      assertEquals(Kind.CONFLICT, refusal(over, c -> Course.confirmed(c, "", NOW)));
      assertEquals(Kind.CONFLICT, refusal(over, c -> Course.rejected(c, "p", "x", NOW)));
      assertEquals(
          Kind.CONFLICT,
          refusal(over, c -> Course.withdrawn(c, "person:siti", "person:siti", NOW)));
    }
  }

  @Test
  void only_what_was_sent_is_confirmed_or_fails() {
    assertEquals(Kind.CONFLICT, refusal(approved(), c -> Course.confirmed(c, "", NOW)));
    assertEquals(
        Kind.CONFLICT, refusal(asked(true), c -> Course.failed(c, Ending.UNKNOWN, WHY, NOW)));
  }
}
