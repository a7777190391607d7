package id.pcc.itests.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept connection that posts and waits for the answer. Both sides of a measurement share two
 * cores, so it costs as little as a client can: no headers are kept, no body is copied twice.
 */
final class Wire implements Closeable {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int PATIENCE_MILLIS = 120_000;
  private static final int LONGEST_LINE = 8_192;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String head;
  private final byte[] line = new byte[LONGEST_LINE];
  private String body = "";
  private boolean ended;

  /**
   * @param key comes as {@code Authorization: Bearer}
   */
  Wire(URI base, String key) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), CONNECT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    head =
        " HTTP/1.1\r\nHost: "
            + base.getAuthority()
            + "\r\nAccept: application/json\r\nAuthorization: Bearer "
            + key
            + "\r\n";
  }

  /** Posts and says with which status it was answered. */
  int post(String path, String type, byte[] content) throws IOException {
    byte[] start =
        ("POST "
                + path
                + head
                + "Content-Type: "
                + type
                + "\r\nContent-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (content.length < 4_096) {
      byte[] whole = new byte[start.length + content.length];
      System.arraycopy(start, 0, whole, 0, start.length);
      System.arraycopy(content, 0, whole, start.length, content.length);
      socket.getOutputStream().write(whole);
    } else {
      socket.getOutputStream().write(start);
      socket.getOutputStream().write(content);
    }
    return answer();
  }

  /** Gets and says with which status it was answered. */
  int get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(("GET " + path + head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  /** Whether the last answer said that the connection ends with it. */
  boolean ended() {
    return ended;
  }

  /** The body of the last answer. */
  String body() {
    return body;
  }

  private int answer() throws IOException {
    String first = line();
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    for (String next = line(); !next.isEmpty(); next = line()) {
      if (next.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(next.substring(15).strip());
      } else if (next.regionMatches(true, 0, "Transfer-Encoding: chunked", 0, 26)) {
        chunked = true;
      } else if (next.equalsIgnoreCase("Connection: close")) {
        ended = true;
      }
    }
    body = chunked ? chunks() : text(length);
    return status;
  }

  private String chunks() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int size = size(); size > 0; size = size()) {
      text.append(text(size));
      line();
    }
    line();
    return text.toString();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer was cut off");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || length == LONGEST_LINE) {
        throw new EOFException("no line of an answer");
      }
      line[length++] = (byte) b;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
