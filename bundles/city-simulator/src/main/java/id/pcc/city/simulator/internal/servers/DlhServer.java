package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.AirStations;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The environment agency: a table of its air stations. */
public final class DlhServer implements SimulatedServer {
  private final AirStations air;

  public DlhServer(Stage stage, Script script, ZoneId zone) {
    air = new AirStations(stage, script, zone);
  }

  @Override
  public String name() {
    return "dlh";
  }

  @Override
  public List<String> places() {
    return List.of("/ispu.csv");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    return question.path().equals("/ispu.csv")
        ? Optional.of(Answer.text("text/csv", air.table()))
        : Optional.empty();
  }
}
