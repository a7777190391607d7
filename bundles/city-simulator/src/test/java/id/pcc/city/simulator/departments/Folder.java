package id.pcc.city.simulator.departments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A folder on a plain web server, which lists it as a page. */
final class Folder implements AutoCloseable {
  private static final DateTimeFormatter CAP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneId.of("Asia/Jakarta"));

  private final Map<String, String> files = new ConcurrentSkipListMap<>();
  private final HttpServer server;

  Folder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void put(String name, String content) {
    files.put(name, content);
  }

  /** A real warning of now for an hour, over the whole city. */
  static String warning(String identifier, String headline) {
    Instant now = Instant.now().minusSeconds(60);
    return """
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.1">
          <identifier>%s</identifier><sender>uji@kota.invalid</sender><sent>%s</sent>
          <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
          <info><language>id</language><category>Met</category><event>Banjir</event>
            <urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
            <expires>%s</expires><headline>%s</headline>
            <area><areaDesc>Pontianak</areaDesc>
              <polygon>0.05,109.2 0.05,109.5 -0.2,109.5 -0.2,109.2 0.05,109.2</polygon></area>
          </info>
        </alert>
        """
        .formatted(
            identifier, CAP.format(now), CAP.format(now.plus(1, ChronoUnit.HOURS)), headline);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      String body = name.isEmpty() ? page() : files.get(name);
      byte[] bytes = String.valueOf(body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String page() {
    StringBuilder page = new StringBuilder("<!DOCTYPE HTML>\n<html lang=\"en\"><body><ul>\n");
    files.keySet().forEach(name -> page.append("<li><a href=\"" + name + "\">" + name + "</a>\n"));
    return page.append("</ul></body></html>\n").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
