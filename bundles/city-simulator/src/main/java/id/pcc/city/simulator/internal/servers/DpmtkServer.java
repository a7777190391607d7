package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.PermitOffice;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The permit agency: permits in process. */
public final class DpmtkServer implements SimulatedServer {
  private final PermitOffice permits;

  public DpmtkServer(Stage stage, Script script, ZoneId zone) {
    permits = new PermitOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "dpmtk";
  }

  @Override
  public List<String> places() {
    return List.of("/izin.json");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    return question.path().equals("/izin.json")
        ? Optional.of(Answer.json(permits.permits()))
        : Optional.empty();
  }
}
