package id.pcc.notice.internal;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.notice.Notices.Raised;
import id.pcc.notice.internal.domain.Kept;
import id.pcc.web.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A notice as the interface and the live feed show it. */
public final class NoticeJson {
  private NoticeJson() {}

  /** The notice as values that JSON knows. */
  public static Map<String, Object> of(Raised raised, Instant now) {
    Notice notice = raised.notice();
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("kelurahan", notice.place().kelurahan());
    place.put("longitude", notice.place().longitude());
    place.put("latitude", notice.place().latitude());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", raised.id());
    json.put("source", raised.source());
    json.put("fingerprint", notice.fingerprint());
    json.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
    json.put("state", Kept.state(raised, now));
    json.put("title", text(notice.title()));
    json.put("text", text(notice.text()));
    json.put("at", Json.time(notice.at()));
    json.put("expires", Json.time(notice.expires()));
    json.put("place", place);
    json.put("exercise", notice.exercise());
    json.put("times", raised.times());
    json.put("firstAt", Json.time(raised.firstAt()));
    json.put("lastAt", Json.time(raised.lastAt()));
    json.put("acknowledgedBy", raised.acknowledgedBy());
    json.put("acknowledgedAt", Json.time(raised.acknowledgedAt()));
    json.put("settledAt", Json.time(raised.settledAt()));
    return json;
  }

  private static Map<String, Object> text(LocalText text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", text.id());
    json.put("en", text.en());
    return json;
  }
}
