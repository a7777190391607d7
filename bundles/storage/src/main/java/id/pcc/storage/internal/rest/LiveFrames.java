package id.pcc.storage.internal.rest;

import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.internal.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Events as Server-Sent Events (WHATWG HTML, 9.2); written once for all who hear them. */
final class LiveFrames {
  /** A comment, so that both sides notice when the other is gone. */
  static final Frame HEARTBEAT = new Frame(":\n\n".getBytes(StandardCharsets.US_ASCII));

  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final int USUAL_BYTES = 1 << 10;

  /** What is written: the same bytes for all who hear them, and how many of those still wait. */
  static final class Frame {
    private final byte[] bytes;
    private final AtomicInteger waiting = new AtomicInteger();

    private Frame(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Not to be changed. */
    byte[] bytes() {
      return bytes;
    }
  }

  private record Written(Event event, Set<String> masked, Frame frame) {}

  private final AtomicLong held = new AtomicLong();

  private volatile Written whole;
  private volatile Written part;

  /**
   * An event's frame.
   *
   * @param masked the fields of its records that are hidden
   */
  Frame of(Event event, Set<String> masked) {
    Written written = masked.isEmpty() ? whole : part;
    if (written == null || written.event() != event || !written.masked().equals(masked)) {
      written = new Written(event, masked, new Frame(write(event, masked)));
      if (masked.isEmpty()) {
        whole = written;
      } else {
        part = written;
      }
    }
    return written.frame();
  }

  /** One more waits to write it. */
  void hold(Frame frame) {
    if (frame.waiting.getAndIncrement() == 0) {
      held.addAndGet(frame.bytes.length);
    }
  }

  /** One of those who waited has written it, or is gone. */
  void release(Frame frame) {
    if (frame.waiting.decrementAndGet() == 0) {
      held.addAndGet(-frame.bytes.length);
    }
  }

  /** The bytes of all frames that somebody waits to write, each once. */
  long held() {
    return held.get();
  }

  private static byte[] write(Event event, Set<String> masked) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("topic", event.topic());
    data.put("seq", event.seq());
    data.put("at", Instant.ofEpochMilli(event.at()));
    event
        .data()
        .forEach((name, value) -> data.put(name, masked.isEmpty() ? value : hidden(value, masked)));
    data.put("topic", event.topic());
    data.put("seq", event.seq());
    return frame(event.seq(), event.kind(), data);
  }

  private static Object hidden(Object value, Set<String> masked) {
    return value instanceof List<?> records
        ? records.stream().map(record -> Mask.over(fields(record), masked)).toList()
        : value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object record) {
    return (Map<String, Object>) record;
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
    String head = "id: " + id + "\nevent: " + name + "\ndata: ";
    ByteArrayOutputStream frame = new ByteArrayOutputStream(USUAL_BYTES);
    frame.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    Json.write(frame, data);
    frame.writeBytes(END);
    return frame.toByteArray();
  }
}
