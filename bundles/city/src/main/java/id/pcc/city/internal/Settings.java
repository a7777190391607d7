package id.pcc.city.internal;

/** What {@code etc/id.pcc.city.cfg} can say; the defaults are Kota Pontianak's. */
@interface Settings {
  /** The city's name. */
  String name() default "Pontianak";

  /** The zone of the clocks on its walls: WIB, Western Indonesian Time. */
  String zone() default "Asia/Pontianak";

  /**
   * West, south, east, north in WGS 84 degrees: the extent of the city's boundary as published by
   * BPS (2020), 109.2721 to 109.3841 E, 0.0974 S to 0.0381 N.
   */
  String boundingBox() default "109.2721,-0.0974,109.3841,0.0381";

  /** A table of kelurahan instead of the one that comes with the bundle. */
  String kelurahan() default "";

  /** Where an administrator puts boundaries as GeoJSON files. */
  String boundaries() default "city/boundaries";
}
