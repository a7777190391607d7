package id.pcc.connect.internal.declaration;

/**
 * A {@code department.yaml} cannot be understood; the message names the place and what to write.
 */
public final class DeclarationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String detail;

  public DeclarationException(String place, String detail) {
    super("department.yaml" + (place.isEmpty() ? "" : ", " + place) + ": " + detail);
    this.place = place;
    this.detail = detail;
  }

  /** Where, such as {@code datasets.ispu.fields}; empty for the whole document. */
  public String place() {
    return place;
  }

  /** What is wrong there. */
  public String detail() {
    return detail;
  }
}
