package id.pcc.city.simulator.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.servers.Answer;
import id.pcc.city.simulator.internal.servers.BkdServer;
import id.pcc.city.simulator.internal.servers.BmkgServer;
import id.pcc.city.simulator.internal.servers.DamkarServer;
import id.pcc.city.simulator.internal.servers.DinkesServer;
import id.pcc.city.simulator.internal.servers.DinsosServer;
import id.pcc.city.simulator.internal.servers.DisdikbudServer;
import id.pcc.city.simulator.internal.servers.DisdukcapilServer;
import id.pcc.city.simulator.internal.servers.DishubServer;
import id.pcc.city.simulator.internal.servers.DiskumdagServer;
import id.pcc.city.simulator.internal.servers.DlhServer;
import id.pcc.city.simulator.internal.servers.DpmtkServer;
import id.pcc.city.simulator.internal.servers.KominfoServer;
import id.pcc.city.simulator.internal.servers.PdamServer;
import id.pcc.city.simulator.internal.servers.PuprServer;
import id.pcc.city.simulator.internal.servers.Question;
import id.pcc.city.simulator.internal.servers.SatpolppServer;
import id.pcc.city.simulator.internal.servers.SimulatedServer;
import id.pcc.city.simulator.internal.servers.Webhook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The departments' servers: which paths each answers, and which of them are down. */
final class Servers implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, SimulatedServer> servers = new LinkedHashMap<>();
  private final Map<String, Boolean> switched = new ConcurrentHashMap<>();
  private final Stage stage;
  private final Script script;

  /**
   * @param port of HTTP; servers of other protocols have those after it, or any where it is 0
   * @param state where they keep what outlives a start; {@code null} for nowhere
   */
  Servers(int port, Stage stage, Script script, ZoneId zone, Webhook webhook, Path state)
      throws IOException {
    this.stage = stage;
    this.script = script;
    add(new BmkgServer(stage, script, zone));
    add(new DlhServer(stage, script, zone));
    add(new DishubServer(stage, script, zone));
    add(new DinkesServer(stage, script, zone));
    add(new DinsosServer(stage, script, zone));
    add(new DpmtkServer(stage, script, zone));
    add(new DisdukcapilServer(stage, script, zone));
    add(new DisdikbudServer(stage, script, zone));
    Path admission = state == null ? null : state.resolve("satpolpp.key");
    add(new SatpolppServer(stage, script, zone, webhook, admission));
    add(new DamkarServer(stage, script, zone));
    add(new KominfoServer(stage, zone));
    add(new PuprServer(port == 0 ? 0 : port + 1, stage, zone));
    add(new PdamServer(port == 0 ? 0 : port + 2, stage, zone));
    Path key = state == null ? null : state.resolve("diskumdag.hostkey");
    add(new DiskumdagServer(port == 0 ? 0 : port + 3, key, stage, script, zone));
    add(new BkdServer(port == 0 ? 0 : port + 4, stage, script, zone));
  }

  private void add(SimulatedServer server) {
    servers.put(server.name(), server);
  }

  /**
   * What is answered to a question.
   *
   * @param question by its whole path, and to the whole city
   */
  Optional<Answer> answer(Question question) throws IOException {
    switch (question.path()) {
      case "/":
        return Optional.of(Answer.text("text/plain", page(question.address())));
      case "/control":
        if (!question.reads()) {
          control(question.body());
        }
        return Optional.of(Answer.json(state()));
      default:
        SimulatedServer server = servers.get(nameIn(question.path()));
        return server == null ? Optional.empty() : server.answer(below(question, server.name()));
    }
  }

  /** What a server has, for clients that find it by its name. */
  List<String> places(String server) {
    return servers.get(server).places();
  }

  /** The key by which clients of SSH know a server. */
  String hostKey(String server) {
    return servers.get(server).hostKey();
  }

  private static Question below(Question question, String name) {
    return new Question(
        question.method(),
        question.path().substring(1 + name.length()),
        question.query(),
        question.body(),
        question.address() + "/" + name);
  }

  private static String nameIn(String path) {
    return path.split("/", 3)[1];
  }

  /** Whether the server that answers a path is down, by a switch or else by the script. */
  boolean down(String path) {
    String server = nameIn(path);
    return servers.containsKey(server) && isDown(server);
  }

  private boolean isDown(String server) {
    Boolean set = switched.get(server);
    return set != null ? set : script.out(server, Stage.time(stage.position()));
  }

  /** How far the script is, and which servers are up. */
  private Map<String, Object> state() {
    Map<String, String> states = new LinkedHashMap<>();
    servers.keySet().forEach(server -> states.put(server, isDown(server) ? "down" : "up"));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("at", time());
    state.put("day", stage.day());
    state.put("speed", stage.speed());
    state.put("servers", states);
    Map<String, String> troubles = new LinkedHashMap<>();
    servers.values().stream()
        .filter(server -> !server.trouble().isEmpty())
        .forEach(server -> troubles.put(server.name(), server.trouble()));
    state.put("troubles", troubles);
    return state;
  }

  private String time() {
    return Stage.time(stage.position()).withNano(0).toString();
  }

  private String page(String address) {
    StringBuilder places = new StringBuilder();
    for (SimulatedServer server : servers.values()) {
      for (String place : server.places()) {
        boolean below = place.startsWith("/");
        String whole = below ? address + "/" + server.name() + place : place;
        places.append("  ").append(whole).append('\n');
      }
    }
    for (SimulatedServer server : servers.values()) {
      if (!server.trouble().isEmpty()) {
        places.append("  ").append(server.name() + ": " + server.trouble()).append('\n');
      }
    }
    return """
        Server departemen yang disimulasikan / simulated servers of the departments

        Naskah hari / scripted day: %s (hari/day %d), %s x

        %s
        POST %s/control   Content-Type: application/json
          {"at": "09:50"}                        loncat / jump
          {"server": "dlh", "state": "down"}     down, up, script
        """
        .formatted(time(), stage.day(), stage.speed(), places, address);
  }

  /**
   * Carries out an order.
   *
   * @throws IllegalArgumentException when it is none; its message says what an order looks like
   */
  private void control(byte[] body) {
    JsonNode order;
    try {
      order = json.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("The body must be a JSON object.", e);
    }
    String at = order.path("at").asText();
    String server = order.path("server").asText();
    if (at.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      stage.jump(LocalTime.parse(at));
      servers.values().forEach(SimulatedServer::jumped);
    } else if (servers.containsKey(server)) {
      set(server, order.path("state").asText());
    } else {
      throw new IllegalArgumentException(
          "Give {\"at\": \"HH:mm\"} or {\"server\": one of "
              + servers.keySet()
              + ", \"state\": \"down\"}.");
    }
  }

  private void set(String server, String state) {
    switch (state) {
      case "down" -> switched.put(server, true);
      case "up" -> switched.put(server, false);
      case "script" -> switched.remove(server);
      default -> throw new IllegalArgumentException("The state must be down, up or script.");
    }
    servers.get(server).switched(isDown(server));
  }

  @Override
  public void close() {
    servers.values().forEach(SimulatedServer::close);
  }
}
