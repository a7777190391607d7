package id.pcc.connect.declaration;

/** How rows are written. */
public enum Notation {
  /** It is seen from the document. */
  ANY,
  /** JSON (RFC 8259), and GeoJSON (RFC 7946). */
  JSON,
  /** A table with delimiters. */
  CSV,
  /** XML. */
  XML,
  /** A workbook (ISO/IEC 29500). */
  XLSX,
  /** An index in RSS 2.0 or Atom: a row for each item. */
  RSS,
  /** An alert in CAP 1.1 or 1.2, which is a row; or an index of alerts. */
  CAP
}
