package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.itests.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body that nobody could mean is refused, and nothing of it is stored. */
class LargeBodyIT {
  private static final String RECORDS = Notes.PATH + "/records";
  private static CommandCenter center;
  private Api api;

  @BeforeAll
  static void start() {
    center = CommandCenter.shared();
    Notes.bring(center);
  }

  @BeforeEach
  void signIn() {
    api = center.admin();
  }

  @Test
  void a_body_of_a_hundred_megabytes_is_stored() throws IOException {
    String cookie = api.headers().get("Cookie");
    String csrf = api.headers().get("X-PCC-CSRF");
    byte[] line =
        (Api.text(Notes.with(0, "keterangan", "x".repeat(900))) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    long sent = 0;
    StringBuilder received = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), center.base().getPort())) {
      socket.setSoTimeout(120_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + RECORDS
                  + " HTTP/1.1\r\nHost: 127.0.0.1:"
                  + center.base().getPort()
                  + "\r\nCookie: "
                  + cookie
                  + "\r\nX-PCC-CSRF: "
                  + csrf
                  + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      byte[] head = (Integer.toHexString(line.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
      try {
        while (sent < 100_000_000L) {
          out.write(head);
          out.write(line);
          out.write("\r\n".getBytes(StandardCharsets.UTF_8));
          sent += line.length;
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        // Refused; the answer says why.
      }
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[4096];
      while (received.indexOf("quarantined") < 0) {
        int n = in.read(buffer);
        if (n < 0) {
          break;
        }
        received.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    }
    assertTrue(received.toString().startsWith("HTTP/1.1 200"), "after " + sent + ": " + received);
    long records = sent / line.length;
    assertTrue(
        received.toString().contains("\"accepted\":1,\"unchanged\":" + (records - 1)),
        records + " records: " + received);
    assertEquals(200, new Api(center.base()).get("/api/health").status());
  }

  @Test
  void a_body_that_no_disk_holds_is_refused_though_it_never_comes() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), center.base().getPort())) {
      // The server gives up waiting for the rest after its own 30 s.
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + RECORDS
                      + " HTTP/1.1\r\nHost: 127.0.0.1:"
                      + center.base().getPort()
                      + "\r\nCookie: "
                      + api.headers().get("Cookie")
                      + "\r\nX-PCC-CSRF: "
                      + api.headers().get("X-PCC-CSRF")
                      + "\r\nContent-Type: application/json\r\nContent-Length: 1000000000000000\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      byte[] buffer = new byte[4096];
      int n = socket.getInputStream().read(buffer);
      String answer = new String(buffer, 0, Math.max(n, 0), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 507"), answer);
    }
  }
}
