package id.pcc.storage;

import id.pcc.api.dataset.Dataset;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The datasets of the city and their tables. */
@ProviderType
public interface Catalogue {
  /**
   * Takes note of a dataset: makes its table, or evolves it. New optional fields are added; a field
   * that is no longer declared keeps its column; titles, units, codes, frequency and classification
   * may change freely. Another type, role or key is refused, and the dataset stays as it was.
   *
   * @return the entry, whose {@link Entry#refusal} says why a change was refused
   */
  Entry declare(String department, Dataset dataset);

  /** Every dataset that was ever declared, by name. */
  List<Entry> entries();

  /** One dataset. */
  Optional<Entry> entry(DatasetId id);

  /**
   * A dataset of the catalogue.
   *
   * @param id its name
   * @param dataset its declaration in force
   * @param refusal why a newer declaration was refused; empty when none was
   */
  record Entry(DatasetId id, Dataset dataset, String refusal) {}

  /**
   * How much a dataset holds.
   *
   * @param rows the number of records
   * @param quarantined the number of records in quarantine
   * @param newest the time of the newest record (phenomenon time, else receipt), in milliseconds
   *     UTC; {@code null} when there is none
   */
  record Volume(long rows, long quarantined, Long newest) {}

  /** How much a dataset holds now. */
  Volume volume(DatasetId id);
}
