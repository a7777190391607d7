package id.pcc.mapping.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what is read, and stops where it becomes more than may be: at all, and since the reader
 * last got a piece out of it.
 */
final class CountedStream extends FilterInputStream {
  private final long most;
  private final long mostAtOnce;
  private long count;
  private long piece;

  CountedStream(InputStream in, long most, long mostAtOnce) {
    super(in);
    this.most = most;
    this.mostAtOnce = mostAtOnce;
  }

  /** There is too much; carries no trace, as it is only the way to a {@link DocumentException}. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException(String message) {
      super(message);
    }
  }

  long count() {
    return count;
  }

  /** The reader got a piece. */
  void got() {
    piece = count;
  }

  private int counted(int n) throws IOException {
    count += Math.max(0, n);
    if (count > most) {
      throw new TooMuchException((most >> 20) + " MB");
    }
    if (count - piece > mostAtOnce) {
      throw new TooMuchException((mostAtOnce >> 20) + " MB at once");
    }
    return n;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    counted(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    return counted(super.read(buffer, from, length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
