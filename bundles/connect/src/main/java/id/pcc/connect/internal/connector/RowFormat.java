package id.pcc.connect.internal.connector;

import id.pcc.connect.internal.http.HttpGuard;
import id.pcc.mapping.format.DocumentException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/** Reads documents as {@link Rows} on a route; one that cannot be read is kept in quarantine. */
final class RowFormat extends ServiceSupport implements DataFormat {
  private final RowDocument document;
  private final long largest;

  /**
   * @param largest most bytes of a document
   */
  RowFormat(RowDocument document, long largest) {
    this.document = document;
    this.largest = largest;
  }

  @Override
  public Rows unmarshal(Exchange exchange, InputStream stream) throws Exception {
    byte[] raw = stream.readNBytes(Math.toIntExact(largest + 1));
    if (raw.length > largest) {
      throw DocumentException.tooMuch("document", (largest >> 20) + " MB");
    }
    try {
      String address = exchange.getProperty(HttpGuard.SOURCE, String.class);
      boolean web = address != null && address.matches("(?i)https?://.*");
      return document.read(raw, web ? URI.create(address) : null);
    } catch (RuntimeException e) {
      // A reader that gives up on what it did not foresee must not take the document with it.
      throw DocumentException.malformed("document", "document", e.toString());
    }
  }

  @Override
  public void marshal(Exchange exchange, Object graph, OutputStream stream) {
    throw new UnsupportedOperationException("rows are only read, not written");
  }
}
