package id.pcc.mapping;

/** What a column seems to hold. */
public enum Kind {
  /** Nothing. */
  EMPTY,
  /** Whole numbers. */
  INTEGER,
  /** Numbers. */
  DECIMAL,
  /** Yes and no. */
  BOOLEAN,
  /** Dates, or dates with a time of day. */
  TIME,
  /** Times of day, which need the date of another column. */
  CLOCK,
  /** Texts. */
  TEXT,
  /** Degrees east. */
  LONGITUDE,
  /** Degrees north. */
  LATITUDE,
  /** GeoJSON geometries. */
  GEOMETRY
}
