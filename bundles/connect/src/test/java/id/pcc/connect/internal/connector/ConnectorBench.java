package id.pcc.connect.internal.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.pcc.api.Department;
import id.pcc.connect.Connector;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.declaration.DepartmentFile.Whole;
import id.pcc.connect.internal.Await;
import id.pcc.connect.internal.RecordingIngest;
import id.pcc.connect.internal.camel.Routes;
import id.pcc.connect.internal.domain.DepartmentHealth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A department of connectors alone, with a server of its own and a store that records. */
abstract class ConnectorBench {
  private static final String DATASET =
      """
      name: air
      title: { id: Air, en: Water }
      datasets:
        tinggi:
          title: { id: Tinggi muka air, en: Water level }
          producer: Air
          fields:
            pos: { role: key, id: Pos, en: Gauge }
            waktu: { role: time, id: Waktu, en: Time }
            tma: { role: measure, unit: cm, id: Tinggi, en: Level }
            siaga: { id: Siaga, en: Alert }
            lokasi: { role: geometry, id: Lokasi, en: Place }
      connectors:
        tinggi:
      """;

  final RecordingIngest ingest = new RecordingIngest();
  final DepartmentHealth health = new DepartmentHealth(Clock.systemUTC(), (before, now) -> {});
  final Map<String, String> configuration = new TreeMap<>();
  final Map<String, String> marks = new ConcurrentHashMap<>();
  @TempDir Path inbox;
  HttpServer server;
  String address;
  private ScheduledExecutorService clock;
  private Routes routes;

  @BeforeEach
  void open() throws IOException {
    clock = Executors.newScheduledThreadPool(1);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    configuration.put("address", address);
  }

  void closeRoutes() {
    if (routes != null) {
      routes.close();
      routes = null;
    }
  }

  @AfterEach
  void close() {
    closeRoutes();
    server.stop(0);
    clock.shutdownNow();
  }

  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Starts the connector {@code tinggi} of these lines. */
  void connect(String lines) throws Exception {
    connect(lines, null);
  }

  void connect(String lines, ConnectorRun.Sample sample) throws Exception {
    Whole whole =
        DepartmentFile.whole(
            new ByteArrayInputStream(
                (DATASET + lines.strip().indent(4)).getBytes(StandardCharsets.UTF_8)));
    health.starting();
    routes =
        Routes.start(
            whole.declaration(),
            new Department() {},
            Map.copyOf(configuration),
            new Routes.Surroundings(ingest, health, Clock.systemUTC(), clock, inbox),
            (limits, reach) ->
                new ConnectorRoutes(
                    whole.connectors(),
                    new ConnectorRun(
                        "air",
                        configuration,
                        limits,
                        reach,
                        Clock.systemUTC(),
                        new ConnectorRun.Marks() {
                          @Override
                          public String get(String connector) {
                            return marks.get(connector);
                          }

                          @Override
                          public void put(String connector, String value) {
                            marks.put(connector, value);
                          }
                        },
                        DriverManager::getConnection,
                        sample),
                    health));
    health.running();
  }

  /** The routes that run. */
  Routes routes() {
    return routes;
  }

  List<Map<String, Object>> records() {
    return ingest.delivered.stream().flatMap(b -> b.records().stream()).toList();
  }

  void awaitRecords(int count) throws InterruptedException {
    Await.until(count + " records", () -> records().size() >= count);
  }

  Connector status() {
    return health.connectors().get(0);
  }

  /** The failure, when there is one. */
  String failure() throws InterruptedException {
    Await.until("a failure", () -> status().failingSince() != null);
    return status().lastError().en();
  }
}
