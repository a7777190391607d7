package id.pcc.storage.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.storage.internal.domain.RecordCheck;
import id.pcc.storage.internal.json.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads {@code application/x-ndjson}: one record a line; a line that is none stands for itself. */
final class NdjsonRows implements Rows.Reader {
  private static final int LONGEST_LINE = 4 << 20;
  private static final int SHOWN = 100_000;

  @Override
  public Rows.Unread read(Body body, Rows rows) throws IOException {
    try (InputStream in = body.open()) {
      Lines lines = new Lines(in, LONGEST_LINE);
      while (lines.next()) {
        Map<String, Object> record =
            lines.cut()
                ? unreadable(lines.bytes(), lines.from(), lines.length())
                : record(lines.bytes(), lines.from(), lines.length());
        if (record != null) {
          rows.row(record, lines.length());
        }
      }
    }
    return Rows.Unread.NOTHING;
  }

  /** The record of a line; {@code null} for an empty line. */
  private static Map<String, Object> record(byte[] bytes, int from, int length) throws IOException {
    try (JsonParser parser = Json.factory().createParser(bytes, from, length)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Map<String, Object> record = new JsonValues(parser).record();
      return parser.nextToken() == null ? record : unreadable(bytes, from, length);
    } catch (JsonProcessingException | CharConversionException e) {
      return unreadable(bytes, from, length);
    }
  }

  private static Map<String, Object> unreadable(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, Math.min(length, SHOWN), StandardCharsets.UTF_8).strip();
    return Map.of(RecordCheck.UNREADABLE, text);
  }
}
