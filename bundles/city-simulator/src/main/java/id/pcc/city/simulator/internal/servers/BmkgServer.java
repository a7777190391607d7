package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.WeatherOffice;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The weather office: warnings over RSS and CAP, earthquakes as JSON. */
public final class BmkgServer implements SimulatedServer {
  private static final String NOWCAST = "/alerts/nowcast/id/";
  private static final String QUAKES = "/DataMKG/TEWS/";

  private final WeatherOffice weather;

  public BmkgServer(Stage stage, Script script, ZoneId zone) {
    weather = new WeatherOffice(stage, script, zone);
  }

  @Override
  public String name() {
    return "bmkg";
  }

  @Override
  public List<String> places() {
    return List.of(
        NOWCAST + "rss.xml",
        QUAKES + "autogempa.json",
        QUAKES + "gempaterkini.json",
        QUAKES + "gempadirasakan.json");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    String path = question.path();
    if (path.startsWith(NOWCAST) && path.endsWith("_alert.xml")) {
      return weather
          .document(path.substring(NOWCAST.length()))
          .map(document -> Answer.text("application/xml", document));
    }
    return switch (path) {
      case NOWCAST + "rss.xml" ->
          Optional.of(
              Answer.text("application/rss+xml", weather.index(question.address() + NOWCAST)));
      case QUAKES + "autogempa.json" -> Optional.of(Answer.json(weather.newest()));
      case QUAKES + "gempaterkini.json" -> Optional.of(Answer.json(weather.latest(false)));
      case QUAKES + "gempadirasakan.json" -> Optional.of(Answer.json(weather.latest(true)));
      default -> Optional.empty();
    };
  }
}
