package id.pcc.connect.internal.camel;

import id.pcc.connect.internal.http.HttpGuard;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;

/** Says for people where the content of an exchange came from. */
final class SourceText {
  private static final int LONGEST = 500;

  private SourceText() {}

  static String of(Exchange exchange) {
    String text = exchange.getProperty(HttpGuard.SOURCE, String.class);
    if (text == null) {
      text = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }
    if (text == null && exchange.getFromEndpoint() != null) {
      text = URISupport.sanitizeUri(exchange.getFromEndpoint().getEndpointUri());
    }
    String source = text == null ? "unknown" : text;
    return source.length() > LONGEST ? source.substring(0, LONGEST) : source;
  }
}
