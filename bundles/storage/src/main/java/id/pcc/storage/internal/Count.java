package id.pcc.storage.internal;

import id.pcc.api.dataset.Receipt;
import id.pcc.storage.Tally.Counts;

/**
 * Counts the records of one department. Those that wait are counted by the sizes of their
 * deliveries, what became of them by their receipts: only if the two agree does the sum hold.
 */
final class Count {
  private long received;
  private long accepted;
  private long unchanged;
  private long quarantined;
  private long refused;
  private long queued;

  synchronized void received(int records) {
    received += records;
    queued += records;
  }

  synchronized void refused(int records) {
    refused += records;
    queued -= records;
  }

  /**
   * A delivery was settled.
   *
   * @param records how many it has
   * @param repeated whether the receipt is that of an earlier delivery, so that nothing was stored
   */
  synchronized void settled(int records, Receipt receipt, boolean repeated) {
    queued -= records;
    if (repeated) {
      unchanged += receipt.received();
    } else {
      accepted += receipt.accepted();
      unchanged += receipt.unchanged();
      quarantined += receipt.quarantined();
    }
  }

  synchronized Counts counts() {
    return new Counts(received, accepted, unchanged, quarantined, refused, queued);
  }
}
