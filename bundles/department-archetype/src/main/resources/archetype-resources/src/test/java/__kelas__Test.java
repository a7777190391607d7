package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import id.pcc.department.tck.Center;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ${kelas}Test {
  @Test
  void a_price_arrives_with_its_place() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/harga.json",
        exchange -> {
          try (exchange;
              var example = getClass().getResourceAsStream("/contoh/harga.json")) {
            exchange.sendResponseHeaders(200, 0);
            example.transferTo(exchange.getResponseBody());
          }
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try (Center center = new Center(new ${kelas}(), Map.of("address", address, "poll", "100"))) {
      center.until("two prices", () -> center.count("harga") == 2);
      var flamboyan = center.record("harga", "pasar", "Flamboyan");
      assertEquals("14500", String.valueOf(flamboyan.get("beras")).replace(".0", ""));
    } finally {
      server.stop(0);
    }
  }
}
