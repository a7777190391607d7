package id.pcc.connect.internal.connector;

import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Asks a web address and makes a row of how it answered: {@code address}, {@code time}, {@code up}
 * (whether with 200 to 399), {@code code} ({@code null} without an answer), {@code milliseconds}
 * and {@code error}. That a server is away is what a probe is to find out, and no failure of it.
 */
final class ProbeConnector {
  private static final String BEGUN = "PccBegun";

  private final One one;

  ProbeConnector(One one) {
    this.one = one;
  }

  void add() {
    var tried =
        one.builder()
            .from(one.timer())
            .routeId(one.connector().name())
            .process(this::begin)
            .doTry()
            .to(one.address())
            .doCatch(Exception.class)
            .end()
            .process(this::row);
    one.store(tried);
  }

  private void begin(Exchange exchange) {
    exchange.setProperty(BEGUN, one.run().clock().instant());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, one.option("method", "GET"));
  }

  private void row(Exchange exchange) {
    Instant begun = exchange.getProperty(BEGUN, Instant.class);
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Integer code = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    if (failure instanceof HttpOperationFailedException answered) {
      code = answered.getStatusCode();
    }
    boolean up = failure == null && code != null && code < 400;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("address", one.address());
    row.put("time", begun.toString());
    row.put("up", up);
    row.put("code", code);
    row.put("milliseconds", one.run().clock().millis() - begun.toEpochMilli());
    row.put("error", failure == null ? null : failure.getMessage());
    exchange.getMessage().removeHeaders("*");
    exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    exchange.getMessage().setBody(new Rows(List.of(row), null));
  }
}
