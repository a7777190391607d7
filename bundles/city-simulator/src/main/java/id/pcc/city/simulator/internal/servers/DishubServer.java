package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.TrafficCentre;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The transport agency: counts of its junctions and its list of cameras. */
public final class DishubServer implements SimulatedServer {
  private final TrafficCentre traffic;

  public DishubServer(Stage stage, Script script, ZoneId zone) {
    traffic = new TrafficCentre(stage, script, zone);
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
  public Optional<Answer> answer(Question question) {
    return switch (question.path()) {
      case "/atcs.json" -> Optional.of(Answer.json(traffic.counts()));
      case "/kamera.json" -> Optional.of(Answer.json(traffic.cameras()));
      default -> Optional.empty();
    };
  }
}
