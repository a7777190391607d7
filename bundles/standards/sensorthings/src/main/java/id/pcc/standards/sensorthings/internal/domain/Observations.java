package id.pcc.standards.sensorthings.internal.domain;

import id.pcc.standards.sensorthings.internal.domain.Source.Observation;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Found;
import id.pcc.storage.Records.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The values of streams. */
public final class Observations {
  private static final int MOST_AT_ONCE = 1_000;

  private final Records records;

  /** Reads records. */
  public Observations(Records records) {
    this.records = records;
  }

  /**
   * A page.
   *
   * @param next where the next one begins; {@code null} when this is the last
   */
  public record Page(List<Observation> found, String next) {}

  /** The page that is asked for. */
  public Page page(Stream stream, ObservationQuery asked) {
    String cursor = asked.records().cursor();
    int left = asked.skip();
    while (left > 0) {
      Found skipped = records.find(from(asked.records(), Math.min(left, MOST_AT_ONCE), cursor));
      left -= skipped.records().size();
      cursor = skipped.next();
      if (cursor == null) {
        return new Page(List.of(), null);
      }
    }
    Found found = records.find(from(asked.records(), asked.records().limit(), cursor));
    return new Page(
        found.records().stream().map(record -> observation(stream, record)).toList(), found.next());
  }

  /** How many there are. */
  public long count(ObservationQuery asked) {
    long[] count = new long[1];
    records.each(from(asked.records(), MOST_AT_ONCE, null), record -> count[0]++);
    return count[0];
  }

  private static Query from(Query query, int limit, String cursor) {
    return new Query(
        query.dataset(),
        query.filters(),
        query.from(),
        query.to(),
        query.bbox(),
        query.latest(),
        query.descending(),
        limit,
        cursor);
  }

  private static Observation observation(Stream stream, Map<String, Object> record) {
    return new Observation(
        stream,
        (Instant) record.get(stream.thing().source().time()),
        record.get(stream.measure().name()));
  }
}
