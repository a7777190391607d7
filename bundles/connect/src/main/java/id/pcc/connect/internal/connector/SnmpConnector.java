package id.pcc.connect.internal.connector;

import id.pcc.connect.declaration.Login;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.format.XmlDocument;
import id.pcc.connect.internal.format.XmlElement;
import id.pcc.connect.internal.reach.Reach.Place;
import id.pcc.mapping.format.DocumentException;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.snmp.SnmpEndpoint;

/**
 * Asks a server or device for values over SNMP 2c and makes a row of its answer: {@code address},
 * {@code time}, {@code up}, {@code milliseconds}, {@code error}, and each value under its name.
 * That a device does not answer is what is to be found out, and no failure.
 */
final class SnmpConnector {
  private static final String BEGUN = "PccBegun";
  private static final int RETRIES = 2;
  private static final int TIMEOUT_MILLIS = 1_500;

  /** What devices say instead of a value that they do not have (RFC 3416, 3). */
  private static final Set<String> NOTHING =
      Set.of("noSuchObject", "noSuchInstance", "endOfMibView", "Null");

  private static final Pattern OID =
      Pattern.compile("(?:([A-Za-z_][\\w]{0,62})\\s*=\\s*)?\\.?(\\d+(?:\\.\\d+){1,127})");
  private static final Pattern TICKS =
      Pattern.compile("(?:(\\d+) days?, )?(\\d+):(\\d\\d):(\\d\\d\\.\\d\\d)");

  private final One one;
  private final Map<String, String> names = new LinkedHashMap<>();

  SnmpConnector(One one) {
    this.one = one;
    for (String part : one.option("oids", "uptime=1.3.6.1.2.1.1.3.0").split("\\s*,\\s*")) {
      Matcher oid = OID.matcher(part.strip());
      if (!oid.matches()) {
        throw new IllegalArgumentException(
            "oids: names and numbers such as uptime=1.3.6.1.2.1.1.3.0 are expected, by commas");
      }
      names.put(oid.group(2), oid.group(1) == null ? oid.group(2) : oid.group(1));
    }
  }

  void add() throws Exception {
    Endpoint device = endpoint(one.builder().getContext());
    var tried =
        one.builder()
            .from(one.timer())
            .routeId(one.connector().name())
            .process(e -> e.setProperty(BEGUN, one.run().clock().instant()))
            .doTry()
            .to(device)
            .doCatch(TimeoutException.class)
            .end()
            .process(this::row);
    one.store(tried);
  }

  private Endpoint endpoint(CamelContext context) throws Exception {
    Place place = Place.of(one.address());
    if (!place.scheme().equals("snmp")) {
      throw new IllegalArgumentException("an address snmp://… is expected");
    }
    one.run().reach().check(place);
    String uri =
        "snmp:%s:%d?protocol=udp&type=POLL&snmpVersion=1&retries=%d&timeout=%d&oids=%s"
            .formatted(
                place.host(),
                place.port(),
                RETRIES,
                TIMEOUT_MILLIS,
                String.join(",", names.keySet()));
    SnmpEndpoint endpoint = context.getEndpoint(uri, SnmpEndpoint.class);
    // As a number, so that the name cannot lead elsewhere later; it was allowed by its name.
    InetAddress address = one.run().reach().resolve(place);
    String host =
        address instanceof Inet6Address
            ? "[" + address.getHostAddress() + "]"
            : address.getHostAddress();
    endpoint.setServerAddress("udp:" + host + "/" + place.port());
    // Not in the endpoint's address, which is shown.
    if (one.login().kind() != Login.Kind.NONE) {
      endpoint.setSnmpCommunity(one.login().secret());
    }
    return endpoint;
  }

  private void row(Exchange exchange) throws DocumentException {
    Instant begun = exchange.getProperty(BEGUN, Instant.class);
    boolean up = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("address", one.address());
    row.put("time", begun.toString());
    row.put("up", up);
    row.put("milliseconds", one.run().clock().millis() - begun.toEpochMilli());
    row.put("error", up ? null : "no answer");
    names.values().forEach(name -> row.put(name, null));
    if (up) {
      String answer = exchange.getMessage().getBody(Message.class).getBody(String.class);
      XmlElement root = XmlDocument.read(answer.getBytes(StandardCharsets.UTF_8));
      for (XmlElement entry : root.children("entry")) {
        String oid = entry.text("oid");
        row.put(names.getOrDefault(oid, oid), value(entry.text("value")));
      }
    }
    exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(new Rows(List.of(row), null));
  }

  /** A value as text; a length of time in seconds. */
  private static Object value(String text) {
    if (NOTHING.contains(text)) {
      return null;
    }
    Matcher ticks = TICKS.matcher(text);
    if (!ticks.matches()) {
      return text;
    }
    long days = ticks.group(1) == null ? 0 : Long.parseLong(ticks.group(1));
    long minutes =
        (days * 24 + Long.parseLong(ticks.group(2))) * 60 + Long.parseLong(ticks.group(3));
    return new BigDecimal(ticks.group(4)).add(BigDecimal.valueOf(minutes * 60));
  }
}
