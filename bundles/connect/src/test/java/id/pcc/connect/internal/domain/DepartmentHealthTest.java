package id.pcc.connect.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepartmentHealthTest {
  private static final LocalText AWAY = LocalText.of("server mati", "server away");

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
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
  private final List<DepartmentStatus> told = new ArrayList<>();
  private final DepartmentHealth health =
      new DepartmentHealth(clock, (before, after) -> told.add(after));

  private void started() {
    health.starting();
    health.source("a");
    health.source("b");
    health.running();
    told.clear();
  }

  @Test
  void it_starts_until_the_first_route_has_brought_something() {
    started();
    assertEquals(State.STARTING, health.status().state());
    health.source("a").succeeded();
    assertEquals(State.RUNNING, health.status().state());
    assertNull(health.status().reason());
  }

  @Test
  void a_department_without_routes_runs_when_it_has_started() {
    health.starting();
    health.running();
    assertEquals(State.RUNNING, health.status().state());
  }

  @Test
  void a_failure_that_repeats_is_told_once_and_keeps_its_beginning() {
    started();
    for (int i = 0; i < 60; i++) {
      health.source("a").failed(AWAY, now.plusSeconds(60));
      now = now.plusSeconds(60);
    }
    assertEquals(1, told.size());
    assertEquals(Instant.parse("2026-11-24T00:00:00Z"), health.status().since());
    assertEquals("a: server away", health.status().reason().en());
    assertEquals(now, health.connectors().get(0).nextTry());
  }

  @Test
  void several_failures_are_counted_and_recovery_is_told_once() {
    started();
    health.source("a").failed(AWAY, null);
    health.source("b").failed(AWAY, null);
    assertEquals("a: server mati (dan 1 lagi)", health.status().reason().id());
    health.source("a").succeeded();
    health.source("b").succeeded();
    health.source("b").succeeded();
    assertEquals(State.RUNNING, health.status().state());
    assertEquals(State.RUNNING, told.get(told.size() - 1).state());
    assertEquals(1, told.stream().filter(s -> s.state() == State.RUNNING).count());
  }

  @Test
  void a_new_start_forgets_what_was() {
    started();
    health.source("a").failed(AWAY, null);
    health.refused(List.of(LocalText.name("pompa: refused")));
    health.starting();
    assertEquals(List.of(), health.connectors());
    health.running();
    assertEquals(State.RUNNING, health.status().state());
  }

  @Test
  void what_stopped_it_comes_before_all_else() {
    started();
    health.source("a").failed(AWAY, null);
    health.stopped(LocalText.name("removed"));
    assertEquals("removed", health.status().reason().en());
  }
}
