package id.pcc.connect.internal.camel;

import id.pcc.mapping.format.JsonDocument;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Writes what a command was told as the order that a department's server takes, {@code
 * marshal("order")}: a JSON object with the number of the order ({@code id}), by which the server
 * knows a repetition, the time at and after which it must not be carried out ({@code
 * paling_lambat}), and the parameters. The platform's headers end here: they are no business of the
 * server.
 */
final class OrderFormat extends ServiceSupport implements DataFormat, DataFormatName {
  static final String NAME = "order";

  private final JsonDocument json = new JsonDocument();

  @Override
  public String getDataFormatName() {
    return NAME;
  }

  @Override
  public void marshal(Exchange exchange, Object told, OutputStream stream) throws Exception {
    Message message = exchange.getMessage();
    String number = message.getHeader("PccOrder", String.class);
    if (number == null || !(told instanceof Map<?, ?> parameters)) {
      throw new IllegalArgumentException(
          "order: it is what a command was told, at the beginning of a route from command:");
    }
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", number);
    order.put("paling_lambat", message.getHeader("PccNotAfter", String.class));
    parameters.forEach((name, value) -> order.put(String.valueOf(name), value));
    json.write(order, stream);
    message.removeHeaders("Pcc*");
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) {
    throw new UnsupportedOperationException(NAME + " is only written, not read");
  }
}
