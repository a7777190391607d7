package id.pcc.city.simulator.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.servers.Answer;
import id.pcc.city.simulator.internal.servers.Question;
import id.pcc.city.simulator.internal.servers.Webhook;
import java.io.IOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the simulated servers on the loopback address, as real ones are: with {@code ETag}, {@code
 * Last-Modified} and 304, and with 503 while one is down.
 */
public final class SimulatorServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);
  private static final int MOST_BYTES = 16_384;
  private static final DateTimeFormatter HTTP_TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private record Version(String tag, Instant since) {}

  private final Map<String, Version> versions = new ConcurrentHashMap<>();
  private final Stage stage;
  private final Servers servers;
  private final HttpServer http;
  private final ExecutorService workers;

  /**
   * Starts to serve.
   *
   * @param port on the loopback address; 0 takes any that is free
   * @throws IOException when the port is taken
   */
  public SimulatorServer(int port, Stage stage, Script script, ZoneId zone) throws IOException {
    this(port, stage, script, zone, Webhook.NONE, null);
  }

  /**
   * Starts to serve.
   *
   * @param port on the loopback address; 0 takes any that is free
   * @param webhook where the servers send what they are not asked for
   * @param state where they keep what outlives a start; {@code null} for nowhere
   * @throws IOException when the port is taken
   */
  public SimulatorServer(
      int port, Stage stage, Script script, ZoneId zone, Webhook webhook, Path state)
      throws IOException {
    this.stage = stage;
    this.servers = new Servers(port, stage, script, zone, webhook, state);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      this.http = HttpServer.create(new InetSocketAddress(loopback, port), 50);
    } catch (BindException e) {
      servers.close();
      throw new IOException(
          "Port %d on 127.0.0.1 is taken: set PCC_SIMULATOR_PORT to a free one.".formatted(port),
          e);
    }
    this.workers =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "city-simulator");
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(workers);
    http.createContext("/", this::handle);
    http.start();
  }

  /** Where it serves, such as {@code http://127.0.0.1:8190}. */
  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** What a server has: paths below its own, or addresses of other protocols. */
  public List<String> places(String server) {
    return servers.places(server);
  }

  /** The key by which clients of SSH know a server, as {@code known_hosts} writes it. */
  public String hostKey(String server) {
    return servers.hostKey(server);
  }

  @Override
  public void close() {
    http.stop(0);
    workers.shutdownNow();
    servers.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      throw e;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (!List.of("GET", "HEAD", "POST").contains(method)) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
      say(exchange, 405, "Only GET, HEAD and POST are answered here.");
    } else if (servers.down(path)) {
      exchange.getResponseHeaders().set("Retry-After", "10");
      say(exchange, 503, "Server sedang tidak tersedia / the server is not available now.");
    } else if (method.equals("POST") && !isDocument(exchange)) {
      // A page of another origin that a browser shows cannot send that.
      say(exchange, 415, "Send Content-Type: application/json.");
    } else {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        say(exchange, 413, "A body has at most " + MOST_BYTES + " bytes.");
      } else {
        answer(exchange, method.equals("POST") ? "POST" : "GET", path, body);
      }
    }
  }

  private void answer(HttpExchange exchange, String method, String path, byte[] body)
      throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    try {
      Optional<Answer> found = servers.answer(new Question(method, path, query, body, address()));
      if (found.isPresent()) {
        serve(exchange, exchange.getRequestURI().toString(), found.get());
      } else {
        say(exchange, 404, "Tidak ada " + path + " / there is no " + path);
      }
    } catch (IllegalArgumentException e) {
      say(exchange, 400, e.getMessage());
    }
  }

  /** JSON, or a CAP message. */
  private static boolean isDocument(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type != null && type.matches("application/(json|cap\\+xml)\\b.*");
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  private void serve(HttpExchange exchange, String path, Answer found) throws IOException {
    String tag = tag(found.body());
    Instant now = stage.now().truncatedTo(ChronoUnit.SECONDS);
    Version version =
        versions.compute(
            path, (p, old) -> old != null && old.tag().equals(tag) ? old : new Version(tag, now));
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", tag);
    headers.set("Last-Modified", httpTime(version.since()));
    headers.set("Cache-Control", "no-cache");
    headers.set("Content-Type", found.type());
    if (unchanged(exchange.getRequestHeaders(), version)) {
      exchange.sendResponseHeaders(304, -1);
    } else if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", String.valueOf(found.body().length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, found.body().length);
      exchange.getResponseBody().write(found.body());
    }
  }

  /** RFC 9110, 13.2.2: the tag counts where one is given, else the time. */
  private static boolean unchanged(Headers asked, Version version) {
    String tags = asked.getFirst("If-None-Match");
    if (tags != null) {
      return tags.equals("*") || tags.contains(version.tag());
    }
    String since = asked.getFirst("If-Modified-Since");
    try {
      return since != null
          && !version
              .since()
              .isAfter(
                  ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return false; // RFC 9110, 13.1.3: a time that cannot be read is as none
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + new BigInteger(1, digest).toString(36).substring(0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String httpTime(Instant at) {
    return HTTP_TIME.format(at.atOffset(ZoneOffset.UTC));
  }
}
