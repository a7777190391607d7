package id.pcc.mapping.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.api.LocalText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of a JSON document as rows: of a list, of the first list of objects within an object,
 * of one object in each line, or the features of GeoJSON (RFC 7946) with their properties and their
 * {@code geometry}. Members of objects within are columns such as {@code lokasi.kota}; what lies
 * deeper stands there as JSON.
 */
final class JsonRows implements Table {
  private static final int DEEPEST = 60;
  private static final int LONGEST_TEXT = 2_000_000;
  private static final int MOST_VALUES = 200_000;
  private static final int HEAD = 64 << 10;
  private static final String GEOMETRY = "geometry";
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\A\\s*(?:var|let|const)\\s+[\\w$]{1,100}\\s*=\\s*");
  private static final Pattern LINES =
      Pattern.compile("\\A\\s*\\{[^\\r\\n]*}[ \\t]*\\r?\\n\\s*\\{");
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNumberLength(100)
                  .maxNameLength(500)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final ObjectMapper WRITER = new ObjectMapper();

  private final long size;
  private final CountedStream bytes;
  private final JsonParser parser;
  private final boolean lines;
  private final List<String> columns;
  private long number;
  private int values;

  JsonRows(Path path) throws DocumentException {
    this(path, names(path));
  }

  private JsonRows(Path path, List<String> known) throws DocumentException {
    columns = known;
    try {
      size = Math.max(1, Files.size(path));
      byte[] head;
      try (InputStream in = Files.newInputStream(path)) {
        head = in.readNBytes(HEAD);
      }
      String text = new String(head, StandardCharsets.ISO_8859_1);
      int mark = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
      String bare = text.substring(mark);
      lines = LINES.matcher(bare).lookingAt();
      bytes = new CountedStream(Files.newInputStream(path), Long.MAX_VALUE, Long.MAX_VALUE);
      bytes.skipNBytes(mark + assigned(bare));
      parser = FACTORY.createParser(new BufferedInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      begin();
    } catch (DocumentException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How many characters of a {@code var x =} stand before the JSON; 0 when none does. */
  static int assigned(String text) {
    Matcher assignment = ASSIGNMENT.matcher(text);
    return assignment.find() ? assignment.end() : 0;
  }

  /** The columns are known only when all was seen once; a second reading goes through the rows. */
  private static List<String> names(Path path) throws DocumentException {
    Set<String> names = new LinkedHashSet<>();
    try (JsonRows rows = new JsonRows(path, List.of())) {
      for (Map<String, Object> item = rows.item(); item != null; item = rows.item()) {
        names.addAll(item.keySet());
        if (names.size() > CsvTable.MOST_COLUMNS) {
          throw DocumentException.tooMuch(
              "item " + rows.number,
              LocalText.of(CsvTable.MOST_COLUMNS + " kolom", CsvTable.MOST_COLUMNS + " columns"));
        }
      }
    }
    if (names.isEmpty()) {
      throw DocumentException.missing("document");
    }
    return List.copyOf(names);
  }

  /** Goes to the first object. */
  private void begin() throws DocumentException {
    try {
      JsonToken token = parser.nextToken();
      if (lines || token == null) {
        return;
      }
      while (token != null) {
        boolean list = token == JsonToken.START_ARRAY;
        token = parser.nextToken();
        if (list && token == JsonToken.START_OBJECT) {
          return;
        }
        if (list && token == JsonToken.END_ARRAY && parser.getParsingContext().inRoot()) {
          throw DocumentException.missing("document");
        }
      }
    } catch (IOException e) {
      throw fault(e);
    }
    throw DocumentException.at(
        "document",
        "document.no_list",
        "tidak ada daftar objek di dalamnya",
        "there is no list of objects in it");
  }

  private Map<String, Object> item() throws DocumentException {
    try {
      JsonToken token = parser.currentToken();
      if (number > 0) {
        token = parser.nextToken();
      }
      number++;
      values = 0;
      if (token == null || token == JsonToken.END_ARRAY) {
        return null;
      }
      if (token != JsonToken.START_OBJECT) {
        throw DocumentException.wrong(
            "item " + number, String.valueOf(parser.getText()), LocalText.of("objek", "an object"));
      }
      return flat(object());
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private static Map<String, Object> flat(Map<String, Object> item) throws IOException {
    boolean feature = "Feature".equals(item.get("type")) && item.containsKey(GEOMETRY);
    Map<String, Object> flat = new LinkedHashMap<>();
    Object properties = feature ? item.get("properties") : item;
    if (feature && item.get("id") != null) {
      flat.put("id", scalar(item.get("id")));
    }
    if (properties instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        put(flat, String.valueOf(member.getKey()).strip(), member.getValue(), true);
      }
    }
    if (feature) {
      flat.put(GEOMETRY, item.get(GEOMETRY) instanceof Map<?, ?> shape ? shape : null);
    }
    return flat;
  }

  private static void put(Map<String, Object> flat, String name, Object value, boolean open)
      throws IOException {
    String column = name.isEmpty() ? "column" : name;
    if (value instanceof Map<?, ?> map && !map.containsKey("coordinates") && open) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        put(flat, column + "." + member.getKey(), member.getValue(), false);
      }
    } else {
      flat.put(column, scalar(value));
    }
  }

  private static Object scalar(Object value) throws IOException {
    if (value instanceof String text) {
      return CsvTable.cell(text);
    }
    if (value instanceof Map<?, ?> map && map.containsKey("coordinates")) {
      return map;
    }
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? WRITER.writeValueAsString(value)
        : value;
  }

  private Map<String, Object> object() throws IOException, DocumentException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value());
    }
    return object;
  }

  private Object value() throws IOException, DocumentException {
    if (++values > MOST_VALUES) {
      throw DocumentException.tooMuch(
          "item " + number, LocalText.of(MOST_VALUES + " nilai", MOST_VALUES + " values"));
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw DocumentException.malformed("item " + number, "JSON", "the end is missing");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value());
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Object whole(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value.toString();
  }

  private static Object decimal(String text) {
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? (Object) value : new BigDecimal(text).toEngineeringString();
  }

  private DocumentException fault(IOException e) {
    if (e instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      String place =
          at == null ? "document" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      return DocumentException.malformed(place, "JSON", json.getOriginalMessage());
    }
    return DocumentException.malformed("document", "JSON", String.valueOf(e.getMessage()));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Row next() throws DocumentException {
    while (true) {
      Map<String, Object> item = item();
      if (item == null) {
        return null;
      }
      Row row = new Row(number, columns.stream().map(item::get).toList());
      if (!row.blank()) {
        return row;
      }
    }
  }

  @Override
  public double read() {
    return Math.min(1, (double) bytes.count() / size);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
