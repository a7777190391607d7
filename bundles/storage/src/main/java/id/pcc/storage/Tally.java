package id.pcc.storage;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What became of every record that came in: none is unaccounted for. */
@ProviderType
public interface Tally {
  /** The records of each department that delivered since the start, by its name, in order. */
  Map<String, Counts> counts();

  /** The queues of the departments that delivered since the start, by their names, in order. */
  Map<String, Queue> queues();

  /**
   * How full the queue of a department is; what is being committed has left it.
   *
   * @param deliveries that wait
   * @param mostDeliveries that may wait
   * @param bytes that they take of the memory, roughly
   * @param mostBytes that they may take
   */
  record Queue(int deliveries, int mostDeliveries, long bytes, long mostBytes) {
    /** From 0 (empty) to 1 (full), or more when one delivery alone is larger than all may be. */
    public double level() {
      return Math.max((double) deliveries / mostDeliveries, (double) bytes / mostBytes);
    }
  }

  /**
   * Records of a department since the start: received = accepted + unchanged + quarantined +
   * refused + queued. Each is counted for itself, all at one moment.
   *
   * @param refused records of deliveries that were not taken or could not be stored: their sender
   *     was told and keeps them
   * @param queued records that wait in the queue or on the disk, or are being stored
   */
  record Counts(
      long received, long accepted, long unchanged, long quarantined, long refused, long queued) {
    /** Whether none is unaccounted for; anything else is a fault of this program. */
    public boolean reconciles() {
      return received == accepted + unchanged + quarantined + refused + queued && queued >= 0;
    }
  }
}
