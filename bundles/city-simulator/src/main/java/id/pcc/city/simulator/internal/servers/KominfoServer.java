package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.CitizenReports;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.WarningSpreader;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Communications: citizen reports by Open311 GeoReport v2, and a portal that others probe. */
public final class KominfoServer implements SimulatedServer {
  private final CitizenReports reports;
  private final WarningSpreader warnings;

  public KominfoServer(Stage stage, ZoneId zone) throws IOException {
    warnings = new WarningSpreader(stage, zone);
    reports = new CitizenReports(stage, Chapter.read("kominfo", CitizenReports.Day.class), zone);
  }

  @Override
  public String name() {
    return "kominfo";
  }

  @Override
  public List<String> places() {
    return List.of("/open311/services.xml", "/open311/requests.xml", "/portal", "/cap");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (question.path().equals("/cap")) {
      return question.reads()
          ? warnings.newest().map(cap -> new Answer("application/cap+xml", cap))
          : Optional.of(Answer.json(warnings.spread(question.body())));
    }
    return switch (question.path()) {
      case "/open311/services.xml" -> Optional.of(Answer.text("text/xml", reports.services()));
      case "/open311/requests.xml" -> Optional.of(Answer.text("text/xml", reports.requests()));
      case "/portal" ->
          reports.portal()
              ? Optional.of(Answer.text("text/plain", "Portal Kota Pontianak (simulasi)"))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
