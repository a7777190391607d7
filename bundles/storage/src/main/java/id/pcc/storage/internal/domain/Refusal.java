package id.pcc.storage.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;

/** Why a record cannot be stored. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient Fault fault;

  /**
   * @param field the field at fault; empty when the record as a whole is
   * @param fault what was expected and what came
   */
  public Refusal(String field, Fault fault) {
    super(fault.reason(), null, false, false);
    this.field = field;
    this.fault = fault;
  }

  /** A refusal for a fault that {@link Fault#of} makes. */
  static Refusal of(String field, String code, String id, String en, Object... namesAndValues) {
    return new Refusal(field, Fault.of(code, LocalText.of(id, en), namesAndValues));
  }

  /** The field at fault; empty when the record as a whole is. */
  public String field() {
    return field;
  }

  /** What was expected and what came. */
  public Fault fault() {
    return fault == null ? Fault.said(getMessage()) : fault;
  }

  /** The same as a sentence in English. */
  public String detail() {
    return getMessage();
  }
}
