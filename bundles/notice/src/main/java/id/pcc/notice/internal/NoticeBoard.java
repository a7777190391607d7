package id.pcc.notice.internal;

import id.pcc.api.notice.Notice;
import id.pcc.notice.Notices;
import id.pcc.notice.internal.domain.Kept;
import id.pcc.notice.internal.sql.NoticeTable;
import id.pcc.security.Audit;
import id.pcc.storage.Database;
import id.pcc.storage.LiveFeed;
import id.pcc.web.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the notices. One change at a time, each stored before it is told, so that the live feed
 * tells them in the order in which they happened.
 */
@Component(service = {Notices.class, NoticeBoard.class})
public final class NoticeBoard implements Notices {
  /** The live topic. */
  static final String TOPIC = "notices";

  /** The source of what a person raises. */
  public static final String BY_HAND = "console";

  /** What one source may have open: a source gone wild must not bury the others. */
  private static final int MOST_OPEN = 1_000;

  private static final Comparator<Raised> WORST_AND_NEWEST =
      Comparator.comparing((Raised raised) -> raised.notice().severity())
          .thenComparing(Raised::lastAt, Comparator.reverseOrder())
          .thenComparing(Raised::id, Comparator.reverseOrder());

  private final Database database;
  private final LiveFeed live;
  private final Audit audit;
  private final Clock clock;
  private final Object change = new Object();

  @Activate
  public NoticeBoard(
      @Reference Database database, @Reference LiveFeed live, @Reference Audit audit) {
    this(database, live, audit, Clock.systemUTC());
  }

  NoticeBoard(Database database, LiveFeed live, Audit audit, Clock clock) {
    this.database = database;
    this.live = live;
    this.audit = audit;
    this.clock = clock;
    database.migrate("notice", NoticeBoard.class.getClassLoader());
  }

  @Override
  public Raised raise(String source, Notice notice) {
    if (source.isEmpty() || source.length() > 64) {
      throw new IllegalArgumentException("a source has 1 to 64 characters: " + source);
    }
    if (!notice.fingerprint().matches("\\P{Cc}{1,200}")) {
      throw new IllegalArgumentException(
          source + " raised a notice whose fingerprint is not 1 to 200 printable characters");
    }
    synchronized (change) {
      Instant now = now();
      Change changed = database.transact(c -> raise(c, source, notice, now));
      changed.told().forEach(raised -> tell(raised, now));
      reopened(changed);
      return changed.now().raised();
    }
  }

  /**
   * What raising did.
   *
   * @param before the open notice that took it in, as it was
   * @param told what the live feed is to say
   */
  private record Change(Kept now, Optional<Kept> before, List<Raised> told) {}

  private static Change raise(Connection c, String source, Notice notice, Instant now)
      throws SQLException {
    Optional<Kept> open = NoticeTable.open(c, source, notice.fingerprint());
    if (open.isPresent() && !Kept.expired(open.get().raised(), now)) {
      Kept again = open.get().again(notice, now);
      NoticeTable.update(c, again, Kept.expired(again.raised(), now));
      return new Change(again, open, List.of(again.raised()));
    }
    List<Raised> told = new ArrayList<>();
    if (open.isPresent()) {
      NoticeTable.update(c, open.get(), true);
      told.add(open.get().raised());
    }
    Kept first = Kept.first(source, notice, now);
    if (Kept.expired(first.raised(), now)) {
      return new Change(past(c, first), Optional.empty(), told);
    }
    if (NoticeTable.openOf(c, source) >= MOST_OPEN) {
      throw new IllegalStateException(
          source + " has " + MOST_OPEN + " open notices: settle some before raising more");
    }
    Kept inserted = NoticeTable.insert(c, first);
    told.add(inserted.raised());
    return new Change(inserted, Optional.empty(), told);
  }

  /** A source that lists old warnings raises them at every poll: each is kept once, told never. */
  private static Kept past(Connection c, Kept expired) throws SQLException {
    String source = expired.raised().source();
    var known = NoticeTable.lastClosed(c, source, expired.raised().notice().fingerprint());
    if (known.isPresent()) {
      return known.get();
    }
    Kept inserted = NoticeTable.insert(c, expired);
    NoticeTable.update(c, inserted, true);
    return inserted;
  }

