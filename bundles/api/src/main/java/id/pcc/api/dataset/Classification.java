package id.pcc.api.dataset;

/** Who may read a dataset. */
public enum Classification {
  /** Anyone: also offered on public interfaces. */
  PUBLIC,
  /** People who are signed in. */
  INTERNAL,
  /** Supervisors and the producing department only. */
  RESTRICTED
}
