package id.pcc.connect.internal.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.api.LocalText;
import id.pcc.connect.declaration.Notation;
import id.pcc.connect.internal.format.CapReader;
import id.pcc.connect.internal.format.FeedReader;
import id.pcc.connect.internal.format.XmlDocument;
import id.pcc.connect.internal.format.XmlElement;
import id.pcc.mapping.format.CsvTable;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.JsonDocument;
import id.pcc.mapping.format.Reading;
import id.pcc.mapping.format.Row;
import id.pcc.mapping.format.Table;
import id.pcc.mapping.format.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes the rows out of a document in any of the notations. */
final class RowDocument {
  private static final int MOST_ROWS = 1_000_000;
  private static final int DEEPEST = 6;

  /** Within so many bytes an alert says that it is one. */
  private static final int BEGINNING = 2_000;

  private static final Pattern ALERT = Pattern.compile("<(?:[\\w.-]{1,40}:)?alert[\\s>/]");
  private static final ObjectMapper WRITER = new ObjectMapper();

  private final Notation notation;
  private final String path;
  private final String next;

  /**
   * @param path where the rows stand
   * @param next where the address of the next document stands, as a JSON pointer; {@code null} when
   *     it does not
   */
  RowDocument(Notation notation, String path, String next) {
    this.notation = notation;
    this.path = path;
    this.next = next;
  }

  /**
   * The rows.
   *
   * @param address where the document came from, so that relative links can be told; {@code null}
   *     when unknown
   */
  Rows read(byte[] raw, URI address) throws DocumentException {
    return switch (notation == Notation.ANY ? seen(raw) : notation) {
      case JSON -> json(new JsonDocument().read(raw));
      case XML -> new Rows(xml(XmlDocument.read(raw)), null);
      case XLSX -> new Rows(workbook(raw), null);
      case RSS -> new Rows(plain(new FeedReader().read(raw, address)), null);
      case CAP -> new Rows(plain(alerts(raw, address)), null);
      default -> new Rows(new CsvTable().read(raw), null);
    };
  }

  /** The alert; or what the index has, each with a {@code link}. */
  private static List<Map<String, Object>> alerts(byte[] raw, URI address)
      throws DocumentException {
    int most = Math.min(raw.length, BEGINNING);
    boolean alert = ALERT.matcher(new String(raw, 0, most, StandardCharsets.UTF_8)).find();
    return alert
        ? List.of(new CapReader().read(raw).record("id"))
        : new FeedReader().read(raw, address);
  }

