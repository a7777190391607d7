package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.SchoolOffice;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The education agency: a table of its schools. */
public final class DisdikbudServer implements SimulatedServer {
  private final SchoolOffice schools;

  public DisdikbudServer(Stage stage, Script script, ZoneId zone) {
    schools = new SchoolOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "disdikbud";
  }

  @Override
  public List<String> places() {
    return List.of("/sekolah.csv");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/tutup" -> Optional.of(Answer.json(schools.close(question.order())));
        default -> Optional.empty();
      };
    }
    return question.path().equals("/sekolah.csv")
        ? Optional.of(Answer.text("text/csv", schools.table()))
        : Optional.empty();
  }
}
