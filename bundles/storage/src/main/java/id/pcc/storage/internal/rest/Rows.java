package id.pcc.storage.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
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
   * @param fault names the place at fault; {@code null} when all was read
   */
  record Unread(long from, Fault fault) {
    /** All was read. */
    static final Unread NOTHING = new Unread(0, null);

    /** The fault as a sentence in English; {@code null} when all was read. */
    String reason() {
      return fault == null ? null : fault.reason();
    }

    /** What {@link Fault#of} says of a body from some place on. */
    static Unread of(long from, String code, String id, String en, Object... namesAndValues) {
      return new Unread(from, Fault.of(code, LocalText.of(id, en), namesAndValues));
    }
  }
}
