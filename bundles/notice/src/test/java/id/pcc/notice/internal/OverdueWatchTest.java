package id.pcc.notice.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.notice.Notices.Raised;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Catalogue.Volume;
import id.pcc.storage.Database.Dialect;
import id.pcc.storage.DatasetId;
import id.pcc.storage.LiveFeed;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverdueWatchTest {
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private Long newest = now.toEpochMilli();
  private Duration frequency = Duration.ofMinutes(10);

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

  private final NoticeBoard board =
      new NoticeBoard(
          TestDatabase.of(Dialect.DERBY, "db/notice/common/V001__notice.sql"),
          proxy(LiveFeed.class),
          (actor, action, object, details) -> {},
          clock);

  private final OverdueWatch watch = new OverdueWatch(proxy(Catalogue.class), board, clock);

  private <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "entries" -> List.of(entry());
                  case "volume" -> new Volume(1, 0, newest);
                  default -> null;
                }));
  }

  private Entry entry() {
    return new Entry(
        new DatasetId("pupr", "muka_air"),
        new Dataset(
            "muka_air",
            LocalText.of("Muka air", "Water level"),
            LocalText.of("Muka air", "Water level"),
            List.of(
                new Field(
                    "pos", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("pos"), List.of())),
            List.of("pos"),
            frequency,
            Classification.PUBLIC,
            "PUPR",
            Governance.NONE),
        "",
        1,
        null);
  }

  private void after(Duration time) {
    now = now.plus(time);
    watch.look();
  }

  @Test
  void data_that_is_twice_its_frequency_old_is_overdue_and_told_once() {
    after(Duration.ofMinutes(20));
    assertEquals(List.of(), board.open());
    after(Duration.ofSeconds(1));
    after(Duration.ofMinutes(1));
    Raised raised = board.open().get(0);
    assertEquals(1, board.open().size());
    assertEquals(1, raised.times());
    assertEquals("data", raised.source());
    assertEquals("Data terlambat: Muka air", raised.notice().title().id());
    assertTrue(raised.notice().text().id().contains("tiap 10 menit"), raised.toString());
    assertTrue(raised.notice().text().id().contains("24 Nov 2026 07.00 WIB"), raised.toString());
  }

  @Test
  void new_data_settles_the_notice() {
    after(Duration.ofHours(1));
    newest = now.toEpochMilli();
    after(Duration.ofSeconds(1));
    assertEquals(List.of(), board.open());
  }

  @Test
  void a_notice_of_before_a_restart_is_settled_when_data_came_meanwhile() {
    after(Duration.ofHours(1));
    newest = now.toEpochMilli();
    new OverdueWatch(proxy(Catalogue.class), board, clock).look();
    assertEquals(List.of(), board.open());
  }

  @Test
  void a_dataset_without_records_or_frequency_is_never_overdue() {
    newest = null;
    after(Duration.ofHours(1));
    newest = 0L;
    frequency = null;
    after(Duration.ofHours(1));
    assertEquals(List.of(), board.open());
  }
}
