package id.pcc.connect.declaration;

/**
 * A {@code department.yaml} cannot be understood; the message names the place and what to write.
 */
public final class DeclarationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeclarationException(String place, String detail) {
    super("department.yaml" + (place.isEmpty() ? "" : ", " + place) + ": " + detail);
  }
}
