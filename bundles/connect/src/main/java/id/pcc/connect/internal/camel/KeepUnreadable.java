package id.pcc.connect.internal.camel;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.spi.InterceptStrategy;

/**
 * Keeps every document that a route could not read, whatever notation it is in, in quarantine as it
 * came. The exchange fails all the same.
 */
final class KeepUnreadable implements InterceptStrategy {
  private static final int LARGEST = 1_000_000;

  private final Delivery delivery;

  KeepUnreadable(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
    return definition instanceof UnmarshalDefinition ? exchange -> read(exchange, target) : target;
  }

  private void read(Exchange exchange, Processor target) throws Exception {
    Object document = exchange.getMessage().getBody();
    target.process(exchange);
    Exception failure = exchange.getException();
    if (failure != null && document != null) {
      String reason = Causes.explain(failure).en();
      delivery.quarantine(null, SourceText.of(exchange), raw(exchange, document), reason);
    }
  }

  private static byte[] raw(Exchange exchange, Object document) throws IOException {
    if (document instanceof StreamCache cache) {
      cache.reset();
    }
    InputStream stream =
        exchange
            .getContext()
            .getTypeConverter()
            .tryConvertTo(InputStream.class, exchange, document);
    return stream == null ? new byte[0] : stream.readNBytes(LARGEST);
  }
}
