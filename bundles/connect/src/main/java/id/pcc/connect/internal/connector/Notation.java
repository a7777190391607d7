package id.pcc.connect.internal.connector;

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
  XLSX
}
