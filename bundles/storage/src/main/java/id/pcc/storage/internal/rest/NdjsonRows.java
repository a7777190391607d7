package id.pcc.storage.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.storage.internal.domain.RecordCheck;
import id.pcc.storage.internal.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads {@code application/x-ndjson}: one record a line; a line that is none stands for itself. */
final class NdjsonRows implements Rows.Reader {
  private static final int LONGEST_LINE = 4 << 20;
  private static final int SHOWN = 100_000;
  private static final int[] MARK = {0xEF, 0xBB, 0xBF};

  @Override
  public Rows.Unread read(Body body, Rows rows) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean cut = false;
    try (InputStream in = body.open()) {
      int b = first(in, line);
      for (; b >= 0; b = in.read()) {
        if (b == '\n') {
          line(line, cut, rows);
          line.reset();
          cut = false;
        } else if (line.size() < LONGEST_LINE) {
          line.write(b);
        } else {
          cut = true;
        }
      }
    }
    line(line, cut, rows);
    return Rows.Unread.NOTHING;
  }

  /** The first byte after a byte order mark; what only looked like one goes to the line. */
  private static int first(InputStream in, ByteArrayOutputStream line) throws IOException {
    for (int i = 0; i < MARK.length; i++) {
      int b = in.read();
      if (b != MARK[i]) {
        for (int j = 0; j < i; j++) {
          line.write(MARK[j]);
        }
        return b;
      }
    }
    return in.read();
  }

  private static void line(ByteArrayOutputStream line, boolean cut, Rows rows) throws IOException {
    byte[] bytes = line.toByteArray();
    Map<String, Object> record = cut ? unreadable(bytes) : record(bytes);
    if (record != null) {
      rows.row(record, bytes.length);
    }
  }

  /** The record of a line; {@code null} for an empty line. */
  private static Map<String, Object> record(byte[] line) throws IOException {
    try (JsonParser parser = Json.factory().createParser(line)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Map<String, Object> record = new JsonValues(parser).record();
      return parser.nextToken() == null ? record : unreadable(line);
    } catch (JsonProcessingException | CharConversionException e) {
      return unreadable(line);
    }
  }

  private static Map<String, Object> unreadable(byte[] line) {
    int shown = Math.min(line.length, SHOWN);
    String text = new String(line, 0, shown, StandardCharsets.UTF_8).strip();
    return Map.of(RecordCheck.UNREADABLE, text);
  }
}
