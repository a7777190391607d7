package id.pcc.connect.internal.camel;

import id.pcc.connect.internal.http.HttpGuard;
import id.pcc.mapping.format.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A notation that routes read by its name, as in {@code unmarshal().custom("cap")}. A document that
 * cannot be read fails the exchange with the place at fault; {@link KeepUnreadable} keeps it.
 */
final class DocumentFormat extends ServiceSupport implements DataFormat, DataFormatName {
  /** Reads a document. */
  @FunctionalInterface
  interface Reader {
    /**
     * What the document holds.
     *
     * @param address where it came from; {@code null} when unknown
     */
    Object read(byte[] raw, URI address) throws DocumentException;
  }

  /** Writes a document. */
  @FunctionalInterface
  interface Writer {
    /** Writes a value; closes nothing. */
    void write(Object value, OutputStream out) throws IOException;
  }

  private final String name;
  private final int largest;
  private final Reader reader;
  private final String type;
  private final Writer writer;

  /**
   * @param largest most bytes of a document
   */
  DocumentFormat(String name, int largest, Reader reader) {
    this(name, largest, reader, null, null);
  }

  /**
   * @param largest most bytes of a document that is read
   * @param type the media type of what is written
   */
  DocumentFormat(String name, int largest, Reader reader, String type, Writer writer) {
    this.name = name;
    this.largest = largest;
    this.reader = reader;
    this.type = type;
    this.writer = writer;
  }

  @Override
  public String getDataFormatName() {
    return name;
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
    try {
      return read(stream.readNBytes(largest + 1), exchange);
    } catch (DocumentException e) {
      String address = exchange.getProperty(HttpGuard.SOURCE, String.class);
      throw address == null ? e : e.in(address.substring(address.lastIndexOf('/') + 1));
    }
  }

  private Object read(byte[] raw, Exchange exchange) throws DocumentException {
    if (raw.length > largest) {
      throw DocumentException.tooMuch("document", (largest >> 20) + " MB");
    }
    try {
      String address = exchange.getProperty(HttpGuard.SOURCE, String.class);
      return reader.read(raw, address == null ? null : URI.create(address));
    } catch (RuntimeException e) {
      // A reader that gives up on what it did not foresee must not take the document with it.
      throw DocumentException.malformed("document", name.toUpperCase(Locale.ROOT), e.toString());
    }
  }

  @Override
  public void marshal(Exchange exchange, Object graph, OutputStream stream) throws IOException {
    if (writer == null) {
      throw new UnsupportedOperationException(name + " is only read, not written");
    }
    writer.write(graph, stream);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
  }
}
