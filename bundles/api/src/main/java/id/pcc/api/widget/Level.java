package id.pcc.api.widget;

import id.pcc.api.notice.Severity;

/** How far a value is from normal; the map and the wall give each a shape, a word and a colour. */
public enum Level {
  /** As it should be: drawn in grey. */
  NORMAL,
  /** Worth watching. */
  WATCH,
  /** Needs attention. */
  WARNING,
  /** Bad. */
  SEVERE,
  /** Danger. */
  EXTREME,
  /** No valid value. */
  UNKNOWN;

  /** How bad a notice of something at this level is, in the words of CAP. */
  public Severity severity() {
    return switch (this) {
      case EXTREME -> Severity.EXTREME;
      case SEVERE -> Severity.SEVERE;
      case WARNING -> Severity.MODERATE;
      case WATCH, NORMAL -> Severity.MINOR;
      case UNKNOWN -> Severity.UNKNOWN;
    };
  }
}
