package id.pcc.api.cap;

import id.pcc.api.notice.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a CAP alert says; texts are empty when the message leaves them out.
 *
 * @param language BCP 47; {@code en-US} when the message does not say (CAP 1.2, 3.2.2)
 * @param event the kind of event
 * @param urgency {@code Immediate, Expected, Future, Past} or {@code Unknown}
 * @param severity how bad
 * @param certainty {@code Observed, Likely, Possible, Unlikely} or {@code Unknown}
 * @param effective when it takes effect; the time of sending when the message does not say
 * @param onset when the event is expected to begin; {@code null} when not said
 * @param expires when it ends; {@code null} when not said
 * @param headline one line
 * @param description what happens
 * @param instruction what to do
 * @param web more, as an address
 * @param areaDescription the areas in words
 * @param area all polygons and circles as one GeoJSON MultiPolygon, longitude first; {@code null}
 *     when the message has none
 * @param geocodes value name and value of each geocode
 */
public record CapInfo(
    String language,
    String event,
    String urgency,
    Severity severity,
    String certainty,
    Instant effective,
    Instant onset,
    Instant expires,
    String headline,
    String description,
    String instruction,
    String web,
    String areaDescription,
    Map<String, Object> area,
    List<Map.Entry<String, String>> geocodes) {
  public CapInfo {
    geocodes = List.copyOf(geocodes);
  }

  void describe(Map<String, Object> record) {
    record.put("language", language);
    record.put("event", event);
    record.put("urgency", urgency);
    record.put("severity", severity.name());
    record.put("certainty", certainty);
    record.put("effective", effective);
    record.put("onset", onset);
    record.put("expires", expires);
    record.put("headline", headline);
    record.put("description", description);
    record.put("instruction", instruction);
    record.put("web", web);
    record.put("areas", areaDescription);
    record.put("area", area);
  }
}
