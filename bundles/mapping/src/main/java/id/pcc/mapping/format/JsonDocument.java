package id.pcc.mapping.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) into maps and lists, within bounds of depth and size; {@code var x = …;}
 * around it, as some map servers write, is taken off.
 */
public final class JsonDocument {
  private static final int DEEPEST = 100;
  private static final int LONGEST_TEXT = 2_000_000;
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\A\\uFEFF?\\s*(?:var|let|const)\\s+[\\w$]{1,100}\\s*=\\s*");

  private static final ObjectWriter WRITER = new ObjectMapper().writer();

  private final ObjectReader reader =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A map or a list. */
  public Object read(byte[] raw) throws DocumentException {
    try {
      Object value = parse(raw);
      if (value == null) {
        throw DocumentException.missing("document");
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "document" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw DocumentException.malformed(place, "JSON", e.getOriginalMessage());
    } catch (IOException e) {
      throw DocumentException.malformed("document", "JSON", String.valueOf(e.getMessage()));
    }
  }

  /** Writes a map, a list or a simple value, in UTF-8; closes nothing. */
  public void write(Object value, OutputStream out) throws IOException {
    out.write(WRITER.writeValueAsBytes(value));
  }

  private Object parse(byte[] raw) throws IOException {
    byte first = first(raw);
    if (first == 'v' || first == 'l' || first == 'c') {
      String text = new String(raw, StandardCharsets.UTF_8);
      Matcher assignment = ASSIGNMENT.matcher(text);
      if (assignment.find()) {
        String json = text.substring(assignment.end()).strip();
        return reader.readValue(json.endsWith(";") ? json.substring(0, json.length() - 1) : json);
      }
    }
    return raw.length == 0 ? null : reader.readValue(raw);
  }

  private static byte first(byte[] raw) {
    for (byte b : raw) {
      if (b > ' ') {
        return b;
      }
    }
    return 0;
  }
}
