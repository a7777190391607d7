package id.pcc.storage.internal;

import id.pcc.api.dataset.Receipt;
import id.pcc.storage.Tally.Counts;

/** Counts the records of one department. */
final class Count {
  private long received;
  private long accepted;
  private long unchanged;
  private long quarantined;
  private long refused;

  synchronized void received(int records) {
    received += records;
  }

  synchronized void refused(int records) {
    refused += records;
  }

  /**
   * @param repeated whether the receipt is that of an earlier delivery, so that nothing was stored
   */
  synchronized void settled(Receipt receipt, boolean repeated) {
    if (repeated) {
      unchanged += receipt.received();
    } else {
      accepted += receipt.accepted();
      unchanged += receipt.unchanged();
      quarantined += receipt.quarantined();
    }
  }

  synchronized Counts counts() {
    long settled = accepted + unchanged + quarantined + refused;
    return new Counts(received, accepted, unchanged, quarantined, refused, received - settled);
  }
}
