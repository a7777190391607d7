package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.AirStations;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.WasteSites;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment agency: a table of its air stations, and its waste sites by SensorThings. It
 * takes advisories.
 */
public final class DlhServer implements SimulatedServer {
  private final AirStations air;
  private final WasteSites waste;

  public DlhServer(Stage stage, Script script, ZoneId zone) throws IOException {
    air = new AirStations(stage, script, zone);
    waste = new WasteSites(stage, script, Chapter.read("dlh", WasteSites.Day.class), zone);
  }

  @Override
  public String name() {
    return "dlh";
  }

  @Override
  public List<String> places() {
    return List.of("/ispu.csv", "/v1.1/Observations");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return question.path().equals("/imbauan")
          ? Optional.of(Answer.json(waste.advise(question.order())))
          : Optional.empty();
    }
    return switch (question.path()) {
      case "/ispu.csv" -> Optional.of(Answer.text("text/csv", air.table()));
      case "/v1.1/Observations" -> Optional.of(Answer.json(Map.of("value", waste.observations())));
      default -> Optional.empty();
    };
  }
}
