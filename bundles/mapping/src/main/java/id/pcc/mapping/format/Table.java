package id.pcc.mapping.format;

import java.util.List;

/** A table that is read row by row, so that it may be longer than the memory. */
public interface Table extends AutoCloseable {
  /** The names of the columns, each different and none blank. */
  List<String> columns();

  /**
   * The next row that is not blank; {@code null} at the end.
   *
   * @throws DocumentException when the table cannot be read from here on
   */
  Row next() throws DocumentException;

  /** How much of it was read, 0 to 1. */
  double read();

  @Override
  void close();
}
