package id.pcc.storage.internal.domain;

import id.pcc.storage.Quarantine.Replay;
import id.pcc.storage.Quarantine.Selection;

/** Repairs what is in quarantine, so that it can be stored. */
public interface Repairs {
  /**
   * Tries a repair and changes nothing.
   *
   * @throws IllegalArgumentException when there is no such dataset
   */
  Preview preview(Selection selection, Repair repair);

  /**
   * Repairs what is selected and stores what fits then; what does not stays in quarantine as it
   * came. What is stored leaves the quarantine, and lineage keeps what had come and what was done.
   *
   * @param by who does it
   * @throws IllegalArgumentException when there is no such dataset, or the repair is too long
   * @throws id.pcc.storage.StoreException when the database is away; nothing is lost then
   */
  Replay apply(Selection selection, Repair repair, String by);
}
