package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Records;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads datasets' tables. */
public final class SqlRecords implements Records {
  private static final int MOST = 10_000;
  private static final int PAGE = 2_000;
  private static final long SHORTEST_WINDOW = 60_000;

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final VolumeTable volumes = new VolumeTable();

  /** Reads the tables of a catalogue. */
  public SqlRecords(SqlDatabase database, SqlCatalogue catalogue) {
    this.database = database;
    this.catalogue = catalogue;
  }

  private TableLayout table(DatasetId id) {
    return catalogue
        .table(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no dataset " + id));
  }

  @Override
  public Found find(Query query) {
    if (query.limit() < 1 || query.limit() > MOST) {
      throw new IllegalArgumentException(
          "parameter limit: expected 1 to " + MOST + ", got " + query.limit());
    }
    return page(table(query.dataset()), query, query.limit());
  }

  @Override
  public void each(Query query, Consumer<Map<String, Object>> consumer) {
    // page by page, each in a short transaction of its own: a consumer that is slow, such as a
    // download, then holds neither a connection nor locks that writers wait for
    TableLayout table = table(query.dataset());
    String cursor = query.cursor();
    do {
      Query part =
          new Query(
              query.dataset(),
              query.filters(),
              query.from(),
              query.to(),
              query.bbox(),
              query.latest(),
              query.descending(),
              PAGE,
              cursor);
      Found found = page(table, part, PAGE);
      found.records().forEach(consumer);
      cursor = found.next();
    } while (cursor != null);
  }

  private Found page(TableLayout table, Query query, int limit) {
    List<Column> order = order(table);
    List<Object> after =
        query.cursor() == null
            ? null
            : Cursor.values(query.cursor(), table, query.descending(), order);
    boolean windows =
        !query.descending()
            && table.time() != null
            && !(query.latest() && table.hasLatest())
            && !table.engine().readsBackwards();
    List<Map<String, Object>> records =
        database.transact(
            connection ->
                windows
                    ? oldestFirst(connection, table, query, after, limit + 1)
                    : read(connection, table, conditions(table, query, after), query, limit + 1));
    if (records.size() <= limit) {
      return new Found(records, null);
    }
    List<Map<String, Object>> page = List.copyOf(records.subList(0, limit));
    return new Found(page, Cursor.of(table, query.descending(), last(order, page.get(limit - 1))));
  }

  private static Conditions conditions(TableLayout table, Query query, List<Object> after) {
    Conditions conditions = new Conditions(table, "h");
    conditions.filters(query.filters());
    conditions.between(query.from(), query.to());
    conditions.within(query.bbox());
    if (after != null) {
      beyond(conditions, table, order(table), after, query.descending());
    }
    return conditions;
  }

  private static List<Map<String, Object>> read(
      Connection connection, TableLayout table, Conditions conditions, Query query, int most)
      throws SQLException {
    RowMap map = new RowMap(table);
    String sql =
        "SELECT "
            + map.selection("h")
            + " FROM "
            + from(table, query.latest())
            + conditions.where()
            + " ORDER BY "
            + order(table).stream()
                .map(c -> "h." + table.q(c) + (back(table, c, query.descending()) ? " DESC" : ""))
                .collect(Collectors.joining(", "))
            + " FETCH FIRST "
            + most
            + " ROWS ONLY";
    List<Map<String, Object>> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      conditions.bind(statement, 1);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(map.of(rows));
        }
      }
    }
    return found;
  }

  /**
   * Against the direction of the index an engine that cannot read backwards would sort the whole
   * history for each page. So it is asked for a window of time that should hold the page, and for
   * the next, wider one while it does not.
   */
  private List<Map<String, Object>> oldestFirst(
      Connection connection, TableLayout table, Query query, List<Object> after, int most)
      throws SQLException {
    VolumeTable.Span span = volumes.span(connection, table.id());
    if (span.oldest() == null || span.newest() == null) {
      return read(connection, table, conditions(table, query, after), query, most);
    }
    long begin = span.oldest();
    begin = query.from() == null ? begin : Math.max(begin, query.from().toEpochMilli());
    begin = after == null ? begin : Math.max(begin, (Long) after.get(0));
    long end = span.newest();
    end = query.to() == null ? end : Math.min(end, query.to().toEpochMilli());
    long width =
        Math.max(
            SHORTEST_WINDOW,
            2L * most * (span.newest() - span.oldest()) / Math.max(1, span.records()));
    List<Map<String, Object>> found = new ArrayList<>();
    while (true) {
      boolean whole = begin + width > end;
      Conditions conditions = conditions(table, query, after);
      String time = conditions.name(table.time());
      conditions.add(time + " >= ?", begin);
      if (!whole) {
        conditions.add(time + " < ?", begin + width);
      }
      found.addAll(read(connection, table, conditions, query, most - found.size()));
      if (whole || found.size() >= most) {
        return found;
      }
      begin += width;
      width *= 4;
    }
  }

  private static List<Object> last(List<Column> order, Map<String, Object> record) {
    List<Object> values = new ArrayList<>();
    for (Column column : order) {
      Object value = record.get(column.name());
      values.add(value instanceof Instant time ? (Object) time.toEpochMilli() : value);
    }
    return values;
  }

  /** By time, then the key; by key where there is no time. */
  private static List<Column> order(TableLayout table) {
    List<Column> order = new ArrayList<>();
    if (table.time() != null) {
      order.add(table.time());
    }
    table.key().stream().filter(c -> c != table.time()).forEach(order::add);
    return order;
  }

  /** Only what comes after a record in the order. */
  private static void beyond(
      Conditions conditions,
      TableLayout table,
      List<Column> order,
      List<Object> after,
      boolean descending) {
    List<String> ways = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int last = 0; last < order.size(); last++) {
      List<String> way = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        String operator =
            i < last ? " = ?" : back(table, order.get(i), descending) ? " < ?" : " > ?";
        way.add(conditions.name(order.get(i)) + operator);
        values.add(after.get(i));
      }
      ways.add("(" + String.join(" AND ", way) + ")");
    }
    // the first column once more by itself, so that an index can begin where the page ended
    Column first = order.get(0);
    conditions.add(
        conditions.name(first) + (back(table, first, descending) ? " <= ?" : " >= ?"),
        after.get(0));
    conditions.add("(" + String.join(" OR ", ways) + ")", values.toArray());
  }

  private static boolean back(TableLayout table, Column column, boolean descending) {
    return descending && column == table.time();
  }

  private static String from(TableLayout table, boolean latest) {
    if (!latest || !table.hasLatest()) {
      return table.table() + " h";
    }
    List<Column> pointer = new ArrayList<>(table.seriesKey());
    pointer.add(table.time());
    return table.latest()
        + " l JOIN "
        + table.table()
        + " h ON "
        + pointer.stream()
            .map(c -> "h." + table.q(c) + " = l." + table.q(c))
            .collect(Collectors.joining(" AND "));
  }

  @Override
  public List<Point> series(Series series) {
    return new SeriesQuery(database, table(series.dataset()), series).run();
  }
}
