package id.pcc.web.internal;

import id.pcc.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Keeps those who deliver and those who watch from each other's threads and memory: a flood of
 * deliveries must neither fill the heap nor keep the console, the wall or the health waiting. All
 * lanes together, and {@link Strangers}, take fewer threads than the server has
 * (etc/org.ops4j.pax.web.cfg), so that the few requests without a lane find one.
 */
final class Lanes {
  /** What a request that is worked on may take of the heap: a batch of records as parsed. */
  private static final long HEAP_OF_ONE = 32L << 20;

  private static final int LEAST = 8;
  private static final int MOST = 48;
  private static final int RETRY_SECONDS = 1;
  private static final long LONGEST_IGNORED = 64L << 20;
  private static final long LONGEST_IGNORED_NANOS = 3_000_000_000L;

  private final Lane machines =
      new Lane(machines(Runtime.getRuntime().maxMemory()), MOST, Duration.ofSeconds(1));
  private final Lane people = new Lane(40, 20, Duration.ofSeconds(5));
  private final Lane refused = new Lane(32, 0, Duration.ZERO);

  /** How many requests of machines are worked on at once with so much heap. */
  static int machines(long heap) {
    return (int) Math.max(LEAST, Math.min(MOST, heap / HEAP_OF_ONE));
  }

  /** The lane of a request: who comes with a key is a machine, who comes with a cookie is not. */
  Lane of(HttpServletRequest request) {
    return request.getHeader("Authorization") == null ? people : machines;
  }

  /** Tells one who got no place to come again. */
  void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // Answers to a body that is still coming are lost with the connection: it is read, if it ends
    // soon.
    boolean whole = refused.enter();
    if (whole) {
      try {
        whole = ignore(request.getInputStream());
      } finally {
        refused.leave();
      }
    }
    if (!whole) {
      response.setHeader("Connection", "close");
    }
    var busy = Problem.of(503, "Busy", "Too much is asked at once; send it again in a moment.");
    ProblemBody.send(busy.retryAfter(RETRY_SECONDS), busy, request, response);
  }

  private static boolean ignore(InputStream in) {
    byte[] buffer = new byte[16 << 10];
    long begun = System.nanoTime();
    long ignored = 0;
    try {
      int n = in.read(buffer);
      while (n >= 0
          && ignored < LONGEST_IGNORED
          && System.nanoTime() - begun < LONGEST_IGNORED_NANOS) {
        ignored += n;
        n = in.read(buffer);
      }
      return n < 0;
    } catch (IOException e) {
      return false;
    }
  }
}
