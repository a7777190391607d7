package id.pcc.storage.internal.rest;

import java.io.IOException;
import java.util.Map;

/** Takes the records of a body one by one. */
@FunctionalInterface
interface Rows {
  /**
   * A record as it came.
   *
   * @param bytes roughly how much memory it takes
   */
  void row(Map<String, Object> record, long bytes);

  /** Reads the records of a body. */
  @FunctionalInterface
  interface Reader {
    /** Reads all records; what cannot be read from some place on is told. */
    Unread read(Body body, Rows rows) throws IOException;
  }

  /**
   * The end of a body that could not be read.
   *
   * @param from where it begins, in bytes
   * @param reason a sentence that names the place at fault; {@code null} when all was read
   */
  record Unread(long from, String reason) {
    /** All was read. */
    static final Unread NOTHING = new Unread(0, null);
  }
}
