package id.pcc.connect.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A body of which no more than so many bytes are read; beyond, the connection is cut. */
final class LimitedBody extends HttpEntityWrapper {
  private final long most;
  private final Runnable cut;
  private final Runnable done;
  private final UnaryOperator<IOException> explain;
  private InputStream content;

  /**
   * @param cut ends the connection, so that nobody reads on only to be polite
   * @param done called when the body has been read or closed
   * @param explain says why reading failed
   */
  LimitedBody(
      HttpEntity entity,
      long most,
      Runnable cut,
      Runnable done,
      UnaryOperator<IOException> explain) {
    super(entity);
    this.most = most;
    this.cut = cut;
    this.done = done;
    this.explain = explain;
  }

  @Override
  public InputStream getContent() throws IOException {
    if (content == null) {
      InputStream whole = super.getContent();
      content = whole == null ? null : new Counted(whole);
    }
    return content;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      if (in != null) {
        in.transferTo(out);
      }
    }
  }

  private final class Counted extends FilterInputStream {
    private long left = most;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, offset, length);
      } catch (IOException e) {
        throw explain.apply(e);
      }
      count(read);
      return read;
    }

    @Override
    public long skip(long n) throws IOException {
      return read(new byte[(int) Math.min(n, 8192)]);
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int read) throws IOException {
      if (read < 0) {
        done.run();
        return;
      }
      left -= read;
      if (left < 0) {
        cut.run();
        throw tooLarge(most);
      }
    }

    @Override
    public void close() throws IOException {
      done.run();
      super.close();
    }
  }

  static RefusedException tooLarge(long most) {
    String size = most >= 1 << 20 ? (most >> 20) + " MB" : most + " B";
    return new RefusedException(
        "jawaban lebih besar dari " + size, "the answer is larger than " + size);
  }
}
