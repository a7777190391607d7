package id.pcc.connect.internal.connector;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.PahoComponent;
import org.apache.camel.component.paho.PahoConfiguration;
import org.apache.camel.component.paho.PahoConsumer;
import org.apache.camel.component.paho.PahoEndpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Consumer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;

/**
 * Endpoints that let go of their broker at once when their route stops. Paho's own farewell waits
 * up to 30 s for messages that nobody takes any more; what was not acknowledged comes again, as the
 * broker keeps the session.
 */
final class MqttListening {
  private static final int QUIET_MILLIS = 50;
  private static final int FAREWELL_MILLIS = 250;

  private MqttListening() {}

  /** MQTT 3.1.1. */
  static final class Three extends PahoEndpoint {
    Three(String uri, String topic, PahoComponent component, PahoConfiguration configuration) {
      super(uri, topic, component, configuration);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      PahoConsumer consumer =
          new PahoConsumer(this, processor) {
            @Override
            protected void doStop() throws Exception {
              var client = getClient();
              if (client != null && client.isConnected()) {
                client.disconnectForcibly(QUIET_MILLIS, FAREWELL_MILLIS);
              }
              super.doStop();
              if (client != null) {
                client.close(true);
              }
            }
          };
      configureConsumer(consumer);
      return consumer;
    }
  }

  /** MQTT 5. */
  static final class Five extends PahoMqtt5Endpoint {
    Five(
        String uri,
        String topic,
        PahoMqtt5Component component,
        PahoMqtt5Configuration configuration) {
      super(uri, topic, component, configuration);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      PahoMqtt5Consumer consumer =
          new PahoMqtt5Consumer(this, processor) {
            @Override
            protected void doStop() throws Exception {
              var client = getClient();
              if (client != null && client.isConnected()) {
                client.disconnectForcibly(QUIET_MILLIS, FAREWELL_MILLIS);
              }
              super.doStop();
              if (client != null) {
                client.close(true);
              }
            }
          };
      configureConsumer(consumer);
      return consumer;
    }
  }
}
