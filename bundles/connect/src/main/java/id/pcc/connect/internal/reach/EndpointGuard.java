package id.pcc.connect.internal.reach;

import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.http.RefusedException;
import id.pcc.connect.internal.reach.Reach.Place;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.paho.PahoEndpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.component.snmp.SnmpEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Looks at every endpoint before a route of a department can use it: servers and folders must be
 * within {@link Reach}, connections go through {@link GuardedSockets}, and what reaches out in a
 * way that is not known here is refused. {@code http:} and {@code https:} have a guard of their
 * own.
 */
public final class EndpointGuard implements EndpointStrategy {
  private static final Set<String> WITHIN =
      Set.of(
          "bean",
          "class",
          "command",
          "direct",
          "http",
          "https",
          "jdbc",
          "log",
          "pcc",
          "scheduler",
          "seda",
          "timer");

  /** After so many failures a source that is polled is asked more slowly. */
  private static final int FAILURES = 3;

  /** How much more slowly: each so many times it would have been. */
  private static final int SLOWER = 10;

  private final Reach reach;
  private final Limits limits;
  private final GuardedSockets sockets;

  private EndpointGuard(Reach reach, Limits limits) {
    this.reach = reach;
    this.limits = limits;
    this.sockets = new GuardedSockets(limits.connect(), limits.read());
  }

  /** Sets a guard before the endpoints of a context. */
  public static void install(CamelContext context, Reach reach, Limits limits) {
    EndpointGuard guard = new EndpointGuard(reach, limits);
    context.getCamelContextExtension().registerEndpointCallback(guard);
    context.addComponent("sftp", new GuardedSftp(guard));
    context.addComponent("ftp", new GuardedFtp(guard));
    context.addComponent("ftps", new GuardedFtps(guard));
  }

  @Override
  public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
    try {
      look(uri, endpoint);
    } catch (RefusedException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (endpoint instanceof ScheduledPollEndpoint poll && poll.getBackoffMultiplier() == 0) {
      poll.setBackoffMultiplier(SLOWER);
      poll.setBackoffErrorThreshold(FAILURES);
    }
    return endpoint;
  }

  private void look(String uri, Endpoint endpoint) throws RefusedException {
    if (endpoint instanceof RemoteFileEndpoint<?> remote) {
      reach.check(place(remote.getConfiguration()));
    } else if (endpoint instanceof FileEndpoint file) {
      reach.check(file.getFile().toPath());
    } else if (endpoint instanceof PahoEndpoint paho) {
      var configuration = paho.getConfiguration();
      brokers(configuration.getBrokerUrl(), configuration.getServerURIs());
      if (configuration.getBrokerUrl().startsWith("tcp:")) {
        configuration.setSocketFactory(sockets);
      }
    } else if (endpoint instanceof PahoMqtt5Endpoint paho) {
      var configuration = paho.getConfiguration();
      brokers(configuration.getBrokerUrl(), configuration.getServerURIs());
      if (configuration.getBrokerUrl().startsWith("tcp:")) {
        configuration.setSocketFactory(sockets);
      }
    } else if (endpoint instanceof MailEndpoint mail) {
      var configuration = mail.getConfiguration();
      reach.check(
          new Place(configuration.getProtocol(), configuration.getHost(), configuration.getPort()));
      guard(configuration);
    } else if (endpoint instanceof SnmpEndpoint snmp) {
      String server = snmp.getServerAddress().replaceFirst("^(udp|tcp):", "").replace('/', ':');
      reach.check(Place.of("snmp://" + server));
    } else {
      within(uri);
    }
  }

  private void guard(MailConfiguration configuration) {
    Properties given = configuration.getAdditionalJavaMailProperties();
    Properties properties = given == null ? new Properties() : given;
    String prefix = "mail." + configuration.getProtocol() + ".";
    properties.put(prefix + "socketFactory", sockets);
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "connectiontimeout", String.valueOf(limits.connect().toMillis()));
    properties.put(prefix + "timeout", String.valueOf(limits.read().toMillis()));
    properties.put(prefix + "writetimeout", String.valueOf(limits.read().toMillis()));
    configuration.setAdditionalJavaMailProperties(properties);
  }

  private void brokers(String url, String others) throws RefusedException {
    for (String broker : (url + "," + (others == null ? "" : others)).split("\\s*,\\s*")) {
      if (!broker.isEmpty()) {
        reach.check(Place.of(broker));
      }
    }
  }

  private static void within(String uri) throws RefusedException {
    String scheme = uri.replaceFirst("[:?].*", "");
    if (!WITHIN.contains(scheme)) {
      throw new RefusedException(
          "endpoint " + scheme + ": tidak tersedia bagi departemen",
          "endpoint " + scheme + ": is not open to departments");
    }
  }

  static Place place(RemoteFileConfiguration configuration) {
    return new Place(configuration.getProtocol(), configuration.getHost(), configuration.getPort());
  }

  /** Sets the limits of a server with files. */
  void limit(RemoteFileEndpoint<?> endpoint) {
    RemoteFileConfiguration configuration = endpoint.getConfiguration();
    configuration.setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
    configuration.setTimeout(Math.toIntExact(limits.read().toMillis()));
    configuration.setSoTimeout(Math.toIntExact(limits.read().toMillis()));
    // A file is read as far as it is taken, never into the memory as a whole.
    configuration.setStreamDownload(true);
    configuration.setStepwise(false);
    configuration.setThrowExceptionOnConnectFailed(true);
    endpoint.setMaximumReconnectAttempts(0);
    endpoint.setReconnectDelay(0);
    endpoint.setDisconnect(!(endpoint instanceof FtpsEndpoint));
  }

  Reach reach() {
    return reach;
  }

  GuardedSockets sockets() {
    return sockets;
  }
}
