package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Series;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A measure over time. Buckets are whole numbers: milliseconds divided by the bucket's width, which
 * both engines do alike and fast. They begin at midnight in Pontianak (UTC+7) for days, and at
 * whole hours for hours.
 */
final class SeriesQuery {
  private static final long LOCAL = Duration.ofHours(7).toMillis();
  private static final long MOST_BUCKETS = 20_000;
  private static final int MOST_POINTS = 200_000;
  private static final int FETCHED_AT_ONCE = 5_000;

  private final SqlDatabase database;
  private final TableLayout table;
  private final Series series;
  private final long width;
  private final long base;
  private final Conditions conditions;
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
    base = Math.floorDiv(from + LOCAL, width) * width - LOCAL;
    measure = table.q(table.column(measured()));
    group = series.group() == null ? null : table.q(table.column(grouped()));
    conditions = new Conditions(table, "h");
    conditions.filters(series.filters());
    conditions.between(series.from(), series.to());
    conditions.add("h." + measure + " IS NOT NULL");
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
    return series.aggregate() == Aggregate.LAST ? newest() : aggregated();
  }

  private List<Point> aggregated() {
    String sql = aggregate();
    return database.transact(
        connection -> {
          List<Point> points = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            conditions.bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                checkNumber(points.size());
                String of = group == null ? "" : rows.getString(3);
                points.add(point(of, rows.getLong(1), rows.getDouble(2)));
              }
            }
          }
          return points;
        });
  }

  private static void checkNumber(int points) {
    if (points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "parameter bucket: there are more than "
              + MOST_POINTS
              + " points; make the buckets wider or the time shorter");
    }
  }

  private Point point(String of, long bucket, double value) {
    return new Point(of, Instant.ofEpochMilli(base + bucket * width), value);
  }

  /** A value and its time. */
  private record Timed(long time, double value) {
    /** The newer one; of several of the same instant the greater value. */
    Timed or(Timed other) {
      boolean newer = other.time > time || other.time == time && other.value > value;
      return newer ? other : this;
    }
  }

  /**
   * Of the records of a bucket the newest. Read row by row: to join the rows with the newest time
   * of their bucket is one statement, but one for which Derby finds no plan that ends.
   */
  private List<Point> newest() {
    return database.transact(
        connection -> {
          SortedMap<String, SortedMap<Long, Timed>> newest = new TreeMap<>();
          try (PreparedStatement statement = connection.prepareStatement(rows())) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            conditions.bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
              int points = 0;
              while (rows.next()) {
                Timed timed = new Timed(rows.getLong(3), rows.getDouble(2));
                String of = group == null ? "" : rows.getString(4);
                SortedMap<Long, Timed> buckets =
                    newest.computeIfAbsent(of, name -> new TreeMap<>());
                points -= buckets.size();
                buckets.merge(rows.getLong(1), timed, Timed::or);
                points += buckets.size();
                checkNumber(points);
              }
            }
          }
          List<Point> points = new ArrayList<>();
          newest.forEach(
              (of, buckets) ->
                  buckets.forEach((bucket, timed) -> points.add(point(of, bucket, timed.value()))));
          return points;
        });
  }

  private String bucket() {
    return "(h." + table.q(table.time()) + " - " + base + ") / " + width;
  }

  private String rows() {
    boolean number = series.aggregate() != Aggregate.COUNT;
    return "SELECT "
        + bucket()
        + " AS pcc_b, "
        + (number ? "CAST(h." + measure + " AS DOUBLE PRECISION)" : "1")
        + " AS pcc_v, h."
        + table.q(table.time())
        + " AS pcc_t"
        + (group == null ? "" : ", h." + group + " AS pcc_g")
        + " FROM "
        + table.table()
        + " h"
        + conditions.where();
  }

  private String aggregate() {
    String function =
        switch (series.aggregate()) {
          case MEAN -> "AVG(r.pcc_v)";
          case MIN -> "MIN(r.pcc_v)";
          case MAX -> "MAX(r.pcc_v)";
          case SUM -> "SUM(r.pcc_v)";
          case COUNT, LAST -> "COUNT(*)";
        };
    return "SELECT r.pcc_b, "
        + function
        + grouped(", r.pcc_g")
        + " FROM ("
        + rows()
        + ") r"
        + " GROUP BY r.pcc_b"
        + grouped(", r.pcc_g")
        + " ORDER BY"
        + grouped(" r.pcc_g,")
        + " r.pcc_b";
  }

  private String grouped(String text) {
    return group == null ? "" : text;
  }
}
