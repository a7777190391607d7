package id.pcc.storage;

import id.pcc.api.dataset.Dataset;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What would become of a declaration and of records, without storing any of it. */
@ProviderType
public interface Trial {
  /**
   * Why a declaration would be refused.
   *
   * @return a sentence; empty when it would be taken
   */
  String refusal(String department, Dataset dataset);

  /**
   * Checks records as {@link Ingest#deliver} would.
   *
   * @param dataset a declaration, which need not be in force
   * @return what would become of each, in their order
   */
  List<Tried> check(String department, Dataset dataset, List<Map<String, Object>> records);

  /**
   * What would become of a record.
   *
   * @param record as it would be stored, with times as {@link java.time.Instant} and places as
   *     GeoJSON maps; as it came when it is refused
   * @param field the field at fault; empty when none, or the record as a whole is
   * @param reason what was expected and what came; empty when it would be stored
   */
  record Tried(Map<String, Object> record, String field, String reason) {
    /** Whether it would go to quarantine. */
    public boolean refused() {
      return !reason.isEmpty();
    }
  }
}