  /** Times as texts, like all other notations have them. */
  private static List<Map<String, Object>> plain(List<Map<String, Object>> rows) {
    List<Map<String, Object>> plain = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      Map<String, Object> texts = new LinkedHashMap<>(row);
      texts.replaceAll((name, value) -> value instanceof Instant time ? time.toString() : value);
      plain.add(texts);
    }
    return plain;
  }

  /** A workbook is read from a file, as its parts stand in no order. */
  private static List<Map<String, Object>> workbook(byte[] raw) throws DocumentException {
    Path file = null;
    try {
      file = Files.createTempFile("pcc-", ".xlsx");
      Files.write(file, raw);
      List<Map<String, Object>> rows = new ArrayList<>();
      try (Table table = TableFile.of(file).open(Reading.USUAL)) {
        List<String> columns = table.columns();
        for (Row row = table.next(); row != null; row = table.next()) {
          full(rows.size());
          Map<String, Object> named = new LinkedHashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), row.cell(i));
          }
          rows.add(named);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("a workbook cannot be put aside", e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The system clears its folder of temporary files itself.
    }
  }

  private static Notation seen(byte[] raw) {
    if (raw.length > 3 && raw[0] == 'P' && raw[1] == 'K' && raw[2] == 3) {
      return Notation.XLSX;
    }
    for (byte b : raw) {
      if (b == '{' || b == '[') {
        return Notation.JSON;
      }
      if (b == '<') {
        return Notation.XML;
      }
      boolean mark = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
      if (b > ' ' || b < 0 && !mark) {
        break;
      }
    }
    return Notation.CSV;
  }

  private Rows json(Object document) throws DocumentException {
    Object found = at(document, path);
    if (found == null && document instanceof Map<?, ?> map && map.containsKey("features")) {
      found = map.get("features");
    } else if (path.isEmpty()
        && document instanceof Map<?, ?> map
        && "FeatureCollection".equals(map.get("type"))) {
      found = map.get("features");
    }
    if (found instanceof Map<?, ?> one) {
      found = List.of(one);
    }
    if (!(found instanceof List<?> list)) {
      throw DocumentException.at(
          path.isEmpty() ? "document" : path,
          "daftar baris diharapkan di sini",
          "a list of rows is expected here");
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw DocumentException.wrong(
            path + "/" + rows.size(),
            String.valueOf(item),
            LocalText.of("objek dengan nama dan nilai", "an object with names and values"));
      }
      full(rows.size());
      rows.add(row(map));
    }
    return new Rows(rows, next == null || next.isEmpty() ? null : next(document));
  }

  private static void full(int rows) throws DocumentException {
    if (rows == MOST_ROWS) {
      throw DocumentException.tooMuch(
          "document", LocalText.of(MOST_ROWS + " baris", MOST_ROWS + " rows"));
    }
  }

  /** The address itself, or that of the link with {@code rel} next in a list of links. */
  private String next(Object document) {
    Object found = at(document, next);
    if (found instanceof List<?> links) {
      found =
          links.stream()
              .filter(link -> link instanceof Map<?, ?> map && "next".equals(map.get("rel")))
              .map(link -> ((Map<?, ?>) link).get("href"))
              .findFirst()
              .orElse(null);
    }
    return found instanceof String text && !text.isBlank() ? text : null;
  }

  /** What a JSON pointer (RFC 6901) leads to; {@code null} when to nothing. */
  static Object at(Object document, String pointer) {
    Object here = document;
    if (pointer.isEmpty()) {
      return here;
    }
    for (String part : pointer.substring(1).split("/", -1)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      if (here instanceof Map<?, ?> map) {
        here = map.get(name);
      } else if (here instanceof List<?> list && name.matches("\\d{1,6}")) {
        int place = Integer.parseInt(name);
        here = place < list.size() ? list.get(place) : null;
      } else {
        return null;
      }
    }
    return here;
  }

  private static Map<String, Object> row(Map<?, ?> item) {
    Map<String, Object> row = new LinkedHashMap<>();
    boolean feature = "Feature".equals(item.get("type")) && item.containsKey("geometry");
    if (feature) {
      if (item.get("id") != null) {
        row.put("id", item.get("id"));
      }
      if (item.get("properties") instanceof Map<?, ?> properties) {
        flat(row, "", properties, 0);
      }
      row.put("geometry", item.get("geometry"));
    } else {
      flat(row, "", item, 0);
    }
    return row;
  }

  private static void flat(Map<String, Object> row, String before, Map<?, ?> item, int depth) {
    item.forEach(
        (key, value) -> {
          String name = before + key;
          boolean shape = value instanceof Map<?, ?> map && map.containsKey("coordinates");
          if (value instanceof Map<?, ?> map && !shape && depth < DEEPEST) {
            flat(row, name + ".", map, depth + 1);
          } else {
            row.put(name, value instanceof List<?> list ? text(list) : value);
          }
        });
  }

  private static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      return String.valueOf(value);
    }
  }

  /** The elements at the path, each with its attributes as {@code @name} and its children. */
  private List<Map<String, Object>> xml(XmlElement root) throws DocumentException {
    String[] names = path.isEmpty() ? new String[0] : path.substring(1).split("/");
    List<XmlElement> found = List.of(root);
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      if (i == 0) {
        found = root.name().equals(name) ? found : List.of();
      } else {
        found = found.stream().flatMap(e -> e.children(name).stream()).toList();
      }
    }
    if (names.length == 0) {
      found = root.children();
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (XmlElement element : found) {
      full(rows.size());
      Map<String, Object> row = new LinkedHashMap<>();
      leaves(row, "", element, 0);
      rows.add(row);
    }
    return rows;
  }

  private static void leaves(
      Map<String, Object> row, String before, XmlElement element, int depth) {
    element.attributes().forEach((name, value) -> row.put(before + "@" + name, value));
    for (XmlElement child : element.children()) {
      String name = before + child.name();
      if (child.children().isEmpty()) {
        row.merge(name, child.text(), (a, b) -> a + " " + b);
        child.attributes().forEach((a, value) -> row.putIfAbsent(name + ".@" + a, value));
      } else if (depth < DEEPEST) {
        leaves(row, name + ".", child, depth + 1);
      }
    }
  }
}
