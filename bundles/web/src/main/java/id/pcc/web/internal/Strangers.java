package id.pcc.web.internal;

import id.pcc.web.Problem;
import id.pcc.web.PublicArea;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets strangers into public areas, a few at once, so that the room is never kept waiting. */
final class Strangers {
  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
  private static final int MOST_AT_ONCE = 16;
  private static final int RETRY_SECONDS = 2;

  private final List<PublicArea> areas = new CopyOnWriteArrayList<>();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  void add(PublicArea area) {
    areas.add(area);
  }

  void remove(PublicArea area) {
    areas.remove(area);
  }

  /** Whether a request shows no sign of who sends it, and asks what is open to everybody. */
  boolean may(HttpServletRequest request, String path) {
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    return request.getHeader("Authorization") == null
        && request.getHeader("Cookie") == null
        && !path.contains("..")
        && areas.stream().anyMatch(area -> area.open(method, path));
  }

  /** Serves a request of a stranger. */
  void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    if (!places.tryAcquire()) {
      var busy = Problem.of(503, "Busy", "Too many read the public data now; try again.");
      ProblemBody.send(busy.retryAfter(RETRY_SECONDS), busy, request, response);
      return;
    }
    try {
      // Public data may be shown by any page; no cookie comes with such a request.
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      chain.doFilter(request, response);
    } catch (Problem problem) {
      ProblemBody.send(problem, problem, request, response);
    } catch (RuntimeException | ServletException e) {
      LOG.debug("A stranger's request failed", e);
      ProblemBody.send(
          Problem.of(500, "Internal error", "The log has the cause under the number below."),
          e,
          request,
          response);
    } finally {
      places.release();
    }
  }
}
