package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping.Selection;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.internal.domain.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Deletes records, an hour of them in a transaction. The hourly values, the pointers to the newest
 * records and the counts follow.
 */
public final class Deletions {
  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Marks marks;
  private final LiveFeed live;
  private final Clock clock;
  private final VolumeTable volumes = new VolumeTable();
  private final DeliveryTable deliveries = new DeliveryTable();

  /** Deletes from the tables of a catalogue. */
  public Deletions(
      SqlDatabase database, SqlCatalogue catalogue, Marks marks, LiveFeed live, Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.marks = marks;
    this.live = live;
    this.clock = clock;
  }

  private TableLayout table(DatasetId dataset) {
    return catalogue
        .table(dataset)
        .orElseThrow(() -> new IllegalArgumentException("there is no dataset " + dataset));
  }

  private static Conditions conditions(TableLayout table, Selection selection) {
    Conditions conditions = new Conditions(table, "h");
    conditions.filters(selection.filters());
    conditions.between(selection.from(), selection.to());
    return conditions;
  }

  /** See {@link id.pcc.storage.Keeping#count}. */
  public long count(Selection selection) {
    TableLayout table = table(selection.dataset());
    Conditions conditions = conditions(table, selection);
    String sql = "SELECT COUNT(*) FROM " + table.table() + " h" + conditions.where();
    return database.transact(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            conditions.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /** See {@link id.pcc.storage.Keeping#delete}. */
  public long delete(Selection selection) {
    TableLayout table = table(selection.dataset());
    long deleted = 0;
    if (table.time() == null) {
      deleted = piece(table, conditions(table, selection), null);
    } else {
      for (long hour : hours(table, selection)) {
        Conditions conditions = conditions(table, selection);
        conditions.add(conditions.name(table.time()) + " >= ?", hour);
        conditions.add(conditions.name(table.time()) + " < ?", hour + Period.HOUR.millis());
        deleted += piece(table, conditions, hour);
      }
    }
    if (deleted > 0) {
      settle(table);
      live.publish("dataset:" + table.id(), "deleted", Map.of("number", deleted));
    }
    return deleted;
  }

  private SortedSet<Long> hours(TableLayout table, Selection selection) {
    Conditions conditions = conditions(table, selection);
    String time = conditions.name(table.time());
    String sql =
        "SELECT DISTINCT "
            + time
            + " / "
            + Period.HOUR.millis()
            + " FROM "
            + table.table()
            + " h"
            + conditions.where();
    return database.transact(
        connection -> {
          SortedSet<Long> hours = new TreeSet<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            conditions.bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                long hour = rows.getLong(1) * Period.HOUR.millis();
                hours.add(hour);
                if (hour <= 0) {
                  // before 1970 the database divides towards zero, and we do not
                  hours.add(hour - Period.HOUR.millis());
                }
              }
            }
          }
          return hours;
        });
  }

  /** One transaction; no commit of the department meanwhile, so that no mark is missed. */
  private long piece(TableLayout table, Conditions conditions, Long hour) {
    String sql = "DELETE FROM " + table.table() + " h" + conditions.where();
    return marks.alone(
        table.id().department(),
        () ->
            database.transact(
                connection -> {
                  if (hour != null && RollupTable.serves(table)) {
                    marks.put(connection, table.id(), Period.HOUR, hour);
                  }
                  forgetOriginals(connection, table, conditions);
                  return remove(connection, table, sql, conditions);
                }));
  }

  /** The rows as they came, before they were repaired, go with their records. */
  private void forgetOriginals(Connection connection, TableLayout table, Conditions conditions)
      throws SQLException {
    Set<String> repaired = deliveries.repaired(connection, table.id());
    if (repaired.isEmpty()) {
      return;
    }
    Set<String> going = new HashSet<>();
    RowMap map = new RowMap(table);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + map.selection("h")
                + " FROM "
                + table.table()
                + " h"
                + conditions.where())) {
      conditions.bind(statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String record = SqlLineage.digest(table, map.of(row));
          if (repaired.contains(record)) {
            going.add(record);
          }
        }
      }
    }
    deliveries.forgetOriginals(connection, table.id(), going);
  }

  private long remove(Connection connection, TableLayout table, String sql, Conditions conditions)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      conditions.bind(statement, 1);
      int removed = statement.executeUpdate();
      volumes.remove(connection, table.id(), removed);
      return removed;
    }
  }

  /**
   * Drops records from before a time whose hourly values are worked out, a piece at a time.
   *
   * @param most how many hours at most
   * @return how many records went
   */
  long drop(TableLayout table, long before, int most) {
    long dropped = 0;
    SortedSet<Long> hours =
        hours(table, new Selection(table.id(), List.of(), null, Instant.ofEpochMilli(before)));
    int done = 0;
    for (long hour : hours) {
      if (done++ == most) {
        break;
      }
      Conditions conditions = new Conditions(table, "h");
      conditions.add(conditions.name(table.time()) + " >= ?", hour);
      long end = Math.min(before, hour + Period.HOUR.millis());
      conditions.add(conditions.name(table.time()) + " < ?", end);
      String sql = "DELETE FROM " + table.table() + " h" + conditions.where();
      dropped += database.transact(connection -> remove(connection, table, sql, conditions));
    }
    if (dropped > 0) {
      settle(table);
    }
    return dropped;
  }

  /** Drops records of a dataset without times that were received before a time. */
  long dropReceived(TableLayout table, long before) {
    Conditions conditions = new Conditions(table, "h");
    conditions.add(conditions.name(TableLayout.RECEIVED) + " < ?", before);
    String sql = "DELETE FROM " + table.table() + " h" + conditions.where();
    return database.transact(connection -> remove(connection, table, sql, conditions));
  }

  /** Points to the newest records that are left. */
  private void settle(TableLayout table) {
    marks.alone(
        table.id().department(),
        () ->
            database.transact(
                connection -> {
                  if (table.hasLatest()) {
                    new LatestTable(table).mend(connection, clock.millis());
                  }
                  volumes.settle(connection, table);
                  return null;
                }));
  }
}
