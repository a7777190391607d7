package id.pcc.api.dataset;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records on their way into a dataset, in the order in which they happened.
 *
 * @param dataset the dataset's name, without the department
 * @param records one map of field name to value each; values as they came from the source: storage
 *     converts and checks them (numbers, ISO texts and {@link java.time.Instant} for times, GeoJSON
 *     maps or texts for places)
 * @param idempotencyKey names this delivery, so that its repetition is answered with the receipt of
 *     the first; {@code null} when only the records' own keys protect against repetition
 * @param source where the batch came from, for people, such as an address or a file name
 * @param route the id of the department's route that brought it; {@code null} when it came
 *     otherwise
 */
public record RecordBatch(
    String dataset,
    List<Map<String, Object>> records,
    String idempotencyKey,
    String source,
    String route) {
  public RecordBatch {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(source, "source");
  }

  /** A batch that no route of a department brought. */
  public RecordBatch(
      String dataset, List<Map<String, Object>> records, String idempotencyKey, String source) {
    this(dataset, records, idempotencyKey, source, null);
  }

  /** A batch that only the records' own keys protect against repetition. */
  public static RecordBatch of(String dataset, List<Map<String, Object>> records, String source) {
    return new RecordBatch(dataset, records, null, source);
  }
}
