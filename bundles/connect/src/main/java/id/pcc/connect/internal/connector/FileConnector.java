package id.pcc.connect.internal.connector;

import id.pcc.connect.declaration.Login;
import id.pcc.connect.declaration.Protocol;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.reach.Reach.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.SftpEndpoint;

/**
 * Reads files: of an SFTP or FTP server, or of a folder. One that was stored is left where it is,
 * moved to {@code .selesai} or deleted; one that cannot be read is kept in quarantine and, where
 * files are moved at all, moved to {@code .gagal}, so that it does not hold up the others.
 */
final class FileConnector {
  private static final String KEY_HEADER = "PccIdempotencyKey";
  private static final Set<String> AFTER = Set.of("keep", "move", "delete");
  private static final int AT_A_TIME = 100;

  private final One one;

  FileConnector(One one) {
    this.one = one;
  }

  void add() throws Exception {
    CamelContext context = one.builder().getContext();
    GenericFileEndpoint<?> endpoint = endpoint(context);
    var route =
        one.builder()
            .from((Endpoint) endpoint)
            .routeId(one.connector().name())
            .process(this::begin)
            .unmarshal(one.format());
    one.store(route);
  }

  private GenericFileEndpoint<?> endpoint(CamelContext context) throws Exception {
    StringBuilder uri = new StringBuilder(address());
    uri.append("?delay=")
        .append(one.run().trial() ? 3_600_000 : one.connector().every().toMillis());
    uri.append("&initialDelay=0&maxMessagesPerPoll=").append(AT_A_TIME);
    uri.append("&recursive=false&sortBy=file:modified;file:name");
    String after = one.run().trial() ? "keep" : one.option("after", "keep");
    if (!AFTER.contains(after)) {
      throw new IllegalArgumentException("after: keep, move or delete is expected");
    }
    switch (after) {
      case "move" -> uri.append("&move=.selesai&moveFailed=.gagal");
      case "delete" -> uri.append("&delete=true&moveFailed=.gagal");
      default -> uri.append("&noop=true&readLock=none");
    }
    if (after.equals("keep")) {
      // A file that changed is another one.
      uri.append("&idempotentKey=RAW(${file:name}-${file:size}-${file:modified})");
    } else if (one.connector().protocol() == Protocol.FOLDER) {
      uri.append("&readLock=changed&readLockMinAge=2000&readLockTimeout=5000");
    }
    String pattern = one.option("files", "*");
    if (!pattern.matches("[\\w*?.()\\[\\] -]{1,100}")) {
      throw new IllegalArgumentException("files: a pattern such as *.csv is expected");
    }
    uri.append("&antInclude=").append(pattern.replace(" ", "%20"));
    uri.append("&antFilterCaseSensitive=false");
    if (one.connector().protocol() == Protocol.FOLDER) {
      uri.append("&autoCreate=false&startingDirectoryMustExist=true&directoryMustExist=true");
    } else {
      uri.append("&autoCreate=false&sendEmptyMessageWhenIdle=false");
    }
    GenericFileEndpoint<?> endpoint =
        context.getEndpoint(uri.toString(), GenericFileEndpoint.class);
    if (endpoint instanceof RemoteFileEndpoint<?> remote) {
      login(remote);
    }
    return endpoint;
  }

  private String address() throws Exception {
    if (one.connector().protocol() == Protocol.FOLDER) {
      Path folder = Path.of(one.address().replaceFirst("^file:(//)?", "")).toAbsolutePath();
      one.run().reach().check(folder);
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("folder " + folder + " does not exist");
      }
      return "file:" + folder;
    }
    String scheme = one.connector().protocol().name().toLowerCase();
    Place place = Place.of(one.address());
    if (!place.scheme().equals(scheme)) {
      throw new IllegalArgumentException("an address " + scheme + "://… is expected");
    }
    one.run().reach().check(place);
    String path = one.address().replaceFirst("^[^:]+://[^/]*/?", "").replaceFirst("[?#].*", "");
    return scheme + "://" + place.host() + ":" + place.port() + "/" + path;
  }

  /** Not in the endpoint's address, which is shown. */
  private void login(RemoteFileEndpoint<?> endpoint) throws IOException {
    var configuration = endpoint.getConfiguration();
    Login login = one.login();
    if (login.kind() != Login.Kind.NONE) {
      configuration.setUsername(login.user());
    }
    if (login.kind() == Login.Kind.PASSWORD) {
      configuration.setPassword(login.secret());
    }
    if (endpoint instanceof SftpEndpoint sftp) {
      if (login.kind() == Login.Kind.KEY) {
        sftp.getConfiguration().setPrivateKey(login.secret().getBytes(StandardCharsets.UTF_8));
      }
      String key = one.option("host_key", "").strip();
      if (key.startsWith("file:")) {
        key = Files.readString(Path.of(key.substring("file:".length()))).strip();
      }
      if (!key.matches("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( .*)?")) {
        throw new IllegalArgumentException(
            "host_key: the server's key is expected, such as ssh-ed25519 AAAA…; ssh-keyscan shows"
                + " it");
      }
      Place place = Place.of(one.address());
      String host = place.port() == 22 ? place.host() : "[" + place.host() + "]:" + place.port();
      byte[] known = (host + " " + key + "\n").getBytes(StandardCharsets.UTF_8);
      sftp.getConfiguration().setKnownHosts(known);
    }
  }

  private void begin(Exchange exchange) {
    GenericFile<?> file = (GenericFile<?>) exchange.getProperty("CamelFileExchangeFile");
    if (file != null) {
      exchange
          .getMessage()
          .setHeader(
              KEY_HEADER,
              one.connector().name()
                  + ":"
                  + file.getFileNameOnly()
                  + ":"
                  + file.getFileLength()
                  + ":"
                  + file.getLastModified());
    }
  }
}
