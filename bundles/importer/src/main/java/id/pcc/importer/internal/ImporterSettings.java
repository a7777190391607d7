package id.pcc.importer.internal;

/** The configuration {@code etc/id.pcc.importer.cfg}. */
public @interface ImporterSettings {
  /** Where files wait to be loaded. */
  String folder();

  /** Megabytes of a file, at most. */
  int file_megabytes() default 256;

  /** Files that wait at the same time, at most. */
  int files() default 100;

  /** Days for which a file is kept. */
  int keep_days() default 7;
}
