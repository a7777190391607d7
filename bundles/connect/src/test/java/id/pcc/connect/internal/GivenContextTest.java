package id.pcc.connect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.Declaration;
import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import id.pcc.connect.internal.domain.DepartmentHealth;
import id.pcc.notice.Notices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenContextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final List<String> heard = new ArrayList<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final GivenContext context =
      new GivenContext(
          new Declaration("air", LocalText.name("Air"), List.of(), List.of(), List.of(), List.of()),
          Map.of(),
          new Platform(null, null, new Board(), null, null, clock, null, null, null),
          new DepartmentHealth(clock, (before, now) -> {}));

  private final class Board implements Notices {
    @Override
    public Raised raise(String source, Notice notice) {
      heard.add("raised " + notice.title().id());
      return null;
    }

    @Override
    public boolean settle(String source, String fingerprint) {
      heard.add("settled " + fingerprint);
      return true;
    }

    @Override
    public Raised acknowledge(long id, String actor) {
      throw new AssertionError("departments acknowledge nothing");
    }

    @Override
    public List<Raised> open() {
      return List.of();
    }
  }

  private static Notice notice(String title, Instant at, Instant expires) {
    LocalText text = LocalText.name(title);
    return new Notice("p1", Severity.MINOR, text, text, at, expires, Place.NONE, false);
  }

  @Test
  void what_is_said_again_at_the_next_poll_changes_nothing() {
    context.raise(notice("Pompa mati", NOW, null));
    context.raise(notice("Pompa mati", NOW.plusSeconds(60), null));
    assertEquals(List.of("raised Pompa mati"), heard);
  }

  @Test
  void something_else_of_the_same_fingerprint_is_said() {
    context.raise(notice("Pompa mati", NOW, null));
    context.raise(notice("Pompa rusak", NOW, null));
    assertEquals(List.of("raised Pompa mati", "raised Pompa rusak"), heard);
  }

  @Test
  void what_was_settled_is_raised_again() {
    context.settle("p1");
    context.settle("p1");
    context.raise(notice("Pompa mati", NOW, null));
    context.settle("p1");
    context.raise(notice("Pompa mati", NOW, null));
    assertEquals(
        List.of("settled p1", "raised Pompa mati", "settled p1", "raised Pompa mati"), heard);
  }

  @Test
  void what_has_expired_is_not_raised() {
    context.raise(notice("Pompa mati", NOW.minusSeconds(60), NOW));
    assertEquals(List.of(), heard);
  }
}
