package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.internal.domain.CheckedRecord;
import id.pcc.storage.internal.domain.Period;
import id.pcc.storage.internal.sql.RowWriter.Fate;
import id.pcc.storage.internal.sql.RowWriter.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Commits several deliveries of one department in one transaction. */
public final class GroupCommit {
  /** How far ahead of our clock a record may be before it is never the newest. */
  static final long SKEW = Duration.ofMinutes(5).toMillis();

  /** Records of one statement and of one live event. */
  private static final int CHUNK = 500;

  private static final int REASONS = 100;

  private final SqlDatabase database;
  private final EventLog log;
  private final Marks marks;
  private final Clock clock;
  private final QuarantineTable quarantine = new QuarantineTable();
  private final DeliveryTable deliveries = new DeliveryTable();
  private final ReceiptTable receipts = new ReceiptTable();
  private final VolumeTable volumes = new VolumeTable();
  private final LongAdder commits = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /**
   * What became of a delivery: either a receipt or why there is none.
   *
   * @param changed the records that were new or replaced an older one
   */
  public record Outcome(
      Receipt receipt, DeliveryException refusal, boolean repeated, List<CheckedRecord> changed) {}

  /** A record, whose it is and what became of it. */
  private record Mine(CheckedRecord record, Tallied of) {}

  private static final class Tallied {
    private final Delivery delivery;
    private long accepted;
    private long unchanged;
    private final List<CheckedRecord> changed = new ArrayList<>();
    private final Map<CheckedRecord, DeliveryTable.Part> stored = new IdentityHashMap<>();
    private boolean told;

    private Tallied(Delivery delivery) {
      this.delivery = delivery;
      this.accepted = delivery.before().accepted();
      this.unchanged = delivery.before().unchanged();
    }

    private void count(Fate fate, CheckedRecord record) {
      if (fate == Fate.UNCHANGED) {
        unchanged++;
      } else {
        accepted++;
        changed.add(record);
      }
    }

    /** How many of its records were refused, once. */
    private int refused() {
      int refused = told ? 0 : delivery.bad().size();
      told = true;
      return refused;
    }

    /** What became of the rows in quarantine that its records were. */
    private List<QuarantineTable.Settled> released() {
      List<QuarantineTable.Settled> rows = new ArrayList<>();
      for (int i = 0; i < delivery.released().size(); i++) {
        CheckedRecord record = delivery.good().get(i);
        DeliveryTable.Part part = stored.get(record);
        rows.add(
            new QuarantineTable.Settled(
                delivery.released().get(i),
                part == null ? null : part.seq(),
                SqlLineage.digest(record.key()),
                part == null ? delivery.received() : part.newest()));
      }
      return rows;
    }

    private Receipt receipt() {
      List<Rejection> errors =
          delivery.bad().stream().limit(REASONS).map(Delivery.Refused::rejection).toList();
      return new Receipt(accepted, unchanged, delivery.bad().size(), errors);
    }
  }

  /** An event to be told at the end of the transaction. */
  private record Told(TableLayout table, long seq, List<Row> rows) {}

  /** Commits to a database and tells a log. */
  public GroupCommit(SqlDatabase database, EventLog log, Marks marks, Clock clock) {
    this.database = database;
    this.log = log;
    this.marks = marks;
    this.clock = clock;
  }

  /**
   * Commits deliveries of one department, no two with the same idempotency key.
   *
   * @return what became of each, in order
   * @throws id.pcc.storage.StoreException when nothing was committed
   */
  public List<Outcome> commit(List<Delivery> group) {
    long began = System.nanoTime();
    EventLog.Writing events = log.writing();
    try (Marks.Writing hours = marks.writing(group.get(0).department())) {
      List<Outcome> outcomes =
          database.transact(
              connection -> write(connection, group, events, hours),
              SqlDatabase.Attempt.both(events, hours));
      commits.increment();
      nanos.add(System.nanoTime() - began);
      return outcomes;
    }
  }

