package id.pcc.api.dataset;

/** The types of a field. */
public enum FieldType {
  /** Up to 1,000 characters. */
  TEXT,
  /** Up to one million characters; neither key nor filter. */
  LONG_TEXT,
  /** A whole number of 64 bits. */
  INTEGER,
  /** A number of double precision; neither NaN nor infinite. */
  DECIMAL,
  /** True or false. */
  BOOLEAN,
  /** An instant, kept in milliseconds UTC. */
  TIME,
  /** A place: WGS 84 longitude and latitude in degrees (RFC 7946). */
  POINT,
  /** Any GeoJSON geometry (RFC 7946) of up to one million characters. */
  GEOMETRY
}
