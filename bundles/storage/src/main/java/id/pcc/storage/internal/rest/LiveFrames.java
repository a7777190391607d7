package id.pcc.storage.internal.rest;

import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as Server-Sent Events (WHATWG HTML, 9.2); written once for all who hear them. */
final class LiveFrames {
  /** A comment, so that both sides notice when the other is gone. */
  static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private record Written(Event event, byte[] frame) {}

  private volatile Written last;

  /** An event's frame; not to be changed. */
  byte[] of(Event event) {
    Written written = last;
    if (written == null || written.event() != event) {
      written = new Written(event, write(event));
      last = written;
    }
    return written.frame();
  }

  private static byte[] write(Event event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("topic", event.topic());
    data.put("seq", event.seq());
    data.put("at", Instant.ofEpochMilli(event.at()));
    event.data().forEach(data::put);
    data.put("topic", event.topic());
    data.put("seq", event.seq());
    return frame(event.seq(), event.kind(), data);
  }

  /** An event of the feed itself, such as {@code hello} and {@code reset}. */
  static byte[] own(String kind, long id, long position, Instant at) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("topic", "");
    data.put("position", position);
    data.put("at", at.truncatedTo(ChronoUnit.MILLIS));
    return frame(id, kind, data);
  }

  private static byte[] frame(long id, String kind, Map<String, Object> data) {
    String name = kind.replaceAll("[^a-z_-]", "");
    String text = "id: " + id + "\nevent: " + name + "\ndata: " + Json.write(data) + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
