package id.pcc.storage.internal.domain;

/** Why a record cannot be stored. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field at fault; empty when the record as a whole is
   * @param detail what was expected and what came, as a sentence
   */
  public Refusal(String field, String detail) {
    super(detail, null, false, false);
    this.field = field;
  }

  /** The field at fault; empty when the record as a whole is. */
  public String field() {
    return field;
  }

  /** What was expected and what came. */
  public String detail() {
    return getMessage();
  }
}