  /** What was acknowledged and became worse is open again; who had acknowledged it stays known. */
  private void reopened(Change changed) {
    changed
        .before()
        .map(Kept::raised)
        .filter(before -> before.acknowledgedBy() != null)
        .filter(before -> changed.now().raised().acknowledgedBy() == null)
        .ifPresent(
            before -> {
              Map<String, Object> details = new LinkedHashMap<>();
              details.put("acknowledgedBy", before.acknowledgedBy());
              details.put("acknowledgedAt", Json.time(before.acknowledgedAt()));
              details.put("severity", severity(changed.now().raised()));
              audit.append("system", "notice reopened", "notice/" + before.id(), details);
            });
  }

  @Override
  public boolean settle(String source, String fingerprint) {
    synchronized (change) {
      Instant now = now();
      Optional<Raised> settled =
          database.transact(
              c -> {
                Optional<Kept> open =
                    NoticeTable.open(c, source, fingerprint)
                        .filter(kept -> !Kept.expired(kept.raised(), now));
                return open.isEmpty()
                    ? Optional.<Raised>empty()
                    : Optional.of(settle(c, open.get(), now));
              });
      settled.ifPresent(raised -> tell(raised, now));
      return settled.isPresent();
    }
  }

  /**
   * Settles a notice that a person raised, on behalf of a person; one that is over already stays as
   * it is.
   *
   * @throws NoSuchElementException when there is none of that number
   * @throws IllegalStateException when it is a source's own, which would raise it again
   */
  public Raised settle(long id, String actor) {
    synchronized (change) {
      Instant now = now();
      Kept before = database.transact(c -> NoticeTable.find(c, id)).orElseThrow(() -> none(id));
      if (!before.raised().source().equals(BY_HAND)) {
        throw new IllegalStateException(
            "Notice " + id + " is settled by its source, " + before.raised().source() + ".");
      }
      if (before.raised().settledAt() != null || Kept.expired(before.raised(), now)) {
        return before.raised();
      }
      Raised settled = database.transact(c -> settle(c, before, now));
      audit.append(actor, "notice settled", "notice/" + id, about(settled));
      tell(settled, now);
      return settled;
    }
  }

  private static Raised settle(Connection c, Kept kept, Instant now) throws SQLException {
    Kept settled = kept.settled(now);
    NoticeTable.update(c, settled, true);
    return settled.raised();
  }

  @Override
  public Raised acknowledge(long id, String actor) {
    synchronized (change) {
      Instant now = now();
      Kept before = database.transact(c -> NoticeTable.find(c, id)).orElseThrow(() -> none(id));
      if (before.raised().acknowledgedBy() != null) {
        return before.raised();
      }
      Kept after = before.acknowledged(actor, now);
      boolean closed = after.raised().settledAt() != null || Kept.expired(after.raised(), now);
      database.transact(
          c -> {
            NoticeTable.update(c, after, closed);
            return null;
          });
      audit.append(actor, "notice acknowledged", "notice/" + id, about(after.raised()));
      tell(after.raised(), now);
      return after.raised();
    }
  }

  @Override
  public List<Raised> open() {
    Instant now = now();
    return database.transact(NoticeTable::open).stream()
        .map(Kept::raised)
        .filter(raised -> !Kept.expired(raised, now))
        .sorted(WORST_AND_NEWEST)
        .toList();
  }

  /** The notice of that number. */
  public Optional<Raised> find(long id) {
    return database.transact(c -> NoticeTable.find(c, id)).map(Kept::raised);
  }

  /** Notices of a number below that, newest first, open or not. */
  public List<Raised> before(long id, int limit) {
    return database.transact(c -> NoticeTable.before(c, id, limit)).stream()
        .map(Kept::raised)
        .toList();
  }

  /** Closes what has expired and tells it, so that it leaves every screen by itself. */
  public void sweep() {
    synchronized (change) {
      Instant now = now();
      List<Raised> expired =
          database.transact(
              c -> {
                List<Raised> closed = new ArrayList<>();
                for (Kept kept : NoticeTable.open(c)) {
                  if (Kept.expired(kept.raised(), now)) {
                    NoticeTable.update(c, kept, true);
                    closed.add(kept.raised());
                  }
                }
                return closed;
              });
      expired.forEach(raised -> tell(raised, now));
    }
  }

  /** What time it is to the notices, to the millisecond. */
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private void tell(Raised raised, Instant now) {
    live.publish(TOPIC, "notice", NoticeJson.of(raised, now));
  }

  private static Map<String, Object> about(Raised raised) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("source", raised.source());
    details.put("fingerprint", raised.notice().fingerprint());
    details.put("severity", severity(raised));
    return details;
  }

  private static String severity(Raised raised) {
    return raised.notice().severity().name().toLowerCase(Locale.ROOT);
  }

  private static NoSuchElementException none(long id) {
    return new NoSuchElementException("there is no notice " + id);
  }
}
