package id.pcc.web;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;

/** What a request did beyond its address, for the audit: how much was deleted, and why. */
public final class Act {
  private static final String ATTRIBUTE = Act.class.getName();

  private Act() {}

  /** Adds a detail; never a secret. */
  public static void detail(HttpServletRequest request, String name, Object value) {
    Map<String, Object> details = new LinkedHashMap<>(details(request));
    details.put(name, value);
    request.setAttribute(ATTRIBUTE, details);
  }

  /** The details that were added. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> details(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Map<?, ?> details
        ? (Map<String, Object>) details
        : Map.of();
  }
}
