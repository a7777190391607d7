package id.pcc.storage.internal.sql;

import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.LiveFeed.Past;
import id.pcc.storage.StoreException;
import id.pcc.storage.internal.domain.EventOrder;
import id.pcc.storage.internal.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happened, kept in one order. */
public final class EventLog {
  private final SqlDatabase database;
  private final PastEvents past;
  private final Clock clock;
  private final ScheduledExecutorService background;
  private final EventOrder<Committed> order;
  private final AtomicLong deliveries;
  private volatile boolean foreign;

  /**
   * An event that is stored.
   *
   * @param data made only when somebody listens
   */
  public record Committed(
      long seq, String topic, String kind, long at, Supplier<Map<String, Object>> data) {}

  /**
   * @param background finds out about events whose commit ended unknown
   * @param out takes events in their order; must only queue them
   */
  public EventLog(
      SqlDatabase database,
      SqlCatalogue catalogue,
      Clock clock,
      ScheduledExecutorService background,
      Consumer<Committed> out) {
    this.database = database;
    this.clock = clock;
    this.background = background;
    this.past = new PastEvents(database, catalogue);
    long[] last = database.transact(EventLog::last);
    order = new EventOrder<>(last[0], out);
    deliveries = new AtomicLong(last[1]);
  }

  private static long[] last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT MAX(E.SEQ), MAX(E.DELIVERY), MAX(F.SEQ), MAX(F.DELIVERY) FROM"
                    + " STORAGE.LIVE_FORGOTTEN F LEFT JOIN STORAGE.LIVE_EVENT E ON 1 = 1")) {
      row.next();
      return new long[] {
        Math.max(row.getLong(1), row.getLong(3)), Math.max(row.getLong(2), row.getLong(4))
      };
    }
  }

  /** The number of the next delivery of records. */
  long nextDelivery() {
    return deliveries.incrementAndGet();
  }

  /** Everything up to this number was let out. */
  public long position() {
    return order.settled();
  }

  /** Stores an event that is no commit of a dataset. */
  public void publish(String topic, String kind, Map<String, Object> data) {
    long at = clock.millis();
    String body = Json.write(data);
    Writing writing = writing();
    database.transact(
        connection -> {
          writing.begin(connection);
          writing.add(connection, topic, kind, at, null, body, () -> data);
          return null;
        },
        writing);
  }

  /** Events of the past. */
  public Past past(Collection<String> topics, long after, long upTo, int limit) {
    return past.find(topics, after, Math.min(upTo, position()), limit);
  }

  /** Forgets events that happened before a time, and the oldest beyond so many. */
  public void prune(long before, long keep) {
    long position = position();
    past.prune(before, position - keep, position);
  }

  /** The events of one transaction, which may be tried several times. */
  Writing writing() {
    return new Writing();
  }

  /** See {@link #writing}. */
  final class Writing implements SqlDatabase.Attempt {
    private record Open(EventOrder<Committed>.Ticket ticket, Committed event) {}

    private final List<Open> open = new ArrayList<>();

    /** Must be called first in each attempt. */
    void begin(Connection connection) throws SQLException {
      if (foreign) {
        long[] last = last(connection);
        order.skipTo(last[0]);
        deliveries.accumulateAndGet(last[1], Math::max);
        foreign = false;
      }
    }

    /** Adds an event; as late as possible, because later numbers wait for this transaction. */
    void add(
        Connection connection,
        String topic,
        String kind,
        long at,
        Long delivery,
        String body,
        Supplier<Map<String, Object>> data)
        throws SQLException {
      EventOrder<Committed>.Ticket ticket = order.next();
      open.add(new Open(ticket, new Committed(ticket.number(), topic, kind, at, data)));
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO STORAGE.LIVE_EVENT (SEQ, TOPIC, KIND, HAPPENED, DELIVERY, BODY) VALUES"
                  + " (?, ?, ?, ?, ?, ?)")) {
        statement.setLong(1, ticket.number());
        statement.setString(2, topic);
        statement.setString(3, kind);
        statement.setLong(4, at);
        Column.bind(statement, 5, delivery, Types.BIGINT);
        Column.bind(statement, 6, body, Types.CLOB);
        statement.executeUpdate();
      } catch (SQLException e) {
        if (database.engine().duplicate(e)) {
          // another node writes to this database too: read on from its numbers
          foreign = true;
          throw new SQLException("event " + ticket.number() + " exists", "40001", e);
        }
        throw e;
      }
    }

    @Override
    public void committed() {
      open.forEach(event -> event.ticket().committed(event.event()));
      open.clear();
    }

    @Override
    public void rolledBack() {
      open.forEach(event -> event.ticket().givenUp());
      open.clear();
    }

    @Override
    public void unknown() {
      findOut(List.copyOf(open));
      open.clear();
    }

    /** Asks the database, until it answers, whether the events are there. */
    private void findOut(List<Open> events) {
      if (events.isEmpty()) {
        return;
      }
      background.schedule(
          () -> {
            try {
              long first = events.get(0).ticket().number();
              boolean stored = database.transact(connection -> exists(connection, first));
              events.forEach(e -> e.ticket().committed(stored ? e.event() : null));
            } catch (StoreException e) {
              findOut(events);
            }
          },
          1,
          TimeUnit.SECONDS);
    }

    private static boolean exists(Connection connection, long seq) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT 1 FROM STORAGE.LIVE_EVENT WHERE SEQ = ?")) {
        statement.setLong(1, seq);
        try (ResultSet row = statement.executeQuery()) {
          return row.next();
        }
      }
    }
  }

  /** An event as listeners get it. */
  public static Event told(Committed event) {
    return new Event(event.seq(), event.topic(), event.kind(), event.at(), event.data().get());
  }
}
