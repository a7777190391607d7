package id.pcc.storage;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Fault;
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
   * @param fault why; {@code null} when it would be stored
   */
  record Tried(Map<String, Object> record, String field, Fault fault) {
    /** A record that would be stored. */
    public static Tried stored(Map<String, Object> record) {
      return new Tried(record, "", null);
    }

    /** What was expected and what came, in English; empty when it would be stored. */
    public String reason() {
      return fault == null ? "" : fault.reason();
    }

    /** Whether it would go to quarantine. */
    public boolean refused() {
      return fault != null;
    }
  }
}
