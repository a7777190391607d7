package id.pcc.storage;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What became of every record that came in: none is unaccounted for. */
@ProviderType
public interface Tally {
  /** The records of each department that delivered since the start, by its name, in order. */
  Map<String, Counts> counts();

  /**
   * Records of a department since the start: received = accepted + unchanged + quarantined +
   * refused + queued.
   *
   * @param refused records of deliveries that were not taken or could not be stored: their sender
   *     was told and keeps them
   * @param queued records that wait to be stored
   */
  record Counts(
      long received, long accepted, long unchanged, long quarantined, long refused, long queued) {}
}
