package id.pcc.api.dataset;

/** What a field is for. */
public enum FieldRole {
  /** Names the thing that a record is about, such as a station. */
  KEY,
  /** When the record holds (phenomenon time); at most one field. */
  TIME,
  /** A measured or counted number. */
  MEASURE,
  /** Anything else that describes the record. */
  ATTRIBUTE,
  /** Where the record holds; at most one field. */
  GEOMETRY
}
