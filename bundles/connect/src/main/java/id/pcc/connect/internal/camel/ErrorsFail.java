package id.pcc.connect.internal.camel;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes an error that a department's code throws a failure of its exchange, as an exception is.
 * Camel lets errors pass, which ends the thread of the route's timer for good without a word.
 */
final class ErrorsFail implements InterceptStrategy {
  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
    return new Caught(target);
  }

  private static final class Caught extends DelegateAsyncProcessor {
    Caught(Processor target) {
      super(target);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      try {
        return super.process(exchange, callback);
      } catch (Error e) {
        exchange.setException(e);
        callback.done(true);
        return true;
      }
    }
  }
}
