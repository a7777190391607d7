package id.pcc.connect.internal.camel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.pcc.api.Declaration;
import id.pcc.api.Department;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Dataset;
import id.pcc.connect.Connector;
import id.pcc.connect.internal.RecordingIngest;
import id.pcc.connect.internal.domain.DepartmentHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A department with a server of its own and a store that records. */
abstract class RouteBench {
  static final Declaration AIR =
      new Declaration(
          "air",
          LocalText.name("Air"),
          List.of(
              Dataset.named("pompa").title("Pompa", "Pumps").key("kode", "Kode", "Code").build()),
          List.of(),
          List.of(),
          List.of());

  final RecordingIngest ingest = new RecordingIngest();
  final List<DepartmentStatus> changes = new CopyOnWriteArrayList<>();
  final DepartmentHealth health =
      new DepartmentHealth(Clock.systemUTC(), (before, now) -> changes.add(now));
  final Map<String, String> configuration = new HashMap<>();
  @TempDir Path inbox;
  ScheduledExecutorService clock;
  HttpServer server;
  Declaration declaration = AIR;
  Routes routes;

  @BeforeEach
  void open() throws IOException {
    clock = Executors.newScheduledThreadPool(1);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    configuration.put("address", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void close() {
    if (routes != null) {
      routes.close();
    }
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

  static void answer(HttpExchange exchange, int code, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static final class Described extends RouteBuilder implements Department {
    private final Consumer<RouteBuilder> description;

    Described(Consumer<RouteBuilder> description) {
      this.description = description;
    }

    @Override
    public void configure() {
      description.accept(this);
    }
  }

  void start(Consumer<RouteBuilder> description) throws Exception {
    start(new Described(description));
  }

  void start(Department department) throws Exception {
    health.starting();
    routes =
        Routes.start(
            declaration,
            department,
            Map.copyOf(configuration),
            new Routes.Surroundings(ingest, health, Clock.systemUTC(), clock, inbox));
    health.running();
  }

  Connector connector() {
    return health.connectors().get(0);
  }

  void poll(String path, String format) throws Exception {
    start(
        r ->
            r.from("timer:t?delay=0&period=50")
                .routeId("pompa")
                .to("{{address}}" + path)
                .unmarshal()
                .custom(format)
                .to("pcc:air/pompa"));
  }
}
