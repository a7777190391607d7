package id.pcc.storage.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** JSON as the storage reads and writes it: hostile input within limits, times on local clocks. */
public final class Json {
  /** The clocks on the city's screens. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Pontianak");

  private static final int DEEPEST = 60;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(2_000_000)
                  .maxNumberLength(100)
                  .maxNameLength(500)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY).build();
  private static final ObjectReader ANYTHING = MAPPER.readerFor(Object.class);

  private Json() {}

  /** Makes parsers and generators. */
  public static JsonFactory factory() {
    return FACTORY;
  }

  /** Reads values with the parser of a stream. */
  public static ObjectReader values() {
    return ANYTHING;
  }

  /**
   * Reads a text into maps, lists, texts, numbers and truth values.
   *
   * @throws IllegalArgumentException when it is not JSON, or too deep
   */
  public static Object read(String text) {
    try {
      return MAPPER
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** Reads a JSON object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> readObject(String text) {
    if (read(text) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("expected an object");
  }

  /** Writes a value as text. */
  public static String write(Object value) {
    return write(value, false);
  }

  /** Writes a value as text in UTF-8. */
  public static void write(OutputStream to, Object value) {
    try (JsonGenerator out =
        FACTORY.createGenerator(new OutputStreamWriter(to, StandardCharsets.UTF_8))) {
      write(out, value, false, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value so that equal values give equal texts: the names of objects are in order. */
  public static String canonical(Object value) {
    return write(value, true);
  }

  private static String write(Object value, boolean ordered) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, value, ordered, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes a value. */
  public static void write(JsonGenerator out, Object value) throws IOException {
    write(out, value, false, 0);
  }

  private static void write(JsonGenerator out, Object value, boolean ordered, int depth)
      throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long whole) {
      out.writeNumber(whole);
    } else if (value instanceof Integer whole) {
      out.writeNumber(whole);
    } else if (value instanceof Short || value instanceof Byte) {
      out.writeNumber(((Number) value).intValue());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Float number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Instant instant) {
      out.writeString(time(instant));
    } else if (value instanceof Map<?, ?> map && depth < DEEPEST) {
      writeObject(out, map, ordered, depth);
    } else if (value instanceof Collection<?> list && depth < DEEPEST) {
      out.writeStartArray();
      for (Object member : list) {
        write(out, member, ordered, depth + 1);
      }
      out.writeEndArray();
    } else {
      out.writeString(String.valueOf(value));
    }
  }

  private static void writeObject(JsonGenerator out, Map<?, ?> map, boolean ordered, int depth)
      throws IOException {
    Map<?, ?> members = ordered ? ordered(map) : map;
    out.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.writeFieldName(String.valueOf(member.getKey()));
      write(out, member.getValue(), ordered, depth + 1);
    }
    out.writeEndObject();
  }

  private static Map<String, Object> ordered(Map<?, ?> map) {
    Map<String, Object> members = new TreeMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }

  /** A time as people in Pontianak read it, RFC 3339 with offset. */
  public static String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(instant, ZONE));
  }
}
