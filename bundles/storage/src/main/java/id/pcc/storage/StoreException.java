package id.pcc.storage;

/** The database refused, or is away. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;

  /**
   * @param message a sentence for people
   * @param temporary whether trying again later can help
   */
  public StoreException(String message, boolean temporary, Throwable cause) {
    super(message, cause);
    this.temporary = temporary;
  }

  /** Whether trying again later can help. */
  public boolean temporary() {
    return temporary;
  }
}
