package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.FireService;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The fire service: calls and units. */
public final class DamkarServer implements SimulatedServer {
  private final FireService fire;

  public DamkarServer(Stage stage, Script script, ZoneId zone) {
    fire = new FireService(stage, script, zone);
  }

  @Override
  public String name() {
    return "damkar";
  }

  @Override
  public List<String> places() {
    return List.of("/panggilan.json", "/unit.json");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/kirim" -> Optional.of(Answer.json(fire.send(question.order())));
        default -> Optional.empty();
      };
    }
    return switch (question.path()) {
      case "/panggilan.json" -> Optional.of(Answer.json(fire.calls()));
      case "/unit.json" -> Optional.of(Answer.json(fire.units()));
      default -> Optional.empty();
    };
  }
}
