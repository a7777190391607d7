package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What citizens report on the scripted day, as Open311 GeoReport v2 writes it. */
public final class CitizenReports {
  private static final int MOST = 1_000;

  /**
   * The day.
   *
   * @param kinds name of each kind by its code
   * @param places of kelurahan
   * @param portalDown when the city's portal does not answer
   */
  public record Day(
      Map<String, String> kinds,
      List<Script.Place> places,
      List<Script.Span> portalDown,
      List<Report> reports) {}

  /** A report: when it comes, what it says, and when it is closed. */
  public record Report(String at, String kind, String text, String kelurahan, String closed) {}

  private final Stage stage;
  private final Day day;
  private final ZoneId zone;

  public CitizenReports(Stage stage, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.zone = zone;
  }

  /** Whether the city's portal answers now. */
  public boolean portal() {
    return Spans.at(day.portalDown(), "portal", Stage.time(stage.position())).isEmpty();
  }

  /** The kinds of reports. */
  public String services() {
    StringBuilder services = new StringBuilder("<services>\n");
    day.kinds()
        .forEach(
            (code, name) ->
                services
                    .append("<service><service_code>" + code + "</service_code>")
                    .append("<service_name>" + name + "</service_name>")
                    .append("<metadata>false</metadata><type>realtime</type></service>\n"));
    return document(services.append("</services>\n"));
  }

  /** The reports of the day so far, the newest first. */
  public String requests() {
    StringBuilder requests = new StringBuilder("<service_requests>\n");
    int number = day.reports().size();
    int left = MOST;
    while (number-- > 0 && left-- > 0) {
      Report report = day.reports().get(number);
      double position = stage.today(LocalTime.parse(report.at()));
      if (position <= stage.position()) {
        requests.append(request(number, report, position));
      }
    }
    return document(requests.append("</service_requests>\n"));
  }

  private String request(int number, Report report, double position) {
    Script.Place place =
        day.places().stream()
            .filter(p -> p.code().equals(report.kelurahan()))
            .findFirst()
            .orElseThrow();
    Noise noise = new Noise(number);
    double closing = stage.today(LocalTime.parse(report.closed()));
    boolean closed = closing <= stage.position();
    return """
        <request><service_request_id>%s</service_request_id><status>%s</status>\
        <service_name>%s</service_name><service_code>%s</service_code>\
        <description>%s</description><requested_datetime>%s</requested_datetime>\
        <updated_datetime>%s</updated_datetime><address>%s, Pontianak</address>\
        <address_id>%s</address_id><lat>%s</lat><long>%s</long></request>
        """
        .formatted(
            "LW-%d%03d".formatted(stage.day() + 1, number + 1),
            closed ? "closed" : "open",
            day.kinds().get(report.kind()),
            report.kind(),
            report.text(),
            time(stage.when(position)),
            time(stage.when(closed ? closing : position)),
            place.name(),
            place.code(),
            degrees(place.latitude(), noise.around("lat")),
            degrees(place.longitude(), noise.around("lon")));
  }

  private static double degrees(double centre, double away) {
    return Math.round((centre + 0.002 * away) * 1e5) / 1e5;
  }

  private static String document(CharSequence content) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + content;
  }

  private String time(Instant at) {
    return OffsetDateTime.ofInstant(at, zone).toString();
  }
}
