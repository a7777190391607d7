package id.pcc.city.simulator.internal.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** BMKG's server: warnings as CAP 1.2 by an RSS index, and earthquakes. */
public final class WeatherOffice {
  private static final String SENDER = "simulasi@bmkg.invalid";
  private static final DateTimeFormatter CAP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
  private static final DateTimeFormatter RSS =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

  private final Stage stage;
  private final Script script;
  private final ZoneId zone;
  private final Instant beginning;
  private final Map<String, Instant> sent = new ConcurrentHashMap<>();

  public WeatherOffice(Stage stage, Script script, ZoneId zone) {
    this.stage = stage;
    this.script = script;
    this.zone = zone;
    this.beginning = stage.now();
  }

  /**
   * The index of the warnings that are published now.
   *
   * @param address of the folder that it stands in, with a slash at its end
   */
  public String index(String address) {
    StringBuilder items = new StringBuilder();
    for (Script.Warning warning : published()) {
      items.append(
          """
              <item>
                <title>%s</title>
                <link>%s%s</link>
                <description>%s</description>
                <category>Met</category>
                <guid isPermaLink="false">%s</guid>
                <pubDate>%s</pubDate>
              </item>
          """
              .formatted(
                  xml(warning.headline()),
                  xml(address),
                  file(warning),
                  xml(warning.description()),
                  identifier(warning),
                  RSS.format(local(sent(warning)))));
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0">
          <channel>
            <title>Peringatan Dini Cuaca (simulasi)</title>
            <link>%s</link>
            <description>Peringatan dini yang disimulasikan</description>
            <language>id</language>
        %s  </channel>
        </rss>
        """
        .formatted(xml(address), items);
  }

  /** The document of that name, while it is published. */
  public Optional<String> document(String file) {
    return published().stream().filter(w -> file(w).equals(file)).findFirst().map(this::cap);
  }

  private List<Script.Warning> published() {
    LocalTime now = Stage.time(stage.position());
    return script.warnings().stream()
        .filter(w -> !now.isBefore(LocalTime.parse(w.publish())))
        .filter(w -> now.isBefore(LocalTime.parse(w.until())))
        .toList();
  }

  private String cap(Script.Warning w) {
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>%s</identifier>
          <sender>%s</sender>
          <sent>%s</sent>
          <status>%s</status>
          <msgType>%s</msgType>
          <scope>Public</scope>
          <note>Simulasi</note>
        %s  <info>
            <language>id</language>
            <category>Met</category>
            <event>%s</event>
            <urgency>%s</urgency>
            <severity>%s</severity>
            <certainty>%s</certainty>
            <effective>%s</effective>
            <expires>%s</expires>
            <senderName>BMKG (simulasi)</senderName>
            <headline>%s</headline>
            <description>%s</description>
            <instruction>%s</instruction>
            <area>
              <areaDesc>%s</areaDesc>
        %s    </area>
          </info>
        </alert>
        """
            .formatted(
                identifier(w),
                SENDER,
                CAP.format(local(sent(w))),
                w.status(),
                w.msgType(),
                references(w),
                xml(w.event()),
                w.urgency(),
                w.severity(),
                w.certainty(),
                CAP.format(local(sent(w))),
                CAP.format(local(stage.when(stage.today(LocalTime.parse(w.until()))))),
                xml(w.headline()),
                xml(w.description()),
                xml(w.instruction()),
                xml(w.area()),
                polygons(w));
    return w.cut() ? document.substring(0, document.length() * 2 / 3) : document;
  }

  private String references(Script.Warning w) {
    return script.warnings().stream()
        .filter(other -> other.name().equals(w.replaces()))
        .map(o -> SENDER + "," + identifier(o) + "," + CAP.format(local(sent(o))))
        .map("  <references>%s</references>\n"::formatted)
        .findFirst()
        .orElse("");
  }

  private static String polygons(Script.Warning w) {
    StringBuilder polygons = new StringBuilder();
    w.polygons().forEach(p -> polygons.append("      <polygon>" + p + "</polygon>\n"));
    return polygons.toString();
  }

  /** Once it is known it stays, even if the script jumps. */
  private Instant sent(Script.Warning w) {
    return sent.computeIfAbsent(
        identifier(w), id -> stage.when(stage.today(LocalTime.parse(w.publish()))));
  }

  /** Never the same in two runs or on two scripted days, as identifiers must be. */
  private String identifier(Script.Warning w) {
    String run = DateTimeFormatter.ofPattern("yyyy.MM.dd.HHmmss").format(local(beginning));
    return "2.49.0.1.360.9.%s.%03d.%03d"
        .formatted(run, stage.day(), script.warnings().indexOf(w) + 1);
  }

  private String file(Script.Warning w) {
    return "SIM%03d%03d_alert.xml".formatted(stage.day(), script.warnings().indexOf(w) + 1);
  }

  private OffsetDateTime local(Instant at) {
    return OffsetDateTime.ofInstant(at, zone);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The newest earthquake: an object, and not a list of one. */
  public Map<String, Object> newest() {
    return Map.of("Infogempa", Map.of("gempa", quakes(false).get(0)));
  }

  /**
   * The earthquakes of the last days, newest first.
   *
   * @param felt only those that people felt
   */
  public Map<String, Object> latest(boolean felt) {
    return Map.of("Infogempa", Map.of("gempa", quakes(felt)));
  }

  private List<Map<String, Object>> quakes(boolean felt) {
    List<Map<String, Object>> quakes = new ArrayList<>();
    for (Script.Quake quake : script.quakes()) {
      if (!felt || !quake.felt().isEmpty()) {
        quakes.add(quake(quake));
      }
    }
    return quakes;
  }

  private Map<String, Object> quake(Script.Quake q) {
    // By the day, so that a second start on the same day tells of the same earthquakes.
    Instant midnight = local(beginning).truncatedTo(ChronoUnit.DAYS).toInstant();
    Instant at = midnight.minus(Duration.ofMinutes(Math.round(q.hoursAgo() * 60)));
    OffsetDateTime local = local(at);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "Tanggal",
        DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.forLanguageTag("id")).format(local));
    answer.put("Jam", DateTimeFormatter.ofPattern("HH:mm:ss").format(local) + " WIB");
    answer.put("DateTime", CAP.format(at.atOffset(ZoneOffset.UTC)));
    answer.put("Coordinates", q.latitude() + "," + q.longitude());
    answer.put("Lintang", Math.abs(q.latitude()) + (q.latitude() < 0 ? " LS" : " LU"));
    answer.put("Bujur", q.longitude() + " BT");
    answer.put("Magnitude", String.valueOf(q.magnitude()));
    answer.put("Kedalaman", q.depth() + " km");
    answer.put("Wilayah", q.region());
    answer.put("Potensi", "Tidak berpotensi tsunami");
    if (!q.felt().isEmpty()) {
      answer.put("Dirasakan", q.felt());
    }
    return answer;
  }
}
