package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Receipt;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quality;
import id.pcc.storage.StoreException;
import id.pcc.storage.internal.domain.QualityCount;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.sql.GroupCommit.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in memory what deliveries bring, and adds it to the table now and then, so that a commit
 * of records never waits for its statistics.
 */
public final class SqlQuality implements Quality {
  private static final int DAYS_KEPT = 400;

  private final SqlDatabase database;
  private final Clock clock;
  private final QualityTable table = new QualityTable();
  private final Map<Counted, QualityCount> counts = new ConcurrentHashMap<>();

  private record Counted(DatasetId dataset, long day) {}

  /** Keeps the counts in a database. */
  public SqlQuality(SqlDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Counts a delivery that was settled. */
  public void count(Delivery delivery, Outcome outcome) {
    Receipt receipt = outcome.receipt();
    Counted counted = new Counted(delivery.table().id(), day(delivery.received()));
    counts.compute(
        counted,
        (key, before) -> {
          QualityCount count = before == null ? new QualityCount() : before;
          count.add(
              delivery.table().dataset(),
              outcome.changed(),
              delivery.received(),
              receipt.accepted(),
              receipt.unchanged(),
              receipt.quarantined());
          return count;
        });
  }

  /** Adds what was counted to the table; what cannot be added now is added later. */
  public void flush() {
    for (Counted counted : List.copyOf(counts.keySet())) {
      QualityCount count = counts.remove(counted);
      if (count != null) {
        try {
          database.transact(
              connection -> {
                table.add(connection, counted.dataset(), counted.day(), count.values());
                return null;
              });
        } catch (StoreException e) {
          counts.merge(counted, count, QualityCount::plus);
          throw e;
        }
      }
    }
  }

  /** Forgets what is older than a year and a month. */
  public void prune() {
    database.transact(connection -> table.prune(connection, day(clock.millis()) - DAYS_KEPT));
  }

  @Override
  public List<Day> days(DatasetId dataset, LocalDate from) {
    return database.transact(connection -> table.days(connection, dataset, from));
  }

  private static long day(long time) {
    return Instant.ofEpochMilli(time).atZone(Json.ZONE).toLocalDate().toEpochDay();
  }
}
