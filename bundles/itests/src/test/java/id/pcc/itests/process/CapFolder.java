package id.pcc.itests.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Any web server with a folder of CAP files. */
final class CapFolder implements AutoCloseable {
  /** A polygon around the city, latitude first as CAP has it. */
  static final String CITY = "-0.12,109.25 -0.12,109.40 0.06,109.40 0.06,109.25 -0.12,109.25";

  /** The same, longitude first as nobody should write it. */
  static final String SWAPPED = "109.25,-0.12 109.40,-0.12 109.40,0.06 109.25,0.06 109.25,-0.12";

  private final Map<String, String> files = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final HttpServer server;

  CapFolder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
          String body = path.equals("/cap/") ? listing() : files.get(path.replace("/cap/", ""));
          byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .add("Content-Type", path.endsWith("/") ? "text/html" : "application/xml");
          exchange.sendResponseHeaders(
              body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void put(String name, String document) {
    files.put(name, document);
  }

  int asked(String path) {
    AtomicInteger times = asked.get(path);
    return times == null ? 0 : times.get();
  }

  /** A warning of CAP 1.2 as BMKG writes them. */
  static String warning(String identifier, String status, String polygon) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.ofHours(7)).truncatedTo(ChronoUnit.SECONDS);
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>%s</identifier><sender>uji@pontianak.example</sender><sent>%s</sent>
          <status>%s</status><msgType>Alert</msgType><scope>Public</scope>
          <info>
            <language>id-ID</language><category>Met</category><event>Hujan lebat</event>
            <urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
            <effective>%s</effective><expires>%s</expires>
            <headline>Hujan lebat %s</headline><description>Hujan lebat disertai petir.</description>
            <area><areaDesc>Kota Pontianak</areaDesc><polygon>%s</polygon></area>
          </info>
        </alert>
        """
        .formatted(identifier, now, status, now, now.plusHours(3), identifier, polygon);
  }

  private String listing() {
    StringBuilder page = new StringBuilder("<html><body><h1>Index of /cap/</h1><ul>");
    for (String name : files.keySet()) {
      page.append("<li><a href=\"").append(name).append("\">").append(name).append("</a></li>");
    }
    return page.append("</ul></body></html>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
