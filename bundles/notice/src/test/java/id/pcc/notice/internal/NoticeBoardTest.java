package id.pcc.notice.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.notice.Notices.Raised;
import id.pcc.storage.Database.Dialect;
import id.pcc.storage.LiveFeed;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeBoardTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final SetClock clock = new SetClock();
  private final List<Map<String, Object>> told = new ArrayList<>();
  private final List<String> audited = new ArrayList<>();

  private NoticeBoard board(Dialect dialect) {
    LiveFeed live =
        (LiveFeed)
            Proxy.newProxyInstance(
                LiveFeed.class.getClassLoader(),
                new Class<?>[] {LiveFeed.class},
                (proxy, method, arguments) -> told(method.getName(), arguments));
    return new NoticeBoard(
        TestDatabase.of(dialect, "db/notice/common/V001__notice.sql"),
        live,
        (actor, action, object, details) -> audited.add(actor + " " + action + " " + details),
        clock);
  }

  @SuppressWarnings("unchecked")
  private Object told(String method, Object... arguments) {
    assertEquals("publish", method);
    assertEquals("notices", arguments[0]);
    told.add((Map<String, Object>) arguments[2]);
    return null;
  }

  private static Notice tide(Severity severity, Instant expires) {
    return new Notice(
        "tide",
        severity,
        LocalText.of("Banjir rob", "Tidal flood"),
        LocalText.of("Rob 1,9 m pukul 06.00.", "Tide of 1.9 m at 06:00."),
        START,
        expires,
        new Notice.Place(List.of("61.71.02.1001"), 109.36, -0.03),
        false);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_raised_comes_back_as_it_was(Dialect dialect) {
    NoticeBoard board = board(dialect);
    Raised raised = board.raise("bpbd", tide(Severity.SEVERE, START.plusSeconds(60)));
    assertEquals(List.of(raised), board.open());
    assertEquals(tide(Severity.SEVERE, START.plusSeconds(60)), board.open().get(0).notice());
    assertEquals("open", told.get(0).get("state"));
    assertEquals("severe", told.get(0).get("severity"));
    assertEquals("2026-11-24T07:00:00+07:00", told.get(0).get("at"));
  }

  @ParameterizedTest
  @EnumSource
  void a_repetition_folds_into_the_open_notice_of_its_source(Dialect dialect) {
    NoticeBoard board = board(dialect);
    Raised first = board.raise("bpbd", tide(Severity.MINOR, null));
    clock.advance(Duration.ofMinutes(5));
    Raised second = board.raise("bpbd", tide(Severity.MINOR, null));
    Raised elsewhere = board.raise("dlh", tide(Severity.MINOR, null));
    assertEquals(first.id(), second.id());
    assertEquals(2, second.times());
    assertEquals(START, second.firstAt());
    assertEquals(START.plusSeconds(300), second.lastAt());
    assertNotEquals(first.id(), elsewhere.id());
    assertEquals(2, board.open().size());
  }

  @ParameterizedTest
  @EnumSource
  void an_acknowledged_notice_stays_so_until_it_becomes_worse(Dialect dialect) {
    NoticeBoard board = board(dialect);
    long id = board.raise("bpbd", tide(Severity.MODERATE, null)).id();
    board.acknowledge(id, "person:rina");
    assertEquals("person:rina", board.raise("bpbd", tide(Severity.MINOR, null)).acknowledgedBy());
    assertEquals(
        "person:rina", board.raise("bpbd", tide(Severity.MODERATE, null)).acknowledgedBy());
    Raised worse = board.raise("bpbd", tide(Severity.EXTREME, null));
    assertNull(worse.acknowledgedBy());
    assertEquals(id, worse.id());
    assertTrue(audited.get(1).contains("notice reopened"), audited.toString());
    assertTrue(audited.get(1).contains("person:rina"), audited.toString());
  }

  @ParameterizedTest
  @EnumSource
  void the_first_who_acknowledges_counts(Dialect dialect) {
    NoticeBoard board = board(dialect);
    long id = board.raise("bpbd", tide(Severity.MODERATE, null)).id();
    board.acknowledge(id, "person:rina");
    int before = told.size();
    assertEquals("person:rina", board.acknowledge(id, "person:budi").acknowledgedBy());
    assertEquals(before, told.size());
    assertEquals(1, audited.size());
  }

  @ParameterizedTest
  @EnumSource
  void nobody_acknowledges_what_is_not_there(Dialect dialect) {
    NoticeBoard board = board(dialect);
    assertThrows(NoSuchElementException.class, () -> board.acknowledge(7, "person:rina"));
  }

  @ParameterizedTest
  @EnumSource
  void a_settled_notice_is_over_and_the_next_is_another(Dialect dialect) {
    NoticeBoard board = board(dialect);
    long id = board.raise("bpbd", tide(Severity.MODERATE, null)).id();
    assertTrue(board.settle("bpbd", "tide"));
    assertFalse(board.settle("bpbd", "tide"));
    assertEquals(List.of(), board.open());
    assertEquals("settled", told.get(told.size() - 1).get("state"));
    assertNotEquals(id, board.raise("bpbd", tide(Severity.MODERATE, null)).id());
    assertEquals(2, board.before(Long.MAX_VALUE, 10).size());
  }

  @ParameterizedTest
  @EnumSource
  void an_expired_notice_leaves_by_itself_and_is_told_once(Dialect dialect) {
    NoticeBoard board = board(dialect);
    board.raise("bpbd", tide(Severity.MODERATE, START.plusSeconds(60)));
    clock.advance(Duration.ofSeconds(60));
    assertEquals(List.of(), board.open());
    board.sweep();
    board.sweep();
    assertEquals(2, told.size());
    assertEquals("expired", told.get(1).get("state"));
  }

  @ParameterizedTest
  @EnumSource
  void an_old_warning_that_is_raised_at_every_poll_is_kept_once_and_never_told(Dialect dialect) {
    NoticeBoard board = board(dialect);
    clock.advance(Duration.ofHours(1));
    Raised first = board.raise("bpbd", tide(Severity.MODERATE, START.plusSeconds(60)));
    Raised second = board.raise("bpbd", tide(Severity.MODERATE, START.plusSeconds(60)));
    assertEquals(first.id(), second.id());
    assertEquals(List.of(), told);
    assertEquals(1, board.before(Long.MAX_VALUE, 10).size());
  }

  @ParameterizedTest
  @EnumSource
  void a_longer_validity_keeps_an_open_notice(Dialect dialect) {
    NoticeBoard board = board(dialect);
    board.raise("bpbd", tide(Severity.MODERATE, START.plusSeconds(60)));
    board.raise("bpbd", tide(Severity.MODERATE, START.plusSeconds(600)));
    clock.advance(Duration.ofSeconds(120));
    board.sweep();
    assertEquals(1, board.open().size());
  }

  @ParameterizedTest
  @EnumSource
  void the_worst_stand_first_and_of_those_the_newest(Dialect dialect) {
    NoticeBoard board = board(dialect);
    board.raise("a", tide(Severity.MINOR, null));
    clock.advance(Duration.ofSeconds(1));
    board.raise("b", tide(Severity.EXTREME, null));
    clock.advance(Duration.ofSeconds(1));
    board.raise("c", tide(Severity.MINOR, null));
    assertEquals(List.of("b", "c", "a"), board.open().stream().map(Raised::source).toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_source_gone_wild_is_stopped_and_the_others_are_not(Dialect dialect) {
    NoticeBoard board = board(dialect);
    for (int i = 0; i < 1_000; i++) {
      board.raise("wild", numbered(i));
    }
    assertThrows(IllegalStateException.class, () -> board.raise("wild", numbered(1_000)));
    assertEquals(2, board.raise("wild", numbered(5)).times());
    assertEquals(1, board.raise("calm", numbered(0)).times());
  }

  @ParameterizedTest
  @EnumSource
  void a_text_that_is_too_long_is_cut_and_kept(Dialect dialect) {
    NoticeBoard board = board(dialect);
    var notice =
        new Notice(
            "long",
            Severity.MINOR,
            LocalText.name("t".repeat(501)),
            LocalText.name("\uD83D\uDE00".repeat(5_000)),
            START,
            null,
            Notice.Place.NONE,
            true);
    Raised raised = board.raise("bpbd", notice);
    assertEquals(500, raised.notice().title().id().length());
    assertTrue(raised.notice().text().id().length() <= 8_000);
    assertEquals(raised, board.open().get(0));
  }

  @ParameterizedTest
  @EnumSource
  void a_person_settles_what_a_person_raised_only(Dialect dialect) {
    NoticeBoard board = board(dialect);
    long own = board.raise(NoticeBoard.BY_HAND, tide(Severity.MINOR, null)).id();
    long other = board.raise("bpbd", tide(Severity.MINOR, null)).id();
    assertEquals(START, board.settle(own, "person:rina").settledAt());
    assertThrows(IllegalStateException.class, () -> board.settle(other, "person:rina"));
  }

  private static Notice numbered(int number) {
    return new Notice(
        "n" + number,
        Severity.UNKNOWN,
        LocalText.name("n"),
        LocalText.name("n"),
        START,
        null,
        Notice.Place.NONE,
        false);
  }

  private static final class SetClock extends Clock {
    private Instant now = START;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
