package id.pcc.security.internal;

import id.pcc.security.internal.domain.Identity;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/** The cookie that holds a session's token. */
public final class SessionCookie {
  /** Its name. */
  public static final String NAME = "pcc_session";

  private static final String COMMON = "; Path=/; HttpOnly; SameSite=Strict";
  private static final int A_YEAR = 31_536_000;

  private SessionCookie() {}

  /** The token that a request brings; {@code null} when none. */
  public static String token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /**
   * What {@code Set-Cookie} says when a session begins. The browser of a wall keeps it, so that it
   * is known after a power cut; that of a person forgets it with its window.
   */
  public static String begin(SignIn.Begun begun, boolean secure) {
    Identity who = begun.identity();
    return NAME
        + "="
        + begun.token()
        + COMMON
        + (secure ? "; Secure" : "")
        + (who.output() != null ? "; Max-Age=" + A_YEAR : "");
  }

  /** What {@code Set-Cookie} says when a session ends. */
  public static String end(boolean secure) {
    return NAME + "=" + COMMON + (secure ? "; Secure" : "") + "; Max-Age=0";
  }
}
