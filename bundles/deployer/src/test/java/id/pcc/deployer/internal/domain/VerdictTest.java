package id.pcc.deployer.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import id.pcc.deployer.internal.domain.Verdict.Before;
import id.pcc.deployer.internal.domain.Verdict.Look;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final LocalText WHY = LocalText.of("sebab", "reason");
  private static final Before DELIVERED = new Before(State.RUNNING, true);
  private static final Before FAILING = new Before(State.DEGRADED, false);

  private static Look at(State state) {
    return new Look(true, state, state == State.RUNNING ? null : WHY, false, false);
  }

  private static Optional<Verdict> of(Before before, Look look, boolean over) {
    return Verdict.of(before, look, over, 30);
  }

  @Test
  void one_that_runs_may_stay() {
    assertEquals(new Verdict(true, null), of(DELIVERED, at(State.RUNNING), false).orElseThrow());
  }

  @Test
  void one_that_stops_goes_at_once_with_its_reason() {
    assertEquals(new Verdict(false, WHY), of(DELIVERED, at(State.STOPPED), false).orElseThrow());
    assertFalse(of(Before.NONE, at(State.STOPPED), false).orElseThrow().healthy());
  }

  @Test
  void a_source_that_failed_before_is_no_fault_of_the_new_one() {
    assertTrue(of(FAILING, at(State.DEGRADED), false).orElseThrow().healthy());
    assertEquals(Optional.empty(), of(DELIVERED, at(State.DEGRADED), false));
    assertFalse(of(DELIVERED, at(State.DEGRADED), true).orElseThrow().healthy());
  }

  @Test
  void a_refused_declaration_is_always_a_fault() {
    Look refused = new Look(true, State.DEGRADED, WHY, true, false);
    assertFalse(of(FAILING, refused, false).orElseThrow().healthy());
    assertFalse(of(Before.NONE, refused, false).orElseThrow().healthy());
  }

  @Test
  void a_first_one_may_wait_for_a_setting_and_a_next_one_may_not() {
    Look unset = new Look(true, State.STOPPED, WHY, false, true);
    assertTrue(of(Before.NONE, unset, false).orElseThrow().healthy());
    assertFalse(of(DELIVERED, unset, false).orElseThrow().healthy());
  }

  @Test
  void the_new_one_delivers_within_the_time_if_the_one_before_did() {
    assertEquals(Optional.empty(), of(DELIVERED, at(State.STARTING), false));
    assertFalse(of(DELIVERED, at(State.STARTING), true).orElseThrow().healthy());
    Before rarely = new Before(State.RUNNING, false);
    assertTrue(of(rarely, at(State.STARTING), true).orElseThrow().healthy());
  }

  @Test
  void one_that_never_appears_goes() {
    Look nowhere = new Look(false, null, null, false, false);
    assertEquals(Optional.empty(), of(Before.NONE, nowhere, false));
    assertFalse(of(Before.NONE, nowhere, true).orElseThrow().healthy());
  }
}
