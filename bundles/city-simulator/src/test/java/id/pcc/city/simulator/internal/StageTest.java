package id.pcc.city.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pcc.city.simulator.internal.domain.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class StageTest {
  private final StageClock clock = new StageClock();
  private final Instant start = clock.instant();
  private final Stage stage = new Stage(clock, 60, LocalTime.of(5, 30));

  @Test
  void a_scripted_hour_passes_in_a_minute() {
    clock.pass(Duration.ofMinutes(1));
    assertEquals(LocalTime.of(6, 30), Stage.time(stage.position()));
  }

  @Test
  void what_the_script_has_reached_is_never_in_the_future() {
    clock.pass(Duration.ofSeconds(95));
    assertFalse(stage.when(stage.position()).isAfter(clock.instant()));
    assertEquals(start.plusSeconds(30), stage.when(stage.today(LocalTime.of(6, 0))));
  }

  @Test
  void a_jump_goes_on_from_the_present_time() {
    clock.pass(Duration.ofSeconds(30));
    stage.jump(LocalTime.of(9, 50));
    assertEquals(LocalTime.of(9, 50), Stage.time(stage.position()));
    assertEquals(clock.instant(), stage.when(stage.today(LocalTime.of(7, 15))));
  }

  @Test
  void a_jump_back_is_one_to_the_next_day() {
    stage.jump(LocalTime.of(4, 0));
    assertEquals(1, stage.day());
    assertEquals(LocalTime.of(4, 0), Stage.time(stage.position()));
  }

  @Test
  void after_midnight_the_day_is_played_again() {
    clock.pass(Duration.ofMinutes(19));
    assertEquals(1, stage.day());
    assertEquals(LocalTime.of(0, 30), Stage.time(stage.position()));
  }

  @Test
  void a_speed_that_makes_no_sense_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Stage(clock, 0, LocalTime.NOON));
    assertThrows(
        IllegalArgumentException.class, () -> new Stage(clock, Double.NaN, LocalTime.NOON));
  }
}
