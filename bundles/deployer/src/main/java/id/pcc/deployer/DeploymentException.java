package id.pcc.deployer;

import id.pcc.api.LocalText;

/** Something cannot be done with a department now; the sentence says why, and what to do. */
public final class DeploymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient LocalText sentence;
  private final boolean absent;

  private DeploymentException(LocalText sentence, boolean absent, Throwable cause) {
    super(sentence.id() + " / " + sentence.en(), cause);
    this.sentence = sentence;
    this.absent = absent;
  }

  /** It contradicts how things are. */
  public static DeploymentException conflict(String id, String en) {
    return new DeploymentException(LocalText.of(id, en), false, null);
  }

  /** It failed. */
  public static DeploymentException failed(String id, String en, Throwable cause) {
    return new DeploymentException(LocalText.of(id, en), false, cause);
  }

  /** There is no such thing. */
  public static DeploymentException absent(String id, String en) {
    return new DeploymentException(LocalText.of(id, en), true, null);
  }

  /** Why. */
  public LocalText sentence() {
    return sentence;
  }

  /** Whether there is no such thing. */
  public boolean isAbsent() {
    return absent;
  }
}
