package id.pcc.security.internal;

import id.pcc.security.internal.domain.Identity;
import id.pcc.security.internal.domain.Token;
import id.pcc.web.Gate;
import id.pcc.web.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Admits whom the database knows, and records what they do. */
@Component(service = Gate.class, configurationPid = SecuritySettings.PID)
public final class SecurityGate implements Gate {
  /** The header that repeats the session's word. */
  static final String CSRF = "X-PCC-CSRF";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** A wall page says each minute that it is alive: that is no act of anybody. */
  private static final Pattern LIFE_SIGN = Pattern.compile("/api/wall/outputs/[^/]+/[^/]+/seen");

  private static final String BEARER = "Bearer ";

  private final Identities identities;
  private final SignIn signIn;
  private final RequestAudit audit;
  private final ClientAddress addresses;
  private final List<String> origins;

  @Activate
  public SecurityGate(
      @Reference Identities identities,
      @Reference SignIn signIn,
      @Reference RequestAudit audit,
      @Reference FirstAdmin firstAdmin,
      SecuritySettings settings) {
    this.identities = identities;
    this.signIn = signIn;
    this.audit = audit;
    this.addresses = new ClientAddress(split(settings.proxies()));
    this.origins = split(settings.origins());
  }

  @Override
  public HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var visit = new Visit(addresses.of(request), addresses.secure(request));
    visit.begin(request);
    String path = path(request);
    if (path.startsWith("/wall/") && request.getParameter("token") != null && safe(request)) {
      enterWall(request, response, visit, path);
      return null;
    }
    identify(request, response, visit);
    Identity who = visit.identity();
    if (who == null) {
      if (path.equals("/api/session") && Set.of("GET", "POST").contains(request.getMethod())) {
        checkOrigin(request);
        return request;
      }
      return turnAway(request, response, path);
    }
    Areas.check(who, request.getMethod(), path);
    return visit.request(request);
  }

  @Override
  public void answered(HttpServletRequest request, int status) {
    boolean act = !safe(request) && !(status < 400 && LIFE_SIGN.matcher(path(request)).matches());
    if (act && Visit.has(request)) {
      audit.record(request, Visit.of(request), status);
    }
  }

  private void identify(HttpServletRequest request, HttpServletResponse response, Visit visit) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      String key = authorization.substring(BEARER.length()).trim();
      Optional<Identity> who = identities.ofKey(key);
      if (who.isEmpty()) {
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        audit.keyRefused(visit);
        throw Problem.of(401, "Not signed in", "This key is unknown, revoked or expired.");
      }
      visit.by(who.get(), () -> identities.ofKey(key));
      return;
    }
    String token = SessionCookie.token(request);
    if (token == null) {
      return;
    }
    identities.ofSession(token).ifPresent(who -> visit.by(who, () -> identities.ofSession(token)));
    if (visit.identity() != null && !safe(request)) {
      checkOrigin(request);
      String word = request.getHeader(CSRF);
      // Signing in replaces a session instead of using it, and cannot know its word.
      boolean signsIn = request.getMethod().equals("POST") && path(request).equals("/api/session");
      if (!signsIn && (word == null || !Token.same(word, Token.csrf(token)))) {
        throw Problem.forbidden(
            "Header " + CSRF + " is missing or wrong: send the csrf that GET /api/session gives.");
      }
    }
  }

  /** A page of another site must not send as the person whose browser shows it. */
  private void checkOrigin(HttpServletRequest request) {
    if (safe(request)) {
      return;
    }
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    boolean own =
        origin == null
            ? site == null || site.equals("same-origin") || site.equals("none")
            : origins.contains(origin)
                || origin.matches("https?://[^/]+")
                    && origin
                        .substring(origin.indexOf("//") + 2)
                        .equalsIgnoreCase(addresses.host(request));
    if (!own) {
      throw Problem.forbidden("Requests from pages of another site are not taken.");
    }
  }

  private void enterWall(
      HttpServletRequest request, HttpServletResponse response, Visit visit, String path)
      throws IOException {
    SignIn.Begun begun;
    try {
      begun =
          signIn.withKey(
              request.getParameter("token"), visit.address(), SessionCookie.token(request));
    } catch (Problem refused) {
      if (refused.status() != 401) {
        throw refused;
      }
      audit.keyRefused(visit);
      throw Problem.of(
          403,
          "Kunci tidak berlaku / Key refused",
          "Kunci layar ini tidak dikenal, dicabut, atau kedaluwarsa: minta yang baru dari"
              + " administrator. / This output's key is unknown, revoked or expired: ask the"
              + " administrator for a new one.");
    }
    visit.by(begun.identity());
    response.setHeader("Set-Cookie", SessionCookie.begin(begun, visit.secure()));
    // The key must not stay in the address bar, nor travel as a referrer.
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    Areas.check(begun.identity(), "GET", path);
    audit.signedIn(visit, path);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", ownPath(request) + Query.without("token", request));
  }

  private static HttpServletRequest turnAway(
      HttpServletRequest request, HttpServletResponse response, String path) {
    String accept = request.getHeader("Accept");
    boolean page = accept != null && accept.contains("text/html") && safe(request);
    if (page && !path.startsWith("/api/") && !path.startsWith("/app/")) {
      String next = ownPath(request) + Query.without("token", request);
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader(
          "Location", "/login/?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
      return null;
    }
    response.setHeader("WWW-Authenticate", "Bearer");
    throw Problem.of(
        401, "Not signed in", "Sign in with POST /api/session, or send Authorization: Bearer.");
  }

  /** The path to send a browser back to: of this host, whatever was asked for. */
  private static String ownPath(HttpServletRequest request) {
    return "/" + request.getRequestURI().replaceAll("^[/\\\\]+", "");
  }

  private static boolean safe(HttpServletRequest request) {
    return SAFE.contains(request.getMethod());
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return request.getContextPath() + request.getServletPath() + (info == null ? "" : info);
  }

  private static List<String> split(String[] values) {
    return Stream.of(values)
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::trim)
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
