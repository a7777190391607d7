package id.pcc.city.simulator.internal.servers;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.PermitAllAuthorizatorPolicy;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptPublishMessage;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;

/** An MQTT 3.1.1 broker on the loopback address, in memory, for one user. */
final class Broker {
  private final Properties settings = new Properties();
  private final String user;
  private final String password;
  private final BiConsumer<String, String> heard;
  private Server server;
  private int port;

  /**
   * @param port 0 takes any that is free
   * @param heard topic and text of what clients publish
   */
  Broker(int port, String user, String password, BiConsumer<String, String> heard) {
    this.port = port;
    this.user = user;
    this.password = password;
    this.heard = heard;
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("persistence_enabled", "false");
    settings.setProperty("telemetry_enabled", "false");
    settings.setProperty("allow_anonymous", "false");
  }

  synchronized void open() throws IOException {
    if (server != null) {
      return;
    }
    if (port == 0) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
    }
    settings.setProperty("port", String.valueOf(port));
    Server opened = new Server();
    opened.startServer(
        new MemoryConfig(settings),
        List.of(new Ear()),
        null,
        (client, name, secret) ->
            user.equals(name)
                && secret != null
                && password.equals(new String(secret, StandardCharsets.UTF_8)),
        new PermitAllAuthorizatorPolicy());
    server = opened;
  }

  synchronized void close() {
    if (server != null) {
      server.stopServer();
      server = null;
    }
  }

  int port() {
    return port;
  }

  /** Publishes a text, which whoever subscribes later gets too; nothing while it is closed. */
  synchronized void publish(String topic, String text, boolean kept) {
    if (server != null) {
      server.internalPublish(
          MqttMessageBuilders.publish()
              .topicName(topic)
              .qos(MqttQoS.AT_LEAST_ONCE)
              .retained(kept)
              .payload(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
              .build(),
          "simulator");
    }
  }

  private final class Ear extends AbstractInterceptHandler {
    @Override
    public String getID() {
      return "simulator";
    }

    @Override
    public void onPublish(InterceptPublishMessage message) {
      String text = message.getPayload().toString(StandardCharsets.UTF_8);
      String topic = message.getTopicName();
      super.onPublish(message);
      heard.accept(topic, text);
    }

    @Override
    public void onSessionLoopError(Throwable error) {
      throw new IllegalStateException(error);
    }
  }
}
