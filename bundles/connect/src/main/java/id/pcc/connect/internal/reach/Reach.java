package id.pcc.connect.internal.reach;

import id.pcc.connect.internal.http.Addresses;
import id.pcc.connect.internal.http.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a department may go besides the web: the servers of every address in its configuration,
 * whatever its protocol, those named in {@code allowed = host:port, …}, and the folders below its
 * inbox and those named in {@code folders = /path, …}.
 */
public final class Reach {
  /** The setting that lists more servers. */
  public static final String ALLOWED = "allowed";

  /** The setting that lists more folders. */
  public static final String FOLDERS = "folders";

  private static final Map<String, Integer> PORTS =
      Map.ofEntries(
          Map.entry("http", 80),
          Map.entry("https", 443),
          Map.entry("ftp", 21),
          Map.entry("ftps", 21),
          Map.entry("sftp", 22),
          Map.entry("tcp", 1883),
          Map.entry("ssl", 8883),
          Map.entry("imap", 143),
          Map.entry("imaps", 993),
          Map.entry("snmp", 161),
          Map.entry("postgresql", 5432),
          Map.entry("mysql", 3306),
          Map.entry("mariadb", 3306),
          Map.entry("sqlserver", 1433),
          Map.entry("derby", 1527));
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:jdbc:(?:h2:)?)?([a-z][a-z0-9+.-]*):(?:thin:@)?//(?:[^/@\\s]*@)?"
              + "(\\[[0-9a-f:.%]+]|[^/:;?#\\s]+)(?::(\\d{1,5}))?(?:[/;?#].*)?");
  private static final Pattern PLACE =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^/:\\s]+)(?::(\\d{1,5}))?");

  private final String department;
  private final Set<String> places = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();

  /**
   * @param addresses the department's settings; a part that is no address names no server
   * @param inbox the folder that a department may always read
   */
  public Reach(String department, Map<String, String> addresses, Path inbox) {
    this.department = department;
    folders.add(inbox.toAbsolutePath().normalize());
    addresses.forEach(
        (key, value) -> {
          for (String part : value.strip().split("[\\s,]+")) {
            Matcher address = ADDRESS.matcher(part);
            Matcher place = PLACE.matcher(part);
            if (address.matches()) {
              places.add(place(address.group(2), port(address.group(3), scheme(address.group(1)))));
            } else if (key.equals(ALLOWED) && place.matches()) {
              places.add(place(place.group(1), port(place.group(2), "")));
            } else if (key.equals(FOLDERS) && part.startsWith("/")) {
              folders.add(Path.of(part).normalize());
            }
          }
        });
  }

  /**
   * The server that an address names.
   *
   * @param host a name or an address
   * @param port its port; the protocol's own when the address does not say
   */
  public record Place(String scheme, String host, int port) {
    /**
     * Reads an address such as {@code sftp://files.example:2222/a} or {@code
     * jdbc:postgresql://db.example/x}.
     *
     * @throws IllegalArgumentException when it names no server
     */
    public static Place of(String address) {
      Matcher found = ADDRESS.matcher(address.strip());
      if (!found.matches()) {
        throw new IllegalArgumentException("\"" + address + "\" names no server");
      }
      String scheme = Reach.scheme(found.group(1));
      return new Place(scheme, found.group(2), Reach.port(found.group(3), scheme));
    }
  }

  private static String scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "mqtt" -> "tcp";
      case "mqtts" -> "ssl";
      default -> scheme;
    };
  }

  private static int port(String text, String scheme) {
    return text == null ? PORTS.getOrDefault(scheme, -1) : Integer.parseInt(text);
  }

  private static String place(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean bare = name.indexOf(':') >= 0 && !name.startsWith("[");
    return (bare ? "[" + name + "]" : name) + ":" + port;
  }

  /**
   * Makes sure that a server may be spoken to.
   *
   * @throws RefusedException saying what to write where, when it may not
   */
  public void check(Place place) throws RefusedException {
    String wanted = place(place.host(), place.port());
    if (!places.contains(wanted) && !places.contains(place(place.host(), -1))) {
      String mend = ALLOWED + " = " + wanted;
      String file = "etc/id.pcc.departments." + department + ".cfg";
      throw new RefusedException(
          wanted + " tidak diizinkan; bila benar, tulis " + mend + " di " + file,
          wanted + " is not allowed; if it should be, write " + mend + " in " + file);
    }
  }

  /**
   * The address of a server that may be spoken to; to be connected to as it is, so that the name
   * cannot change in between.
   *
   * @throws IOException when it may not, is not known, or lies where no department can be
   */
  public InetAddress resolve(Place place) throws IOException {
    check(place);
    return new Addresses().resolve(place.host())[0];
  }

  /**
   * Makes sure that a folder may be read. Links are followed before it is looked at.
   *
   * @throws RefusedException when it may not
   */
  public void check(Path folder) throws RefusedException {
    Path whole = folder.toAbsolutePath().normalize();
    Path real = real(whole);
    boolean inside =
        folders.stream().anyMatch(f -> whole.startsWith(f) && real.startsWith(real(f)));
    if (!inside) {
      String file = "etc/id.pcc.departments." + department + ".cfg";
      throw new RefusedException(
          "folder " + whole + " tidak diizinkan; bila benar, tulis " + FOLDERS + " = … di " + file,
          "folder "
              + whole
              + " is not allowed; if it should be, write "
              + FOLDERS
              + " = … in "
              + file);
    }
  }

  /** Where a path leads; the parts that do not exist yet stay as they are. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }

  /** The folders that may be read. */
  public List<Path> folders() {
    return List.copyOf(folders);
  }
}
