package id.pcc.storage;

import id.pcc.api.dataset.Retention;
import id.pcc.storage.Records.Filter;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How long datasets are kept, and the deletion of records. */
@ProviderType
public interface Keeping {
  /**
   * How long a dataset is kept.
   *
   * @param retention what holds
   * @param setBy who said so, as in the audit; {@code null} when it is the dataset's own
   *     declaration
   * @param keptFrom records from before were dropped; {@code null} while none was
   */
  record Rule(Retention retention, String setBy, Instant keptFrom) {}

  /**
   * What is to be deleted: records for which all of it holds.
   *
   * @param filters conditions on fields
   * @param from least phenomenon time; {@code null} for any
   * @param to phenomenon time before which; {@code null} for any
   */
  record Selection(DatasetId dataset, List<Filter> filters, Instant from, Instant to) {}

  /**
   * How long a dataset is kept.
   *
   * @throws IllegalArgumentException when there is no such dataset
   */
  Rule rule(DatasetId dataset);

  /**
   * Keeps a dataset for another time than it declares.
   *
   * @param retention for how long; {@code null} to go by the declaration again
   * @param by who says so, as in the audit
   */
  Rule keep(DatasetId dataset, Retention retention, String by);

  /**
   * How many records a deletion would delete.
   *
   * @throws IllegalArgumentException when the selection does not fit the dataset
   */
  long count(Selection selection);

  /**
   * Deletes records, piece by piece, so that nobody waits for it; what was deleted before a fault
   * stays deleted. Listeners to the dataset hear {@code deleted}.
   *
   * @return how many
   * @throws IllegalArgumentException when the selection does not fit the dataset
   */
  long delete(Selection selection);
}
