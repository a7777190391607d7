package id.pcc.api.notice;

/** How bad it is, in the words of CAP 1.2 (OASIS), most severe first. */
public enum Severity {
  /** Extraordinary threat to life or property. */
  EXTREME,
  /** Significant threat to life or property. */
  SEVERE,
  /** Possible threat to life or property. */
  MODERATE,
  /** Minimal to no known threat to life or property. */
  MINOR,
  /** Severity unknown. */
  UNKNOWN
}
