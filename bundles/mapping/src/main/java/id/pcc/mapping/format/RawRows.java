package id.pcc.mapping.format;

/** Rows as they stand in a source, the heading and what is above it too. */
interface RawRows extends AutoCloseable {
  /** The next row, blank ones too; {@code null} at the end. */
  Row next() throws DocumentException;

  /** How much was read, 0 to 1. */
  double read();

  @Override
  void close();
}
