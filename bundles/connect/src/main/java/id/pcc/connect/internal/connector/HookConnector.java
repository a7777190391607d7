package id.pcc.connect.internal.connector;

import id.pcc.connect.internal.camel.Routes;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import java.nio.charset.StandardCharsets;
import org.apache.camel.model.ProcessorDefinition;

/**
 * Takes the documents that a source posts to {@code /api/connectors/…/documents}, in the shape that
 * they have. A trial reads the document that was given as an example, as no source can be asked.
 */
final class HookConnector {
  private final One one;

  HookConnector(One one) {
    this.one = one;
  }

  void add() {
    ProcessorDefinition<?> begun;
    if (one.run().trial()) {
      byte[] sample = one.option("sample", "").getBytes(StandardCharsets.UTF_8);
      if (sample.length == 0) {
        throw new IllegalArgumentException("sample: a document as the source sends it is expected");
      }
      begun = one.builder().from(one.timer()).routeId(one.connector().name()).setBody(e -> sample);
    } else {
      begun =
          one.builder().from(Routes.HOOK + one.connector().name()).routeId(one.connector().name());
    }
    one.store(begun.unmarshal(one.format()));
  }
}
