package id.pcc.api.widget;

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
  UNKNOWN
}
