package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.internal.domain.CheckedRecord;
import id.pcc.storage.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch that was checked and waits to be committed.
 *
 * @param table of its dataset, as it lay when the batch was checked
 * @param good records that fit the dataset, in their order
 * @param bad records that do not
 * @param key the delivery's idempotency key; {@code null} when it has none
 * @param digest of the delivery's body; {@code null} when it has no key
 * @param origin where it came from
 * @param received when, in milliseconds UTC
 * @param weight what it takes of the memory, in bytes, roughly
 * @param released records in quarantine that are the good ones: they leave it with this commit
 * @param before what became of records of the same delivery that were committed already
 */
public record Delivery(
    TableLayout table,
    List<CheckedRecord> good,
    List<Refused> bad,
    String key,
    String digest,
    Origin origin,
    long received,
    long weight,
    List<Long> released,
    Tally before) {

  /**
   * Where a delivery came from.
   *
   * @param source for people
   * @param route the id of the department's route; {@code null} when it came otherwise
   * @param repair how rows from quarantine were repaired and by whom, as JSON; {@code null} when
   *     they were not
   */
  public record Origin(String source, String route, String repair) {}

  /**
   * A record that was refused.
   *
   * @param raw the record as JSON
   * @param cut whether it was too long to be kept whole
   * @param digest of the record
   */
  public record Refused(Rejection rejection, String raw, boolean cut, String digest) {}

  /** Counts of records. */
  public record Tally(long accepted, long unchanged) {
    /** Of nothing. */
    public static final Tally NONE = new Tally(0, 0);
  }

  /** Whose delivery it is. */
  public String department() {
    return table.id().department();
  }

  /** The number of records. */
  public int size() {
    return good.size() + bad.size();
  }

  /** The good records alone, without a key. */
  Delivery withoutBad() {
    return new Delivery(
        table, good, List.of(), null, null, origin, received, weight, released, before);
  }

  /** The same, with how its rows from quarantine were repaired. */
  Delivery repairedBy(String how) {
    Origin repaired = new Origin(origin.source(), origin.route(), how);
    return new Delivery(
        table, good, bad, key, digest, repaired, received, weight, released, before);
  }

  /** Some of the good records alone, as if delivered apart. */
  public Delivery part(int from, int to) {
    return new Delivery(
        table,
        good.subList(from, to),
        List.of(),
        null,
        null,
        origin,
        received,
        weight,
        released.isEmpty() ? released : released.subList(from, to),
        Tally.NONE);
  }

  /** What is not a good record: the bad ones and the key, after the good ones were stored. */
  public Delivery rest(Tally stored) {
    return new Delivery(
        table, List.of(), bad, key, digest, origin, received, weight, List.of(), stored);
  }

  /** This delivery with all of its good records refused. */
  public Delivery refused(Fault fault) {
    List<Refused> all = new ArrayList<>(bad);
    for (CheckedRecord record : good) {
      String raw = Json.write(RowMap.raw(table, record));
      all.add(Intake.refused(new Rejection(0, "", fault), raw));
    }
    return new Delivery(
        table, List.of(), all, key, digest, origin, received, weight, List.of(), before);
  }
}
