package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.HealthOffice;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The health agency: PSC 119, ambulances, beds, and weekly counts of diseases. */
public final class DinkesServer implements SimulatedServer {
  private final HealthOffice health;

  public DinkesServer(Stage stage, Script script, ZoneId zone) {
    health = new HealthOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "dinkes";
  }

  @Override
  public List<String> places() {
    return List.of("/psc119.json", "/ambulans.json", "/tempat_tidur.json", "/penyakit.json");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/kirim" -> Optional.of(Answer.json(health.send(question.order())));
        case "/tahan" -> Optional.of(Answer.json(health.hold(question.order())));
        default -> Optional.empty();
      };
    }
    return switch (question.path()) {
      case "/psc119.json" -> Optional.of(Answer.json(health.psc()));
      case "/ambulans.json" -> Optional.of(Answer.json(health.ambulances()));
      case "/tempat_tidur.json" -> Optional.of(Answer.json(health.beds()));
      case "/penyakit.json" -> Optional.of(Answer.json(health.diseases()));
      default -> Optional.empty();
    };
  }
}
