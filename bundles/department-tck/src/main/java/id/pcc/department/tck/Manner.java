package id.pcc.department.tck;

/** How a source behaves that a department asks. */
enum Manner {
  /** Answers with the department's own examples. */
  GOOD,
  /** Nobody listens. */
  REFUSES,
  /** Takes the question and cuts the connection. */
  RESETS,
  /** Takes the question and never answers. */
  SILENT,
  /** Answers a byte at a time, without an end. */
  DRIPS,
  /** Ends in the middle of the answer. */
  BREAKS_OFF,
  /** Has an error of its own. */
  FAILS,
  /** Answers without an end, as fast as it can. */
  ENDLESS,
  /** Says that its answer is larger than any memory. */
  BOASTS,
  /** A small answer that becomes a huge one when it is unpacked. */
  ZIP_BOMB,
  /** A document that wants a file of this machine and another server's page put into it. */
  EXTERNAL_ENTITY,
  /** A document that becomes huge by its own entities. */
  ENTITY_BOMB,
  /** JSON in JSON in JSON. */
  DEEP,
  /** Sends on to where a cloud keeps the keys of its machines. */
  TO_METADATA,
  /** Sends on to a server that nobody allowed. */
  TO_ANOTHER,
  /** Sends on to itself, without an end. */
  IN_CIRCLES,
  /** A page for people, where data was expected. */
  PAGE,
  /** Bytes that are no text in any encoding that it claims. */
  NO_TEXT,
  /** Well-formed, but nothing of it is what was agreed. */
  NULL(true),
  /** Well-formed, but a list of numbers. */
  NUMBERS(true),
  /** Well-formed, but an object with other names. */
  STRANGE(true),
  /** Nothing at all. */
  EMPTY(true);

  private final boolean tolerable;

  Manner() {
    this(false);
  }

  Manner(boolean tolerable) {
    this.tolerable = tolerable;
  }

  /** Whether it is the connection that is bad, in any protocol, and not a document of the web. */
  boolean everywhere() {
    return switch (this) {
      case REFUSES, RESETS, SILENT, DRIPS, ENDLESS -> true;
      default -> false;
    };
  }

  /** Whether a department may take it for an answer without data, instead of a fault. */
  boolean tolerable() {
    return tolerable;
  }
}