  /** How many transactions were committed. */
  public long commits() {
    return commits.sum();
  }

  /** How long they took together, in seconds. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }

  /** Forgets answers that were given before a time. */
  public void forgetReceipts(long before) {
    database.transact(connection -> receipts.prune(connection, before));
  }

  private List<Outcome> write(
      Connection connection, List<Delivery> group, EventLog.Writing events, Marks.Writing hours)
      throws SQLException {
    events.begin(connection);
    Outcome[] outcomes = new Outcome[group.size()];
    Tallied[] tallied = new Tallied[group.size()];
    Map<TableLayout, List<Mine>> byTable = new IdentityHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      Delivery delivery = group.get(i);
      outcomes[i] = given(connection, delivery);
      if (outcomes[i] == null) {
        Tallied tally = new Tallied(delivery);
        tallied[i] = tally;
        List<Mine> mine = byTable.computeIfAbsent(delivery.table(), table -> new ArrayList<>());
        delivery.good().forEach(record -> mine.add(new Mine(record, tally)));
      }
    }
    List<Told> told = new ArrayList<>();
    List<DeliveryTable.Part> parts = new ArrayList<>();
    for (Map.Entry<TableLayout, List<Mine>> entry : byTable.entrySet()) {
      store(connection, entry.getKey(), distinct(entry.getValue()), hours, told, parts);
    }
    deliveries.put(connection, parts, clock.millis());
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == null) {
        outcomes[i] = new Outcome(settle(connection, tallied[i]), null, false, tallied[i].changed);
      }
    }
    for (Told event : told) {
      tell(connection, events, event);
    }
    return List.of(outcomes);
  }

  /** The answer that a delivery was given before; {@code null} when it is new. */
  private Outcome given(Connection connection, Delivery delivery) throws SQLException {
    if (delivery.key() == null) {
      return null;
    }
    Optional<ReceiptTable.Given> given =
        receipts.find(connection, delivery.table().id().department(), delivery.key());
    if (given.isEmpty()) {
      return null;
    }
    if (given.get().digest().equals(delivery.digest())) {
      return new Outcome(given.get().receipt(), null, true, List.of());
    }
    String why =
        "the idempotency key \""
            + delivery.key()
            + "\" was used before for other records: use a new key for new records";
    return new Outcome(
        null,
        new DeliveryException(DeliveryException.Reason.KEY_REUSED, why, Duration.ZERO),
        false,
        List.of());
  }

  /** Of records with the same key the last, in order; the others are counted. */
  private static List<Mine> distinct(List<Mine> all) {
    Map<List<Object>, Mine> last = new LinkedHashMap<>(all.size() * 2);
    for (Mine mine : all) {
      Mine before = last.put(mine.record().key(), mine);
      if (before != null) {
        boolean same = before.record().hash() == mine.record().hash();
        before.of().count(same ? Fate.UNCHANGED : Fate.UPDATED, before.record());
      }
    }
    return new ArrayList<>(last.values());
  }

  /** Records that came from one place, at most so many together: a number of theirs tells it. */
  private static List<List<Mine>> chunks(List<Mine> records) {
    Map<Delivery.Origin, List<Mine>> byOrigin = new LinkedHashMap<>();
    Tallied before = null;
    List<Mine> same = null;
    for (Mine mine : records) {
      if (mine.of() != before) {
        before = mine.of();
        same = byOrigin.computeIfAbsent(before.delivery.origin(), origin -> new ArrayList<>());
      }
      same.add(mine);
    }
    List<List<Mine>> chunks = new ArrayList<>();
    for (List<Mine> all : byOrigin.values()) {
      for (int from = 0; from < all.size(); from += CHUNK) {
        chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
      }
    }
    return chunks;
  }

  private void store(
      Connection connection,
      TableLayout table,
      List<Mine> records,
      Marks.Writing hours,
      List<Told> told,
      List<DeliveryTable.Part> parts)
      throws SQLException {
    RowWriter writer = table.engine().rows(table);
    Map<List<Object>, Long> newest = new LinkedHashMap<>();
    Set<Long> changedHours = new HashSet<>();
    boolean rolled = RollupTable.serves(table);
    long inserted = 0;
    Long newestOfAll = null;
    long oldest = Long.MAX_VALUE;
    for (List<Mine> chunk : chunks(records)) {
      List<Row> rows =
          chunk.stream().map(m -> new Row(m.record(), m.of().delivery.received())).toList();
      long seq = log.nextDelivery();
      Fate[] fates = writer.write(connection, rows, seq);
      DeliveryTable.Part part =
          new DeliveryTable.Part(table, seq, chunk.get(0).of().delivery.origin());
      Tallied before = null;
      List<Row> changed = new ArrayList<>();
      for (int i = 0; i < fates.length; i++) {
        Tallied of = chunk.get(i).of();
        of.count(fates[i], chunk.get(i).record());
        Row row = rows.get(i);
        Long time = row.record().time() == null ? row.received() : row.record().time();
        if (of != before) {
          before = of;
          part.of(of.delivery, of.refused());
        }
        part.count(fates[i] != Fate.UNCHANGED, time, row.received());
        if (fates[i] == Fate.UNCHANGED) {
          continue;
        }
        if (!of.delivery.released().isEmpty()) {
          of.stored.put(row.record(), part);
        }
        changed.add(row);
        inserted += fates[i] == Fate.INSERTED ? 1 : 0;
        oldest = Math.min(oldest, time);
        if (rolled) {
          changedHours.add(Period.HOUR.begin(time));
        }
        if (time <= row.received() + SKEW) {
          newestOfAll = newestOfAll == null ? time : Math.max(newestOfAll, time);
          if (table.hasLatest()) {
            newest.merge(series(table, row.record()), time, Math::max);
          }
        }
      }
      if (!changed.isEmpty()) {
        told.add(new Told(table, seq, changed));
        parts.add(part);
      }
    }
    if (!newest.isEmpty()) {
      table.engine().moveLatest(connection, table, pointers(newest));
    }
    if (!changedHours.isEmpty()) {
      hours.hours(connection, table.id(), changedHours);
    }
    if (oldest < Long.MAX_VALUE) {
      volumes.add(connection, table.id(), inserted, oldest, newestOfAll);
    }
  }

  private static List<Object> series(TableLayout table, CheckedRecord record) {
    List<Object> series = new ArrayList<>(table.seriesKey().size());
    for (Column part : table.seriesKey()) {
      series.add(part.of(record.values()));
    }
    return series;
  }

  private static List<Object[]> pointers(Map<List<Object>, Long> newest) {
    List<Object[]> pointers = new ArrayList<>(newest.size());
    newest.forEach(
        (series, time) -> {
          Object[] pointer = series.toArray(new Object[series.size() + 1]);
          pointer[series.size()] = time;
          pointers.add(pointer);
        });
    return pointers;
  }

  private Receipt settle(Connection connection, Tallied tallied) throws SQLException {
    Delivery delivery = tallied.delivery;
    if (!delivery.bad().isEmpty()) {
      quarantine.put(connection, delivery);
    }
    if (!delivery.released().isEmpty()) {
      quarantine.release(connection, tallied.released());
    }
    Receipt receipt = tallied.receipt();
    if (delivery.key() != null) {
      receipts.put(connection, delivery, receipt);
    }
    return receipt;
  }

  private void tell(Connection connection, EventLog.Writing events, Told event)
      throws SQLException {
    RowMap map = new RowMap(event.table());
    events.add(
        connection,
        "dataset:" + event.table().id(),
        "records",
        clock.millis(),
        event.seq(),
        null,
        () ->
            PastEvents.told(
                event.rows().stream()
                    .map(row -> map.of(row.record(), event.seq(), row.received()))
                    .toList()));
  }
}
