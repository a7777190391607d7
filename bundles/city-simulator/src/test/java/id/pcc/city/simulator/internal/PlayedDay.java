package id.pcc.city.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.http.SimulatorServer;
import id.pcc.city.simulator.internal.servers.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;

/** The simulated servers on a free port, with the script at real speed. */
public final class PlayedDay implements AutoCloseable {
  private final SimulatorServer server;

  public PlayedDay() throws IOException {
    this(Webhook.NONE);
  }

  /** With servers that send by themselves. */
  public PlayedDay(Webhook webhook) throws IOException {
    Stage stage = new Stage(Clock.systemUTC(), 1, LocalTime.of(5, 30));
    ZoneId zone = ZoneId.of("Asia/Pontianak");
    server = new SimulatorServer(0, stage, CitySimulator.script(), zone, webhook, null);
  }

  public String address() {
    return server.address();
  }

  /** The address of a server of another protocol than HTTP, by the scheme that it begins with. */
  public String address(String name, String scheme) {
    return server.places(name).stream()
        .filter(place -> place.startsWith(scheme + ":"))
        .findFirst()
        .orElseThrow();
  }

  /** The key by which clients of SSH know a server. */
  public String hostKey(String name) {
    return server.hostKey(name);
  }

  /** Goes on at the next such time of day. */
  public void at(String time) throws Exception {
    order("{\"at\": \"" + time + "\"}");
  }

  /** Switches a server. */
  public void server(String name, String state) throws Exception {
    order("{\"server\": \"" + name + "\", \"state\": \"" + state + "\"}");
  }

  /** What a client is answered at a path. */
  public String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString())
        .body();
  }

  private void order(String order) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/control"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(order))
            .build();
    assertEquals(
        200,
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode(),
        order);
  }

  @Override
  public void close() {
    server.close();
  }
}
