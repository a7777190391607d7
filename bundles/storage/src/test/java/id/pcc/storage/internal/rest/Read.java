package id.pcc.storage.internal.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reader makes of a body. */
record Read(List<Map<String, Object>> records, Rows.Unread unread) {
  static Read by(Rows.Reader reader, byte[] body) throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    Rows.Unread unread = reader.read(Body.of(body), (record, bytes) -> records.add(record));
    return new Read(records, unread);
  }

  static Read by(Rows.Reader reader, String body) throws IOException {
    return by(reader, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The end of a body that could not be read. */
  String rest(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int from = (int) unread.from();
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
