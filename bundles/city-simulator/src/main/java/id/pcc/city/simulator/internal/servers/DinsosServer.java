package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.ReliefOffice;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The social agency: workbooks of shelters and of aid. */
public final class DinsosServer implements SimulatedServer {
  private final ReliefOffice relief;

  public DinsosServer(Stage stage, Script script, ZoneId zone) {
    relief = new ReliefOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "dinsos";
  }

  @Override
  public List<String> places() {
    return List.of("/posko.xlsx", "/bantuan.xlsx");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/kirim" -> Optional.of(Answer.json(relief.send(question.order())));
        default -> Optional.empty();
      };
    }
    return switch (question.path()) {
      case "/posko.xlsx" ->
          Optional.of(new Answer(Workbook.TYPE, Workbook.of("Posko", relief.shelters())));
      case "/bantuan.xlsx" ->
          Optional.of(new Answer(Workbook.TYPE, Workbook.of("Bantuan", relief.aid())));
      default -> Optional.empty();
    };
  }
}
