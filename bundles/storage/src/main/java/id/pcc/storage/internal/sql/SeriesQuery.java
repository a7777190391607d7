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

/**
 * A measure over time. Buckets are whole numbers: milliseconds divided by the bucket's width, which
 * both engines do alike and fast. They begin at midnight in Pontianak (UTC+7) for days, and at
 * whole hours for hours.
 */
final class SeriesQuery {
  private static final long LOCAL = Duration.ofHours(7).toMillis();
  private static final long MOST_BUCKETS = 20_000;
  private static final int MOST_POINTS = 200_000;

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
    boolean last = series.aggregate() == Aggregate.LAST;
    String sql = last ? newest() : aggregate();
    return database.transact(
        connection -> {
          List<Point> points = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = conditions.bind(statement, 1);
            if (last) {
              conditions.bind(statement, next);
            }
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next() && points.size() < MOST_POINTS) {
                points.add(
                    new Point(
                        group == null ? "" : rows.getString(3),
                        Instant.ofEpochMilli(base + rows.getLong(1) * width),
                        rows.getDouble(2)));
              }
            }
          }
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

  /** Of the records of a bucket the newest; of several of the same instant the greatest value. */
  private String newest() {
    String times =
        "SELECT n.pcc_b, MAX(n.pcc_t) AS pcc_t"
            + grouped(", n.pcc_g")
            + " FROM ("
            + rows()
            + ") n GROUP BY n.pcc_b"
            + grouped(", n.pcc_g");
    return "SELECT r.pcc_b, MAX(r.pcc_v)"
        + grouped(", r.pcc_g")
        + " FROM ("
        + times
        + ") m JOIN ("
        + rows()
        + ") r ON r.pcc_b = m.pcc_b AND r.pcc_t = m.pcc_t"
        + grouped(" AND r.pcc_g = m.pcc_g")
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
