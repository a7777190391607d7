package id.pcc.connect.internal.http;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The servers that an administrator lets a department speak to: those of every http or https
 * address in its configuration, and those named in {@code allowed = host:port, …}.
 */
public final class Origins {
  /** The setting that lists more servers. */
  public static final String ALLOWED = "allowed";

  private final Set<String> origins = new HashSet<>();

  /** The servers of a configuration; a part that is no address names none. */
  public Origins(Map<String, String> configuration) {
    configuration.forEach(
        (key, value) -> {
          for (String part : value.strip().split("[\\s,]+")) {
            if (part.matches("(?i)https?://.+")) {
              addAddress(part);
            } else if (key.equals(ALLOWED) && !part.isEmpty()) {
              addHost(part);
            }
          }
        });
  }

  private void addAddress(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        origins.add(origin(uri.getScheme(), uri.getHost(), uri.getPort()));
      }
    } catch (IllegalArgumentException e) {
      // Not an address: requests to it are refused, which names it.
    }
  }

  private void addHost(String text) {
    int colon = text.lastIndexOf(':');
    boolean port = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
    String host = port ? text.substring(0, colon) : text;
    int number = port ? Integer.parseInt(text.substring(colon + 1)) : -1;
    origins.add(origin("http", host, number));
    origins.add(origin("https", host, number));
  }

  /** Whether requests may go there; a negative port is the scheme's own. */
  public boolean allows(String scheme, String host, int port) {
    return origins.contains(origin(scheme, host, port));
  }

  /** An origin (RFC 6454) in one spelling. */
  static String origin(String scheme, String host, int port) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    int number = port >= 0 ? port : lower.equals("https") ? 443 : 80;
    String name = host.toLowerCase(Locale.ROOT);
    if (name.indexOf(':') >= 0 && !name.startsWith("[")) {
      name = "[" + name + "]";
    }
    return lower + "://" + name + ":" + number;
  }
}
