package id.pcc.storage.internal.domain;

/** The disk of the database has hardly any room: nothing is stored until somebody makes some. */
public final class DiskFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(String message) {
    super(message);
  }
}
