package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Series;
import id.pcc.storage.internal.domain.Gathered;
import id.pcc.storage.internal.domain.Period;
import id.pcc.storage.internal.domain.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A measure over time. Buckets are whole numbers: milliseconds divided by the bucket's width, which
 * both engines do alike and fast. They begin at midnight in Pontianak (UTC+7) for days, and at
 * whole hours for hours.
 */
final class SeriesQuery {
  private static final long MOST_BUCKETS = 20_000;
  private static final int MOST_POINTS = 200_000;
  private static final int FETCHED_AT_ONCE = 5_000;

  private final SqlDatabase database;
  private final TableLayout table;
  private final Series series;
  private final long width;
  private final long base;
  private final RollupTable hours;
  private final List<String> parts;
  private final String measure;
  private final String group;

  SeriesQuery(SqlDatabase database, TableLayout table, Series series) {
    this.database = database;
    this.table = table;
    this.series = series;
    if (table.time() == null) {
      throw new IllegalArgumentException(
          "parameter measure: " + table.id() + " has no time, so it has no series");
    }
    if (series.bucket().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("parameter bucket: expected at least a second");
    }
    if (!series.from().isBefore(series.to())) {
      throw new IllegalArgumentException("parameter to: must be later than from");
    }
    width = series.bucket().toMillis();
    long from = series.from().toEpochMilli();
    if ((series.to().toEpochMilli() - from) / width > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "parameter bucket: there would be more than "
              + MOST_BUCKETS
              + " buckets; make them wider or the time shorter");
    }
    base = Math.floorDiv(from + Period.AHEAD, width) * width - Period.AHEAD;
    measure = table.q(table.column(measured()));
    group = series.group() == null ? null : table.q(table.column(grouped()));
    hours = new RollupTable(table, Period.HOUR);
    parts = parts(series.aggregate());
    new Conditions(table, "h").filters(series.filters());
  }

  private String measured() {
    Field field = field("measure", series.measure());
    boolean number = field.type() == FieldType.DECIMAL || field.type() == FieldType.INTEGER;
    if (!number && series.aggregate() != Aggregate.COUNT || Column.of(field, 0).size() > 1) {
      throw new IllegalArgumentException("parameter measure: " + field.name() + " is no number");
    }
    return field.name();
  }

  private String grouped() {
    Field field = field("group", series.group());
    if (!table.dataset().key().contains(field.name()) || field.type() == FieldType.TIME) {
      throw new IllegalArgumentException(
          "parameter group: " + field.name() + " is no part of the key that tells series apart");
    }
    return field.name();
  }

  private Field field(String parameter, String name) {
    return table
        .dataset()
        .field(name == null ? "" : name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parameter " + parameter + ": " + table.id() + " has no field " + name));
  }

  List<Point> run() {
    return database.transact(
        connection -> {
          SortedMap<String, SortedMap<Long, Gathered>> found = new TreeMap<>();
          int points = 0;
          for (Segment segment : segments(connection)) {
            points = read(connection, segment, found, points);
          }
          List<Point> told = new ArrayList<>(points);
          found.forEach(
              (of, buckets) ->
                  buckets.forEach((bucket, values) -> told.add(point(of, bucket, values))));
          return told;
        });
  }

  /** Where the values are read: ready ones by hour and day as far as these answer the question. */
  private List<Segment> segments(Connection connection) throws SQLException {
    long from = series.from().toEpochMilli();
    long to = series.to().toEpochMilli();
    if (!RollupTable.serves(table) || !hours.has(series.measure()) || !bySeries()) {
      return List.of(new Segment(null, from, to));
    }
    DatasetId id = table.id();
    return Segment.divide(
        from,
        to,
        width,
        Marks.within(connection, id, Period.HOUR, Period.HOUR.begin(from), to),
        Marks.within(connection, id, Period.DAY, Period.DAY.begin(from), to));
  }

  /** Whether the filters tell whole series apart. */
  private boolean bySeries() {
    List<String> key = table.dataset().seriesKey();
    return series.filters().stream().allMatch(filter -> key.contains(filter.field()));
  }

  private int read(
      Connection connection,
      Segment segment,
      SortedMap<String, SortedMap<Long, Gathered>> found,
      int before)
      throws SQLException {
    Conditions conditions = new Conditions(table, "h");
    conditions.filters(series.filters());
    String sql =
        segment.source() == null ? records(conditions, segment) : ready(conditions, segment);
    int points = before;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCHED_AT_ONCE);
      conditions.bind(statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String of = group == null ? "" : row.getString(2 + parts.size());
          SortedMap<Long, Gathered> buckets = found.computeIfAbsent(of, name -> new TreeMap<>());
          points -= buckets.size();
          add(row, buckets.computeIfAbsent(row.getLong(1), bucket -> new Gathered()));
          points += buckets.size();
          checkNumber(points);
        }
      }
    }
    return points;
  }

  private void add(ResultSet row, Gathered values) throws SQLException {
    long count = 0;
    long time = 0;
    double[] numbers = new double[4];
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case "count" -> count = row.getLong(i + 2);
        case "time" -> time = row.getLong(i + 2);
        case "sum" -> numbers[0] = row.getDouble(i + 2);
        case "min" -> numbers[1] = row.getDouble(i + 2);
        case "max" -> numbers[2] = row.getDouble(i + 2);
        default -> numbers[3] = row.getDouble(i + 2);
      }
    }
    values.add(count, numbers[0], numbers[1], numbers[2], numbers[3], time);
  }

  private static void checkNumber(int points) {
    if (points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "parameter bucket: there are more than "
              + MOST_POINTS
              + " points; make the buckets wider or the time shorter");
    }
  }

  private Point point(String of, long bucket, Gathered values) {
    double value =
        switch (series.aggregate()) {
          case MEAN -> values.sum() / values.count();
          case MIN -> values.least();
          case MAX -> values.greatest();
          case SUM -> values.sum();
          case COUNT -> values.count();
          case LAST -> values.last();
        };
    return new Point(of, Instant.ofEpochMilli(base + bucket * width), value);
  }

  /** What of the values of a bucket answers a question. */
  private static List<String> parts(Aggregate aggregate) {
    return switch (aggregate) {
      case MEAN -> List.of("count", "sum");
      case MIN -> List.of("min");
      case MAX -> List.of("max");
      case SUM -> List.of("sum");
      case COUNT -> List.of("count");
      case LAST -> List.of("last", "time");
    };
  }

  /** Values that are ready, put together further. */
  private String ready(Conditions conditions, Segment segment) {
    boolean overall = group == null && series.filters().isEmpty();
    RollupTable ready =
        overall
            ? RollupTable.overall(table, segment.source())
            : new RollupTable(table, segment.source());
    String begin = "h." + ready.begin();
    conditions.add(begin + " >= ?", segment.from());
    conditions.add(begin + " < ?", segment.to());
    conditions.add("h." + ready.part(series.measure(), "count") + " > 0");
    return grouped(
        begin,
        ready.name() + " h" + conditions.where(),
        part -> "h." + ready.part(series.measure(), part));
  }

  /** The records themselves. */
  private String records(Conditions conditions, Segment segment) {
    conditions.between(Instant.ofEpochMilli(segment.from()), Instant.ofEpochMilli(segment.to()));
    conditions.add("h." + measure + " IS NOT NULL");
    boolean number = series.aggregate() != Aggregate.COUNT;
    String value = number ? "CAST(h." + measure + " AS DOUBLE PRECISION)" : "1";
    String time = "h." + table.q(table.time());
    return grouped(
        time,
        table.table() + " h" + conditions.where(),
        part -> part.equals("count") ? "1" : part.equals("time") ? time : value);
  }

  /**
   * One row for each bucket and group. The newest value is looked for row by row: to join the rows
   * with the newest time of their bucket is one statement, but one for which Derby finds no plan
   * that ends.
   *
   * @param of what stands for a part in a row
   */
  private String grouped(String time, String from, UnaryOperator<String> of) {
    List<String> inner = new ArrayList<>();
    inner.add("(" + time + " - " + base + ") / " + width + " AS pcc_b");
    parts.forEach(part -> inner.add(of.apply(part) + " AS pcc_" + part));
    if (group != null) {
      inner.add("h." + group + " AS pcc_g");
    }
    String rows = "SELECT " + String.join(", ", inner) + " FROM " + from;
    if (series.aggregate() == Aggregate.LAST) {
      return rows;
    }
    List<String> outer = new ArrayList<>();
    outer.add("r.pcc_b");
    parts.forEach(part -> outer.add(function(part) + "(r.pcc_" + part + ")"));
    String by = group == null ? "" : ", r.pcc_g";
    return "SELECT "
        + String.join(", ", outer)
        + by
        + " FROM ("
        + rows
        + ") r GROUP BY r.pcc_b"
        + by;
  }

  private static String function(String part) {
    return part.equals("min") ? "MIN" : part.equals("max") ? "MAX" : "SUM";
  }
}
