package id.pcc.security.internal;

import id.pcc.security.internal.domain.Identity;
import id.pcc.storage.StoreException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** One request, who makes it and from where, and what the audit will say about it. */
public final class Visit {
  private static final String ATTRIBUTE = Visit.class.getName();
  private static final long AGAIN_NANOS = 5_000_000_000L;

  private final String address;
  private final boolean secure;
  private Identity identity;
  private Supplier<Optional<Identity>> lookup;
  private long lookedUp;
  private boolean ended;
  private String actor = "stranger";
  private String action;
  private String object;
  private final Map<String, Object> details = new LinkedHashMap<>();

  Visit(String address, boolean secure) {
    this.address = address;
    this.secure = secure;
  }

  /** The visit that a request belongs to. */
  public static Visit of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Visit visit) {
      return visit;
    }
    throw new IllegalStateException("a request that did not pass the gate");
  }

  static boolean has(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Visit;
  }

  void begin(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** From where. */
  public String address() {
    return address;
  }

  /** Whether the one who asks came by HTTPS. */
  public boolean secure() {
    return secure;
  }

  /** Who asks; {@code null} for a stranger. */
  public Identity identity() {
    return identity;
  }

  /** Now it is known who asks. */
  public void by(Identity who) {
    by(who, () -> Optional.of(who));
  }

  /**
   * Now it is known who asks.
   *
   * @param again looks up once more who stands behind the key or session; empty when nobody
   */
  void by(Identity who, Supplier<Optional<Identity>> again) {
    identity = who;
    actor = who.actor();
    lookup = again;
    lookedUp = System.nanoTime();
  }

  /**
   * Whether they have that role, now: an answer that goes on for hours, such as the live feed, asks
   * again from time to time and ends when the key is revoked or the session is over.
   */
  private synchronized boolean may(String role) {
    if (System.nanoTime() - lookedUp > AGAIN_NANOS) {
      lookedUp = System.nanoTime();
      try {
        ended = lookup.get().isEmpty();
      } catch (StoreException e) {
        // While the database is away nobody can be revoked; who is in stays in.
      }
    }
    return !ended && identity.may(role);
  }

  /** Says what is done in the words of the audit, instead of method and path. */
  public void audited(String what, String onWhat) {
    action = what;
    object = onWhat;
  }

  /** Adds a detail for the audit; never a secret. */
  public void detail(String name, Object value) {
    details.put(name, value);
  }

  String actor() {
    return actor;
  }

  String action(HttpServletRequest request) {
    return action == null ? request.getMethod() : action;
  }

  String object(HttpServletRequest request) {
    return object == null ? request.getRequestURI() : object;
  }

  Map<String, Object> details() {
    return details;
  }

  /** The request as what comes after the gate sees it. */
  HttpServletRequest request(HttpServletRequest request) {
    Identity who = identity;
    if (who == null) {
      return request;
    }
    Principal principal = who::actor;
    return new HttpServletRequestWrapper(request) {
      @Override
      public Principal getUserPrincipal() {
        return principal;
      }

      @Override
      public String getRemoteUser() {
        return who.actor();
      }

      @Override
      public boolean isUserInRole(String role) {
        return may(role);
      }

      @Override
      public String getRemoteAddr() {
        return address;
      }
    };
  }
}
