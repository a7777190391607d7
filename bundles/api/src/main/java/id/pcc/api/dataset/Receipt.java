package id.pcc.api.dataset;

import java.util.List;

/**
 * What became of a batch, given after the commit: received = accepted + unchanged + quarantined.
 *
 * @param accepted records that are new or replaced an older one
 * @param unchanged records that were there already, exactly so
 * @param quarantined records that were refused and kept with the reason
 * @param errors why, at most the first 100 reasons
 */
public record Receipt(long accepted, long unchanged, long quarantined, List<Rejection> errors) {
  public Receipt {
    errors = List.copyOf(errors);
  }

  /** The number of records received. */
  public long received() {
    return accepted + unchanged + quarantined;
  }
}
