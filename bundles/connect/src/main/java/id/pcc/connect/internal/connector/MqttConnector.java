package id.pcc.connect.internal.connector;

import id.pcc.api.LocalText;
import id.pcc.connect.declaration.Login;
import id.pcc.connect.declaration.Protocol;
import id.pcc.connect.internal.camel.Causes;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.reach.Reach.Place;
import id.pcc.mapping.format.DocumentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.paho.PahoComponent;
import org.apache.camel.component.paho.PahoConfiguration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;

/**
 * Listens to a topic of a broker. The broker keeps what it could not hand over (a session under the
 * same client, quality of service 1), so that nothing is lost while the command center is away. A
 * broker that is away when the department starts is tried again, slower each time.
 */
final class MqttConnector {
  private static final int IN_FLIGHT = 20;
  private static final int CONNECT_SECONDS = 10;
  private static final int LONGEST_RECONNECT_MILLIS = 60_000;
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String TOPIC = "topic";

  private final One one;
  private final String topic;
  private final int quality;
  private final String client;

  MqttConnector(One one) {
    this.one = one;
    this.topic = one.option(TOPIC, "");
    if (topic.isBlank()) {
      throw new IllegalArgumentException("topic: a topic such as sensor/# is expected");
    }
    this.quality = Integer.parseInt(one.option("qos", "1"));
    String usual = "pcc-" + one.run().department() + "-" + one.connector().name();
    this.client = one.option("client", usual) + (one.run().trial() ? "-" + System.nanoTime() : "");
  }

  void add() throws Exception {
    CamelContext context = one.builder().getContext();
    String broker = one.address().replaceFirst("^mqtt:", "tcp:").replaceFirst("^mqtts:", "ssl:");
    one.run().reach().check(Place.of(broker));
    Endpoint endpoint =
        one.connector().protocol() == Protocol.MQTT5
            ? five(context, broker)
            : three(context, broker);
    String name = one.connector().name();
    var route =
        one.builder()
            .from(endpoint)
            .routeId(name)
            .autoStartup(false)
            // One that cannot be read is kept in quarantine. It is acknowledged all the same: else
            // some of them would fill the broker's window, and nothing came any more.
            .onException(DocumentException.class)
            .handled(true)
            .end()
            .unmarshal(one.format())
            .process(this::named);
    one.store(route);
    one.health().source(name);
    ScheduledExecutorService starter =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, name + "-start");
    starter.schedule(() -> start(context, starter, FIRST), 0, TimeUnit.MILLISECONDS);
  }

  private void start(CamelContext context, ScheduledExecutorService starter, Duration pause) {
    String name = one.connector().name();
    if (context.isStopping()) {
      return;
    }
    try {
      if (!context.isStarted()) {
        starter.schedule(() -> start(context, starter, pause), 20, TimeUnit.MILLISECONDS);
        return;
      }
      context.getRouteController().startRoute(name);
    } catch (Exception | LinkageError e) {
      LocalText why = Causes.explain(e);
      one.health().source(name).failed(why, one.run().clock().instant().plus(pause));
      Duration twice = pause.multipliedBy(2);
      Duration next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
      if (!starter.isShutdown()) {
        starter.schedule(
            () -> start(context, starter, next), pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private Endpoint five(CamelContext context, String broker) {
    PahoMqtt5Configuration configuration = new PahoMqtt5Configuration();
    configuration.setBrokerUrl(broker);
    configuration.setClientId(client);
    configuration.setQos(quality);
    configuration.setCleanStart(one.run().trial());
    configuration.setSessionExpiryInterval(one.run().trial() ? 0 : 7 * 24 * 3_600);
    configuration.setAutomaticReconnect(true);
    configuration.setMaxReconnectDelay(LONGEST_RECONNECT_MILLIS);
    configuration.setConnectionTimeout(CONNECT_SECONDS);
    configuration.setReceiveMaximum(IN_FLIGHT);
    configuration.setManualAcksEnabled(true);
    if (one.login().kind() == Login.Kind.PASSWORD) {
      configuration.setUserName(one.login().user());
      configuration.setPassword(one.login().secret());
    }
    PahoMqtt5Component component = context.getComponent("paho-mqtt5", PahoMqtt5Component.class);
    return registered(
        context,
        uri -> {
          var endpoint = new MqttListening.Five(uri, topic, component, configuration);
          endpoint.setCamelContext(context);
          return endpoint;
        });
  }

  private Endpoint three(CamelContext context, String broker) {
    PahoConfiguration configuration = new PahoConfiguration();
    configuration.setBrokerUrl(broker);
    configuration.setClientId(client);
    configuration.setQos(quality);
    configuration.setCleanSession(one.run().trial());
    configuration.setAutomaticReconnect(true);
    configuration.setMaxReconnectDelay(LONGEST_RECONNECT_MILLIS);
    configuration.setConnectionTimeout(CONNECT_SECONDS);
    configuration.setMaxInflight(IN_FLIGHT);
    configuration.setManualAcksEnabled(true);
    if (one.login().kind() == Login.Kind.PASSWORD) {
      configuration.setUserName(one.login().user());
      configuration.setPassword(one.login().secret());
    }
    PahoComponent component = context.getComponent("paho", PahoComponent.class);
    return registered(
        context,
        uri -> {
          var endpoint = new MqttListening.Three(uri, topic, component, configuration);
          endpoint.setCamelContext(context);
          return endpoint;
        });
  }

  private interface Maker {
    Endpoint endpoint(String uri);
  }

  /** Through the registry, so that the guard has looked at it. */
  private Endpoint registered(CamelContext context, Maker maker) {
    String scheme = one.connector().protocol() == Protocol.MQTT5 ? "paho-mqtt5" : "paho";
    String uri = scheme + ":" + one.connector().name();
    try {
      context.addEndpoint(uri, maker.endpoint(uri));
      return context.hasEndpoint(uri);
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The topic is a column too, as it often names what was measured. */
  private void named(Exchange exchange) {
    Rows rows = exchange.getMessage().getBody(Rows.class);
    String header =
        one.connector().protocol() == Protocol.MQTT5
            ? org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants.MQTT_TOPIC
            : org.apache.camel.component.paho.PahoConstants.MQTT_TOPIC;
    String from = exchange.getMessage().getHeader(header, topic, String.class);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> row : rows.all()) {
      Map<String, Object> named = new LinkedHashMap<>(row);
      named.putIfAbsent("_topic", from);
      all.add(named);
    }
    exchange.getMessage().setBody(new Rows(all, null));
  }
}
