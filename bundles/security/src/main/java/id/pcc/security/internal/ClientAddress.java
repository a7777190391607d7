package id.pcc.security.internal;

import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/** Where a request really comes from, behind a reverse proxy that is believed. */
final class ClientAddress {
  private final Set<String> proxies;

  ClientAddress(List<String> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  /** The address of the one who asks. */
  String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !proxies.contains(peer)) {
      return peer;
    }
    // The last is what the proxy saw; what stands before it is what the client says.
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
    return last.matches("[0-9a-fA-F.:]{2,45}") ? last : peer;
  }

  /** Whether the one who asks reached the proxy by HTTPS. */
  boolean secure(HttpServletRequest request) {
    return request.isSecure()
        || proxies.contains(request.getRemoteAddr())
            && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  /** The host and port that the one who asks typed. */
  String host(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Host");
    return forwarded != null && proxies.contains(request.getRemoteAddr())
        ? forwarded
        : request.getHeader("Host");
  }

  /** What one customer of a provider has: an IPv4 address, or the first half of an IPv6 one. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] groups = address.split("::", 2)[0].split(":");
    return String.join(":", List.of(groups).subList(0, Math.min(4, groups.length))) + "::/64";
  }
}
