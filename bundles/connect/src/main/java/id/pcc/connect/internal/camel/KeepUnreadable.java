package id.pcc.connect.internal.camel;

import id.pcc.api.dataset.Fault;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

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
    return definition instanceof UnmarshalDefinition ? new Kept(target) : target;
  }

  private final class Kept extends DelegateAsyncProcessor {
    Kept(Processor target) {
      super(target);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Object document = exchange.getMessage().getBody();
      return super.process(
          exchange,
          doneSync -> {
            if (exchange.getException() != null && document != null) {
              keep(exchange, document);
            }
            callback.done(doneSync);
          });
    }
  }

  private void keep(Exchange exchange, Object document) {
    Fault fault = Causes.fault(exchange.getException());
    try {
      delivery.quarantine(null, SourceText.of(exchange), raw(exchange, document), fault);
    } catch (IOException e) {
      // What can no longer be read again cannot be kept; the exchange fails anyway.
      exchange.getException().addSuppressed(e);
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
