package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Retention;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping;
import id.pcc.storage.internal.domain.Period;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps datasets for as long as they are to be kept. */
public final class SqlKeeping implements Keeping {
  private static final Logger LOG = LoggerFactory.getLogger(SqlKeeping.class);

  /** Hours of records that are dropped at a time, so that other work comes between. */
  private static final int HOURS_AT_ONCE = 2_000;

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Retentions retentions;
  private final Deletions deletions;
  private final Clock clock;

  /** Keeps the datasets of a catalogue. */
  public SqlKeeping(
      SqlDatabase database,
      SqlCatalogue catalogue,
      Retentions retentions,
      Deletions deletions,
      Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.retentions = retentions;
    this.deletions = deletions;
    this.clock = clock;
  }

  @Override
  public Rule rule(DatasetId dataset) {
    return retentions.rule(dataset);
  }

  @Override
  public Rule keep(DatasetId dataset, Retention retention, String by) {
    return retentions.keep(dataset, retention, by);
  }

  @Override
  public long count(Selection selection) {
    return deletions.count(selection);
  }

  @Override
  public long delete(Selection selection) {
    return deletions.delete(selection);
  }

  /** Drops what is kept no longer. */
  public void enforce() {
    for (Entry entry : catalogue.entries()) {
      Retention retention = rule(entry.id()).retention();
      TableLayout table = catalogue.table(entry.id()).orElseThrow();
      long dropped = retention.raw() == null ? 0 : drop(table, retention);
      if (dropped > 0) {
        LOG.info("Dropped {} records of {}: they were kept long enough", dropped, entry.id());
      }
      if (RollupTable.serves(table)) {
        forget(table, Period.HOUR, retention.hour() == null ? null : retention.hour().toMillis());
        forget(table, Period.DAY, retention.day() == null ? null : retention.day().toMillis());
      }
    }
  }

  private long drop(TableLayout table, Retention retention) {
    long before = clock.millis() - retention.raw().toMillis();
    if (table.time() == null) {
      return deletions.dropReceived(table, before);
    }
    // an hour more than is refused at the door, for what was let in and still waits
    long hour = Period.HOUR.begin(before) - Period.HOUR.millis();
    retentions.keepFrom(table.id(), hour);
    if (RollupTable.serves(table) && marked(table, hour)) {
      return 0;
    }
    return deletions.drop(table, hour, HOURS_AT_ONCE);
  }

  /** Whether hours from before a time wait to be worked out. */
  private boolean marked(TableLayout table, long before) {
    return database.transact(
        connection ->
            !Marks.within(connection, table.id(), Period.HOUR, Long.MIN_VALUE, before).isEmpty());
  }

  private void forget(TableLayout table, Period period, Long kept) {
    if (kept != null) {
      long before = period.begin(clock.millis() - kept);
      database.transact(connection -> new RollupTable(table, period).forget(connection, before));
    }
  }
}
