package id.pcc.security.internal.domain;

import java.util.List;

/** Walks the audit chain from its beginning and stops at the first entry that does not fit. */
public final class AuditCheck {
  private long seq;
  private String hash = AuditEntry.NOTHING;
  private String fault;

  /**
   * Walks on.
   *
   * @return whether all of them fit
   */
  public boolean next(List<AuditEntry> entries) {
    for (AuditEntry entry : entries) {
      if (fault == null) {
        fault = faultOf(entry);
      }
      if (fault != null) {
        return false;
      }
      seq = entry.seq();
      hash = entry.hash();
    }
    return true;
  }

  /**
   * The walk is over.
   *
   * @param headSeq the number of the last entry that was appended
   * @param headHash its hash
   */
  public Result end(long headSeq, String headHash) {
    if (fault == null && headSeq != seq) {
      fault = "entry " + (seq + 1) + " is missing: " + headSeq + " were appended";
    } else if (fault == null && !headHash.equals(hash)) {
      fault = "entry " + seq + " is not the one that was appended last";
    }
    return new Result(fault == null, seq, hash, fault == null ? null : seq + 1, fault);
  }

  private String faultOf(AuditEntry entry) {
    if (entry.seq() != seq + 1) {
      return "entry " + (seq + 1) + " is missing";
    }
    if (!entry.previous().equals(hash)) {
      return "entry " + entry.seq() + " does not follow the one before it";
    }
    return entry.intact() ? null : "entry " + entry.seq() + " was changed";
  }

  /**
   * What the walk found.
   *
   * @param entries how many entries fit, from the first
   * @param head the hash of the last that fits
   * @param broken the number of the first that does not; {@code null} when all do
   * @param reason why it does not; {@code null} when all do
   */
  public record Result(boolean valid, long entries, String head, Long broken, String reason) {}
}
