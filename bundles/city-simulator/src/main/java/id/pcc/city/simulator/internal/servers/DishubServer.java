package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.JunctionControl;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.TrafficCentre;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transport agency: counts of its junctions, what they were told, and its list of cameras. It
 * takes orders to a junction's loudspeaker and for its phase plan.
 */
public final class DishubServer implements SimulatedServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TrafficCentre traffic;
  private final JunctionControl control;

  public DishubServer(Stage stage, Script script, ZoneId zone) {
    traffic = new TrafficCentre(stage, script, zone);
    control = new JunctionControl(stage, script, zone);
  }

  @Override
  public String name() {
    return "dishub";
  }

  @Override
  public List<String> places() {
    return List.of("/atcs.json", "/kamera.json");
  }

  @Override
  public Optional<Answer> answer(Question question) throws IOException {
    return question.reads() ? read(question.path()) : told(question);
  }

  private Optional<Answer> read(String path) {
    return switch (path) {
      case "/atcs.json" -> Optional.of(Answer.json(junctions()));
      case "/kamera.json" -> Optional.of(Answer.json(traffic.cameras()));
      default -> Optional.empty();
    };
  }

  private Map<String, Object> junctions() {
    Map<String, Object> junctions = new LinkedHashMap<>(traffic.counts());
    junctions.put("pengumuman", control.announcements());
    junctions.put("fase", control.plans());
    return junctions;
  }

  private Optional<Answer> told(Question question) throws IOException {
    return switch (question.path()) {
      case "/pengeras" -> Optional.of(Answer.json(control.announce(order(question.body()))));
      case "/fase" -> Optional.of(Answer.json(control.plan(order(question.body()))));
      // Whoever posts where there is nothing to be told reads.
      default -> read(question.path());
    };
  }

  private static Map<String, Object> order(byte[] body) throws IOException {
    try {
      return JSON.readValue(body, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("JSON: " + e.getOriginalMessage());
    }
  }
}
