package id.pcc.api.dataset;

import java.util.List;

/**
 * What became of a batch, given when it cannot be lost any more: received = accepted + unchanged +
 * quarantined + queued.
 *
 * @param accepted records that are new or replaced an older one
 * @param unchanged records that were there already, exactly so
 * @param quarantined records that were refused and kept with the reason
 * @param queued records that are safe on the disk until the database, which is away, is back: what
 *     becomes of each is known only then
 * @param errors why, at most the first 100 reasons
 */
public record Receipt(
    long accepted, long unchanged, long quarantined, long queued, List<Rejection> errors) {
  public Receipt {
    errors = List.copyOf(errors);
  }

  /** A receipt of records that are all stored or refused. */
  public Receipt(long accepted, long unchanged, long quarantined, List<Rejection> errors) {
    this(accepted, unchanged, quarantined, 0, errors);
  }

  /** A receipt of records that are all queued. */
  public static Receipt queued(long records) {
    return new Receipt(0, 0, 0, records, List.of());
  }

  /** The number of records received. */
  public long received() {
    return accepted + unchanged + quarantined + queued;
  }
}
