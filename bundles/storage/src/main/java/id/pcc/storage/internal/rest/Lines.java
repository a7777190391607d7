package id.pcc.storage.internal.rest;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a text, as bytes within one buffer that is used again for each: what a line's bytes
 * are is known until the next one is read. A byte order mark at the beginning is left out.
 */
final class Lines {
  private static final int READ_AT_ONCE = 64 << 10;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[READ_AT_ONCE];
  private int filled;
  private int next;
  private boolean ended;
  private int from;
  private int length;
  private boolean cut;

  /**
   * @param longest what exceeds so many bytes of a line is left out
   */
  Lines(InputStream in, int longest) throws IOException {
    this.in = in;
    this.longest = longest;
    filled = in.readNBytes(buffer, 0, buffer.length);
    ended = filled < buffer.length;
    boolean mark =
        filled >= 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    next = mark ? 3 : 0;
  }

  /** Reads the next line; false when there is none. */
  boolean next() throws IOException {
    cut = false;
    int at = next;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled || ended) {
        break;
      }
      at = fill(at);
    }
    boolean there = at < filled || at > next;
    from = next;
    length = Math.min(at - next, longest);
    cut |= at - next > longest;
    next = Math.min(filled, at + 1);
    return there;
  }

  /** Makes room behind the begun line and reads on; returns the place that was not looked at. */
  private int fill(int at) throws IOException {
    int begun = at - next;
    if (begun > longest) {
      // Too long already: only its beginning is kept.
      cut = true;
      begun = longest;
    }
    byte[] target = begun * 2 > buffer.length ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, next, target, 0, begun);
    buffer = target;
    next = 0;
    int read = in.readNBytes(buffer, begun, buffer.length - begun);
    filled = begun + read;
    ended = filled < buffer.length;
    return begun;
  }

  /** The buffer in which the line lies. */
  byte[] bytes() {
    return buffer;
  }

  /** Where it begins. */
  int from() {
    return from;
  }

  /** How long it is, in bytes, without its end. */
  int length() {
    return length;
  }

  /** Whether it was too long to be kept whole. */
  boolean cut() {
    return cut;
  }
}
