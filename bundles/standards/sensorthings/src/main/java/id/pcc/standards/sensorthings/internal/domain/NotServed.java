package id.pcc.standards.sensorthings.internal.domain;

/** That a part of the standard is asked for which is not served. */
public final class NotServed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence that names the part. */
  public NotServed(String detail) {
    super(detail);
  }
}
