package id.pcc.deployer;

import id.pcc.api.LocalText;
import id.pcc.deployer.inspection.Inspected;

/**
 * What a jar is, before it goes live.
 *
 * @param inspected what the inspection found
 * @param trust why it is believed, or why not
 */
public record Looked(Inspected inspected, Trust trust) {
  /**
   * Why a jar is believed, or why not.
   *
   * @param who the signer, or the setting that allows it; empty when nobody vouches for it
   * @param sentence why
   */
  public record Trust(State state, String who, LocalText sentence) {
    /** Whether somebody vouches for it. */
    public boolean vouched() {
      return state == State.SIGNED || state == State.ALLOWED;
    }
  }

  /** How far a jar is believed. */
  public enum State {
    /** Signed by somebody whom an administrator trusts. */
    SIGNED,
    /** Its checksum is allowed, or the setting accepts every jar. */
    ALLOWED,
    /** Nobody vouches for it: an administrator may, who sees its checksum. */
    ASK,
    /** Refused, whoever asks: the signature is broken, or the setting refuses. */
    REFUSED
  }
}
