package id.pcc.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The way out: what the datasets hold. */
@ProviderType
public interface Records {
  /**
   * A page of records, each with the fields of the dataset (times as {@link Instant}, places as
   * GeoJSON maps) and {@code _seq} and {@code _received}.
   *
   * @throws IllegalArgumentException when the query does not fit the dataset; the message names the
   *     parameter
   */
  Found find(Query query);

  /** Gives every record of a query to a consumer, however many there are; the limit is ignored. */
  void each(Query query, Consumer<Map<String, Object>> consumer);

  /** A measure over time, in buckets. */
  List<Point> series(Series series);

  /** Comparisons of a filter. */
  enum Comparison {
    /** Equal. */
    EQ,
    /** Greater than. */
    GT,
    /** Greater than or equal. */
    GTE,
    /** Less than. */
    LT,
    /** Less than or equal. */
    LTE,
    /** Of a text: equal to it, or one of the words that it consists of. */
    HAS
  }

  /**
   * A condition on a field.
   *
   * @param value as text, converted to the field's type
   */
  record Filter(String field, Comparison comparison, String value) {}

  /**
   * What is asked.
   *
   * @param dataset of which dataset
   * @param filters all must hold
   * @param from least phenomenon time, {@code null} for any
   * @param to phenomenon time before which, {@code null} for any
   * @param bbox west, south, east, north; {@code null} for anywhere
   * @param latest only the newest record of each key
   * @param descending newest first, else oldest first (by phenomenon time, then key; by key where
   *     there is no time)
   * @param limit at most so many, 1 to 10,000
   * @param cursor where to go on, from {@link Found#next}; {@code null} to begin
   */
  record Query(
      DatasetId dataset,
      List<Filter> filters,
      Instant from,
      Instant to,
      double[] bbox,
      boolean latest,
      boolean descending,
      int limit,
      String cursor) {
    /** The newest record of each key. */
    public static Query latest(DatasetId dataset, int limit) {
      return new Query(dataset, List.of(), null, null, null, true, true, limit, null);
    }
  }

  /**
   * What was found.
   *
   * @param next the cursor of the next page; {@code null} when this is the last
   */
  record Found(List<Map<String, Object>> records, String next) {}

  /** How the values of a bucket become one. */
  enum Aggregate {
    /** Arithmetic mean. */
    MEAN,
    /** Least. */
    MIN,
    /** Greatest. */
    MAX,
    /** Sum. */
    SUM,
    /** Number of values. */
    COUNT,
    /** Newest. */
    LAST
  }

  /**
   * What series is asked.
   *
   * @param measure the field
   * @param group a key field that tells series apart; {@code null} for one series
   * @param filters all must hold
   * @param from from when, inclusive
   * @param to until when, exclusive
   * @param bucket width of a bucket, at least a second
   */
  record Series(
      DatasetId dataset,
      String measure,
      String group,
      List<Filter> filters,
      Instant from,
      Instant to,
      Duration bucket,
      Aggregate aggregate) {}

  /**
   * A point of a series.
   *
   * @param group which series; empty when there is one
   * @param at the bucket's beginning
   */
  record Point(String group, Instant at, double value) {}
}
