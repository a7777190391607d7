package id.pcc.city.simulator.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.AirStations;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.TrafficCentre;
import id.pcc.city.simulator.internal.domain.WeatherOffice;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The departments' servers: which paths each answers, and which of them are down. */
final class Servers {
  static final List<String> NAMES = List.of("bmkg", "dlh", "dishub");
  private static final String NOWCAST = "/bmkg/alerts/nowcast/id/";
  private static final String QUAKES = "/bmkg/DataMKG/TEWS/";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Boolean> switched = new ConcurrentHashMap<>();
  private final Stage stage;
  private final Script script;
  private final WeatherOffice weather;
  private final AirStations air;
  private final TrafficCentre traffic;

  Servers(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.script = script;
    this.weather = new WeatherOffice(stage, script, zone);
    this.air = new AirStations(stage, script, zone);
    this.traffic = new TrafficCentre(stage, script, zone);
  }

  /**
   * What stands at a path.
   *
   * @param address of this server as the asker sees it, such as {@code http://127.0.0.1:8190}
   */
  Optional<Answer> at(String path, String address) throws JsonProcessingException {
    if (path.startsWith(NOWCAST) && path.endsWith("_alert.xml")) {
      return weather
          .document(path.substring(NOWCAST.length()))
          .map(document -> Answer.text("application/xml", document));
    }
    return switch (path) {
      case "/" -> Optional.of(Answer.text("text/plain", page(address)));
      case "/control" -> Optional.of(json(state()));
      case NOWCAST + "rss.xml" ->
          Optional.of(Answer.text("application/rss+xml", weather.index(address + NOWCAST)));
      case QUAKES + "autogempa.json" -> Optional.of(json(weather.newest()));
      case QUAKES + "gempaterkini.json" -> Optional.of(json(weather.latest(false)));
      case QUAKES + "gempadirasakan.json" -> Optional.of(json(weather.latest(true)));
      case "/dlh/ispu.csv" -> Optional.of(Answer.text("text/csv", air.table()));
      case "/dishub/atcs.json" -> Optional.of(json(traffic.counts()));
      case "/dishub/kamera.json" -> Optional.of(json(traffic.cameras()));
      default -> Optional.empty();
    };
  }

  private Answer json(Object value) throws JsonProcessingException {
    return Answer.text("application/json", json.writeValueAsString(value));
  }

  /** Whether the server that answers a path is down, by a switch or else by the script. */
  boolean down(String path) {
    String server = path.split("/", 3)[1];
    return NAMES.contains(server) && isDown(server);
  }

  private boolean isDown(String server) {
    Boolean set = switched.get(server);
    return set != null ? set : script.out(server, Stage.time(stage.position()));
  }

  /** How far the script is, and which servers are up. */
  private Map<String, Object> state() {
    Map<String, String> servers = new LinkedHashMap<>();
    NAMES.forEach(server -> servers.put(server, isDown(server) ? "down" : "up"));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("at", time());
    state.put("day", stage.day());
    state.put("speed", stage.speed());
    state.put("servers", servers);
    return state;
  }

  private String time() {
    return Stage.time(stage.position()).withNano(0).toString();
  }

  private String page(String address) {
    return """
        Server departemen yang disimulasikan / simulated servers of the departments

        Naskah hari / scripted day: %s (hari/day %d), %s x

          %s/bmkg/alerts/nowcast/id/rss.xml
          %s/bmkg/DataMKG/TEWS/autogempa.json  gempaterkini.json  gempadirasakan.json
          %s/dlh/ispu.csv
          %s/dishub/atcs.json  kamera.json

        POST %s/control   Content-Type: application/json
          {"at": "09:50"}                        loncat / jump
          {"server": "dlh", "state": "down"}     down, up, script
        """
        .formatted(time(), stage.day(), stage.speed(), address, address, address, address, address);
  }

  /**
   * Carries out an order.
   *
   * @throws IllegalArgumentException when it is none; its message says what an order looks like
   */
  void control(byte[] body) {
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
    } else if (NAMES.contains(server)) {
      set(server, order.path("state").asText());
    } else {
      throw new IllegalArgumentException(
          "Give {\"at\": \"HH:mm\"} or {\"server\": one of " + NAMES + ", \"state\": \"down\"}.");
    }
  }

  private void set(String server, String state) {
    switch (state) {
      case "down" -> switched.put(server, true);
      case "up" -> switched.put(server, false);
      case "script" -> switched.remove(server);
      default -> throw new IllegalArgumentException("The state must be down, up or script.");
    }
  }
}
