package id.pcc.api.dataset;

/** What a person or a program gave is not what it must be, for a fault in both languages. */
public final class FaultyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  public FaultyException(Fault fault) {
    super(fault.reason());
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault == null ? Fault.said(getMessage()) : fault;
  }
}
