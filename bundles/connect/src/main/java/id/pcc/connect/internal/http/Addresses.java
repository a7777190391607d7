package id.pcc.connect.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names of servers that an administrator allowed, and refuses addresses behind which no
 * department can be: link-local ones, where clouds keep the keys of their machines, the other
 * places known for that, multicast and the unspecified address. Private addresses are fine, as
 * departments' servers are in the city's own network; this machine itself only where it is named as
 * such, so that no name leads back into the command center. The client connects to exactly the
 * addresses that were looked at, so a name cannot change in between.
 */
public final class Addresses implements DnsResolver {
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] all = InetAddress.getAllByName(bare);
    InetAddress[] usable =
        Arrays.stream(all).filter(a -> !forbidden(host, a)).toArray(InetAddress[]::new);
    if (usable.length == 0) {
      throw new ForbiddenAddressException(host, all[0].getHostAddress());
    }
    return usable;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /**
   * Makes sure that a department can be at an address.
   *
   * @param host the name that led there
   * @throws UnknownHostException when none can be
   */
  public static void check(String host, InetAddress address) throws UnknownHostException {
    if (forbidden(host, address)) {
      throw new ForbiddenAddressException(host, address.getHostAddress());
    }
  }

  private static boolean forbidden(String host, InetAddress address) {
    boolean named =
        host.equalsIgnoreCase("localhost") || host.matches("[0-9.]+") || host.indexOf(':') >= 0;
    return forbidden(address) || address.isLoopbackAddress() && !named;
  }

  static boolean forbidden(InetAddress address) {
    if (address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress())) {
      return true;
    }
    byte[] bytes = address.getAddress();
    // 0.0.0.0/8 reaches this machine on some systems; 255.255.255.255 reaches all of them.
    if (bytes.length == 4) {
      return bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0;
    }
    return embedded(bytes);
  }

  /** An IPv4 address inside an IPv6 one: IPv4-compatible, NAT64 (RFC 6052), 6to4 (RFC 3056). */
  private static boolean embedded(byte[] bytes) {
    byte[] inner = null;
    boolean zeros = true;
    for (int i = 0; i < 12; i++) {
      zeros &= bytes[i] == 0;
    }
    boolean loopback = zeros && bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0;
    if (zeros && !loopback
        || bytes[0] == 0 && (bytes[1] & 0xFF) == 0x64 && (bytes[2] & 0xFF) == 0xFF) {
      inner = Arrays.copyOfRange(bytes, 12, 16);
    } else if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      inner = Arrays.copyOfRange(bytes, 2, 6);
    }
    try {
      return inner != null && forbidden(InetAddress.getByAddress(inner));
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** A name that leads where no department can be. */
  static final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host, String address) {
      super(host + " is the address " + address + ", which no department may be at");
    }
  }
}
