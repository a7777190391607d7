package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.RegistryOffice;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The civil registry: its queues. */
public final class DisdukcapilServer implements SimulatedServer {
  private final RegistryOffice registry;

  public DisdukcapilServer(Stage stage, Script script, ZoneId zone) {
    registry = new RegistryOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "disdukcapil";
  }

  @Override
  public List<String> places() {
    return List.of("/antrean.json");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/kuota" -> Optional.of(Answer.json(registry.add(question.order())));
        default -> Optional.empty();
      };
    }
    return question.path().equals("/antrean.json")
        ? Optional.of(Answer.json(registry.queues()))
        : Optional.empty();
  }
}
