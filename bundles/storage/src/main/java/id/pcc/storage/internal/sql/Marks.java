package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.domain.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Which hours and days changed since their values were worked out. A commit marks its hours in its
 * own transaction, but only those that are not known to be marked: a flood into one hour costs one
 * row. Whoever is about to work an hour out makes it unknown first and waits for the commits under
 * way, so that none relies on a mark that is about to go.
 */
public final class Marks {
  private record Hour(DatasetId dataset, long begins) {}

  /**
   * A mark.
   *
   * @param stamp tells whether it was set again
   */
  record Mark(DatasetId dataset, Period period, long begins, long stamp) {}

  private final Set<Hour> known = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private final AtomicLong stamps;
  private final Map<String, ReadWriteLock> guards = new ConcurrentHashMap<>();

  /** Marks by a clock. */
  public Marks(Clock clock) {
    this.clock = clock;
    // greater than those of any earlier run
    this.stamps = new AtomicLong(clock.millis() * 1_000);
  }

  private ReadWriteLock guard(String department) {
    return guards.computeIfAbsent(department, name -> new ReentrantReadWriteLock(true));
  }

  /** The marks of one transaction of a department, which may be tried several times. */
  Writing writing(String department) {
    Lock guard = guard(department).readLock();
    guard.lock();
    return new Writing(guard);
  }

  /** See {@link #writing}. */
  final class Writing implements SqlDatabase.Attempt, AutoCloseable {
    private final Lock guard;
    private final List<Hour> set = new ArrayList<>();

    private Writing(Lock guard) {
      this.guard = guard;
    }

    /** Marks the hours in which some times lie. */
    void hours(Connection connection, DatasetId dataset, Collection<Long> begins)
        throws SQLException {
      for (long begin : begins) {
        Hour hour = new Hour(dataset, begin);
        if (!known.contains(hour)) {
          put(connection, dataset, Period.HOUR, begin);
          set.add(hour);
        }
      }
    }

    @Override
    public void committed() {
      known.addAll(set);
    }

    @Override
    public void rolledBack() {
      set.clear();
    }

    @Override
    public void unknown() {
      set.clear();
    }

    @Override
    public void close() {
      guard.unlock();
    }
  }

  /** Makes hours unknown, and waits for the commits that rely on them. */
  void forget(String department) {
    alone(department, () -> known.removeIf(hour -> hour.dataset().department().equals(department)));
  }

  /** Does something while nothing of a department is being committed. */
  <T> T alone(String department, Supplier<T> work) {
    Lock guard = guard(department).writeLock();
    guard.lock();
    try {
      return work.get();
    } finally {
      guard.unlock();
    }
  }

  /** Sets a mark, or sets it again. */
  void put(Connection connection, DatasetId dataset, Period period, long begins)
      throws SQLException {
    put(connection, new Mark(dataset, period, begins, stamps.incrementAndGet()), clock.millis());
  }

  /** Sets a mark, or sets it again. */
  static void put(Connection connection, Mark mark, long now) throws SQLException {
    String update =
        "UPDATE STORAGE.ROLLUP_MARK SET STAMP = ?, MARKED = ? WHERE DEPARTMENT = ? AND NAME = ? AND"
            + " PERIOD = ? AND BEGINS = ?";
    String insert =
        "INSERT INTO STORAGE.ROLLUP_MARK (STAMP, MARKED, DEPARTMENT, NAME, PERIOD, BEGINS) VALUES"
            + " (?, ?, ?, ?, ?, ?)";
    for (String sql : List.of(update, insert)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, mark.stamp());
        statement.setLong(2, now);
        statement.setString(3, mark.dataset().department());
        statement.setString(4, mark.dataset().dataset());
        statement.setString(5, mark.period().word());
        statement.setLong(6, mark.begins());
        if (statement.executeUpdate() > 0) {
          return;
        }
      }
    }
  }

  /** Takes a mark away, unless it was set again. */
  static boolean remove(Connection connection, Mark mark) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM STORAGE.ROLLUP_MARK WHERE DEPARTMENT = ? AND NAME = ? AND PERIOD = ? AND"
                + " BEGINS = ? AND STAMP = ?")) {
      statement.setString(1, mark.dataset().department());
      statement.setString(2, mark.dataset().dataset());
      statement.setString(3, mark.period().word());
      statement.setLong(4, mark.begins());
      statement.setLong(5, mark.stamp());
      return statement.executeUpdate() > 0;
    }
  }

  /** The beginnings of a dataset's marked periods within a span. */
  static Set<Long> within(
      Connection connection, DatasetId dataset, Period period, long from, long to)
      throws SQLException {
    Set<Long> begins = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT BEGINS FROM STORAGE.ROLLUP_MARK WHERE DEPARTMENT = ? AND NAME = ? AND PERIOD ="
                + " ? AND BEGINS >= ? AND BEGINS < ?")) {
      statement.setString(1, dataset.department());
      statement.setString(2, dataset.dataset());
      statement.setString(3, period.word());
      statement.setLong(4, from);
      statement.setLong(5, to);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          begins.add(rows.getLong(1));
        }
      }
    }
    return begins;
  }

  /** Marks of a kind that begin before a time and were set before another, oldest first. */
  static List<Mark> due(Connection connection, Period period, long before, long setBefore, int most)
      throws SQLException {
    List<Mark> due = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DEPARTMENT, NAME, BEGINS, STAMP FROM STORAGE.ROLLUP_MARK WHERE PERIOD = ? AND"
                + " BEGINS < ? AND MARKED <= ? ORDER BY DEPARTMENT, NAME, BEGINS FETCH FIRST "
                + most
                + " ROWS ONLY")) {
      statement.setString(1, period.word());
      statement.setLong(2, before);
      statement.setLong(3, setBefore);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          DatasetId dataset = new DatasetId(rows.getString(1), rows.getString(2));
          due.add(new Mark(dataset, period, rows.getLong(3), rows.getLong(4)));
        }
      }
    }
    return due;
  }
}
