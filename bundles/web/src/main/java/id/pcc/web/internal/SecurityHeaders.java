package id.pcc.web.internal;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The headers that every answer carries. */
final class SecurityHeaders {
  private static final String PAGES =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'self'";
  private static final String DOCUMENT =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String DATA = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private SecurityHeaders() {}

  private static String policy(String path) {
    if (path.equals("/api/docs")) {
      return DOCUMENT;
    }
    return path.startsWith("/api/") ? DATA : PAGES;
  }

  static void on(HttpServletRequest request, HttpServletResponse response) {
    String path = Door.path(request);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setHeader("Content-Security-Policy", policy(path));
    if (path.startsWith("/api/")) {
      // What is answered here depends on who asks; a resource that may be kept says so itself.
      response.setHeader("Cache-Control", "no-store");
    }
  }
}
