package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.connect.internal.Await;
import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.paho.PahoComponent;
import org.apache.camel.component.paho.PahoConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttConnectorTest extends ConnectorBench {
  @TempDir Path data;
  private Server broker;
  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    configuration.put("broker", "mqtt://127.0.0.1:" + port);
  }

  private void startBroker() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("port", String.valueOf(port));
    properties.setProperty("host", "127.0.0.1");
    properties.setProperty("data_path", Files.createDirectories(data).toString());
    properties.setProperty("persistence_enabled", "false");
    properties.setProperty("telemetry_enabled", "false");
    properties.setProperty("allow_anonymous", "true");
    broker = new Server();
    broker.startServer(new MemoryConfig(properties));
  }

  @AfterEach
  void stopBroker() {
    closeRoutes();
    if (broker != null) {
      broker.stopServer();
    }
  }

  private void publish(String topic, String text) throws Exception {
    try (MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + port, "penerbit", new MemoryPersistence())) {
      client.connect();
      MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
      message.setQos(1);
      client.publish(topic, message);
      client.disconnect();
    }
  }

  private static String lines(String protocol) {
    return """
    protocol: %s
    address: "{{broker}}"
    options: { topic: "pos/+/tma" }
    fields: { pos: _topic, waktu: { column: t, time: seconds }, tma: v }
    """
        .formatted(protocol);
  }

  private void publishUntilHeard(String text) throws Exception {
    publishUntilHeard("pos/A1/tma", text);
  }

  private void publishUntilHeard(String topic, String text) throws Exception {
    for (int i = 0; i < 100 && records().isEmpty(); i++) {
      publish(topic, text);
      if (records().isEmpty()) {
        Thread.sleep(50);
      }
    }
    awaitRecords(1);
  }

  @Test
  void a_message_becomes_a_record() throws Exception {
    startBroker();
    connect(lines("mqtt"));
    publishUntilHeard("{\"t\": 1795000000, \"v\": 12.5}");
    assertEquals("pos/A1/tma", records().get(0).get("pos"));
    assertEquals(12.5, ((Number) records().get(0).get("tma")).doubleValue());
    assertEquals(java.time.Instant.ofEpochSecond(1_795_000_000), records().get(0).get("waktu"));
  }

  @Test
  void a_message_that_cannot_be_read_is_kept_and_the_next_one_arrives() throws Exception {
    startBroker();
    connect(lines("mqtt"));
    publishUntilHeard("{\"t\": 1795000000, \"v\": 1}");
    publish("pos/A1/tma", "{\"t\": ");
    Await.until("kept", () -> !ingest.quarantine.isEmpty());
    int before = records().size();
    publish("pos/A2/tma", "{\"t\": 1795000001, \"v\": 2}");
    awaitRecords(before + 1);
  }

  @Test
  void observations_of_sensorthings_come_by_mqtt_too() throws Exception {
    startBroker();
    connect(
        """
        protocol: mqtt
        address: "{{broker}}"
        options: { topic: "v1.1/Datastreams(1)/Observations" }
        fields: { pos: _topic, waktu: phenomenonTime, tma: result }
        """);
    publishUntilHeard(
        "v1.1/Datastreams(1)/Observations",
        "{\"@iot.id\":7,\"phenomenonTime\":\"2026-11-24T06:30:00Z\",\"result\":12.5,"
            + "\"Datastream@iot.navigationLink\":\"Datastreams(1)\"}");
    assertEquals("v1.1/Datastreams(1)/Observations", records().get(0).get("pos"));
    assertEquals("12.5", String.valueOf(records().get(0).get("tma")));
  }

  @Test
  void a_broker_that_is_away_is_said_and_found_when_it_comes() throws Exception {
    connect(lines("mqtt"));
    assertTrue(failure().contains("connect"), failure());
    assertTrue(status().nextTry() != null);
    startBroker();
    publishUntilHeard("{\"t\": 1795000000, \"v\": 1}");
    Await.until("well", () -> status().failingSince() == null);
  }

  @Test
  void a_broker_of_version_5_that_is_away_is_said_too() throws Exception {
    connect(lines("mqtt5"));
    assertTrue(failure().contains("connect"), failure());
  }

  @Test
  void a_broker_that_nobody_allowed_is_refused() throws Exception {
    connect(lines("mqtt").replace("{{broker}}", "mqtt://127.0.0.1:1"));
    assertTrue(failure().startsWith("127.0.0.1:1 is not allowed"), failure());
  }

  /** As when it is tried again in the moment in which its department ends. */
  @Test
  void one_that_begins_to_listen_when_its_department_has_ended_lets_go_of_the_broker()
      throws Exception {
    startBroker();
    PahoConfiguration configuration = new PahoConfiguration();
    configuration.setBrokerUrl("tcp://127.0.0.1:" + port);
    configuration.setClientId("pendengar");
    configuration.setAutomaticReconnect(true);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.start();
      PahoComponent component = context.getComponent("paho", PahoComponent.class);
      Endpoint endpoint = new MqttListening.Three("paho:x", "x", component, configuration);
      endpoint.setCamelContext(context);
      Consumer during = endpoint.createConsumer(exchange -> {});
      during.start();
      Await.until("it listens", () -> broker.listConnectedClients().size() == 1);
      during.stop();
      Consumer late = endpoint.createConsumer(exchange -> {});
      context.stop();
      late.start();
      Await.until("it has let go", () -> broker.listConnectedClients().isEmpty());
      Await.until("nothing comes back", () -> threadsOf("pendengar").isEmpty());
    }
  }

  /** The threads of a client of a broker: each has its name in its own. */
  private static List<String> threadsOf(String client) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("MQTT ") && name.contains(client))
        .toList();
  }
}
