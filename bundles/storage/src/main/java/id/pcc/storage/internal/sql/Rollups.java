package id.pcc.storage.internal.sql;

import id.pcc.storage.internal.domain.Period;
import id.pcc.storage.internal.sql.Marks.Mark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out hourly and daily values when their time has passed and its records have come. */
public final class Rollups {
  private static final int AT_ONCE = 200;

  /** How long after its end an hour or day is waited for. */
  private static final long GRACE = Duration.ofMinutes(1).toMillis();

  /**
   * How long a change rests before it is worked in: a flood of late records changes an hour often.
   */
  private static final long REST = Duration.ofSeconds(20).toMillis();

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Marks marks;
  private final Clock clock;
  private volatile boolean stopped;

  /** Works for the datasets of a catalogue. */
  public Rollups(SqlDatabase database, SqlCatalogue catalogue, Marks marks, Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.marks = marks;
    this.clock = clock;
  }

  /**
   * Works out what is due; one at a time, since the slower of two could write over what the other
   * has read later.
   *
   * @param all also what still rests or has not ended yet, such as before records are deleted
   * @return how many hours and days were worked out
   */
  public synchronized int work(boolean all) {
    int worked = 0;
    for (Period period : Period.values()) {
      List<Mark> due;
      do {
        // Seen before they are forgotten: a commit after that sets its mark again, with another
        // stamp, and so it stays. Of marks that are seen later, some are relied upon already.
        due = due(period, all);
        Set<String> departments = new HashSet<>();
        due.forEach(mark -> departments.add(mark.dataset().department()));
        departments.forEach(marks::forget);
        int done = 0;
        for (Mark mark : due) {
          done += !stopped && renew(mark) ? 1 : 0;
        }
        worked += done;
        if (done == 0) {
          break;
        }
      } while (due.size() == AT_ONCE);
    }
    return worked;
  }

  /** Lets {@link #work} end soon. */
  public void stop() {
    stopped = true;
  }

  private List<Mark> due(Period period, boolean all) {
    long now = clock.millis();
    long before = all ? Long.MAX_VALUE : now - GRACE - period.millis();
    long rested = all ? Long.MAX_VALUE : now - REST;
    return database.transact(connection -> Marks.due(connection, period, before, rested, AT_ONCE));
  }

  /** The records first, then the mark: one that was set again meanwhile stays. */
  private boolean renew(Mark mark) {
    Optional<TableLayout> table = catalogue.table(mark.dataset());
    return database.transact(
        connection -> {
          if (table.isPresent() && RollupTable.serves(table.get())) {
            if (mark.period() == Period.DAY && unready(connection, mark)) {
              return false;
            }
            new RollupTable(table.get(), mark.period()).renew(connection, mark.begins());
            if (mark.period() == Period.HOUR) {
              long day = Period.DAY.begin(mark.begins());
              marks.put(connection, mark.dataset(), Period.DAY, day);
            }
          }
          return Marks.remove(connection, mark);
        });
  }

  private static boolean unready(Connection connection, Mark day) throws SQLException {
    long end = day.begins() + Period.DAY.millis();
    return !Marks.within(connection, day.dataset(), Period.HOUR, day.begins(), end).isEmpty();
  }
}
