package id.pcc.web.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A problem as RFC 9457 has it; its {@code instance} is also in the log. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<Problem.Fault> errors) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger("id.pcc.web.problems");
  private static final int MOST_LINES = 20;
  private static final Seldom LATER = new Seldom(MOST_LINES);

  /**
   * A problem's body, logged.
   *
   * @param thrown what was thrown; in the log only, never in the body
   */
  public static ProblemBody of(Problem problem, Throwable thrown, HttpServletRequest request) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    String asked = request.getMethod() + " " + request.getRequestURI().replaceAll("\\p{C}", "?");
    if (problem.retryAfterSeconds() > 0) {
      // Whoever is told to come later often comes at once: a flood of them must not roll away what
      // the log knows.
      later(problem, thrown, instance, asked);
    } else if (problem.status() == 500) {
      LOG.error("{} {}", instance, asked, thrown);
    } else if (problem.status() > 500) {
      LOG.warn(
          "{} {} {}: {}",
          instance,
          asked,
          problem.status(),
          problem.getMessage(),
          thrown.getCause());
    } else {
      LOG.info("{} {} {}: {}", instance, asked, problem.status(), problem.getMessage());
    }
    return new ProblemBody(
        "about:blank",
        problem.title(),
        problem.status(),
        problem.getMessage(),
        instance,
        problem.errors());
  }

  private static void later(Problem problem, Throwable thrown, String instance, String asked) {
    long left = LATER.now(System.nanoTime());
    if (left > 0) {
      LOG.warn("{} requests more were told to come later", left);
    }
    if (left >= 0 && problem.status() > 500) {
      LOG.warn(
          "{} {} {}: {}",
          instance,
          asked,
          problem.status(),
          problem.getMessage(),
          thrown.getCause());
    } else if (left >= 0) {
      LOG.info("{} {} {}: {}", instance, asked, problem.status(), problem.getMessage());
    }
  }

  /** The body in UTF-8. */
  public byte[] json() {
    try {
      return Json.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a problem from a servlet or filter: a page to a browser's reader, else JSON. */
  static void send(
      Problem problem, Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    var body = of(problem, thrown, request);
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setHeader("Cache-Control", "no-store");
    if (problem.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    byte[] bytes;
    if (Door.wantsPage(request)) {
      response.setContentType("text/html;charset=UTF-8");
      bytes = body.page().getBytes(StandardCharsets.UTF_8);
    } else {
      response.setContentType(MEDIA_TYPE);
      bytes = body.json();
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private String page() {
    return """
        <!doctype html>
        <html lang="id"><head><meta charset="utf-8"><title>%1$d %2$s</title></head>
        <body><h1>%2$s</h1><p>%3$s</p><p><small>%4$s</small></p>
        <p><a href="/login/">Masuk / Sign in</a></p></body></html>
        """
        .formatted(status, escape(title), escape(detail == null ? "" : detail), instance);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
