package id.pcc.mapping.format;

import id.pcc.api.LocalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The rows of a sheet of a workbook (ISO/IEC 29500-1, SpreadsheetML), read with the JDK's own ZIP
 * and XML. A workbook is what strangers wrote: how much is unpacked, how much of it at once, how
 * many columns and how many shared texts there may be is bounded; a DOCTYPE is refused.
 *
 * <p>Not with fastexcel-reader (0.19.0 was tried), because it cannot be held within these bounds:
 * it opens the ZIP by itself and has no place where what is unpacked could be counted ({@code
 * OPCPackage}), so that a cell is put together in memory however long it is ({@code
 * SimpleXmlReader}). A cell that names the shared text 2,000,000,000 makes it add empty texts until
 * the memory is full ({@code SST.readUpTo} does not notice the end), and one in column {@code
 * ZZZZZZ} makes it fill a list of 300 million cells ({@code RowSpliterator.ensureSize}): workbooks
 * of 1.3 kB each, for which 256 MB of memory did not last a second. Whoever wants to find these
 * beforehand must read every cell of the sheet, which is all that is done here.
 */
final class XlsxRows implements RawRows {
  private static final long MOST_UNPACKED = 1L << 30;
  private static final long MOST_SHARED = 64L << 20;
  private static final long MOST_AT_ONCE = 4L << 20;
  private static final int MOST_TEXTS = 1_000_000;
  private static final int MOST_STYLES = 100_000;
  private static final int MOST_SHEETS = 1_000;
  private static final int LONGEST_CELL = 40_000;
  private static final int LAST_ROW = 1_048_576;
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]");
  private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

  static {
    FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    FACTORY.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    FACTORY.setProperty(XMLInputFactory.IS_COALESCING, false);
    FACTORY.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are refused: " + systemId);
        });
  }

  /** A part of the workbook while it is read. */
  private static final class Part implements AutoCloseable {
    private final String name;
    private final long size;
    private final CountedStream bytes;
    private final XMLStreamReader xml;

    Part(ZipFile zip, ZipEntry entry, long most) throws IOException, XMLStreamException {
      name = entry.getName();
      size = Math.max(1, entry.getSize());
      InputStream in = zip.getInputStream(entry);
      bytes = new CountedStream(in, most, MOST_AT_ONCE);
      xml = FACTORY.createXMLStreamReader(bytes);
    }

    /** The next event; the end of the document when there is none. */
    int next() throws XMLStreamException, DocumentException {
      if (!xml.hasNext()) {
        return XMLStreamConstants.END_DOCUMENT;
      }
      int event = xml.next();
      bytes.got();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw DocumentException.at(
            name, "document.doctype", "DOCTYPE ditolak", "a DOCTYPE is refused");
      }
      return event;
    }

    boolean at(String element) {
      return xml.getLocalName().equals(element);
    }

    String attribute(String attribute) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(attribute)) {
          return xml.getAttributeValue(i);
        }
      }
      return null;
    }

    DocumentException fault(Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof CountedStream.TooMuchException) {
          return DocumentException.tooMuch(name, cause.getMessage());
        }
      }
      if (e instanceof XMLStreamException x
          && x.getNestedException() instanceof CountedStream.TooMuchException much) {
        return DocumentException.tooMuch(name, much.getMessage());
      }
      return DocumentException.malformed(name, "XLSX", String.valueOf(e.getMessage()));
    }

    @Override
    public void close() {
      try {
        xml.close();
        bytes.close();
      } catch (XMLStreamException | IOException e) {
        // Nothing is written, so nothing is lost.
      }
    }
  }

  /** Looks at the elements of a part. */
  @FunctionalInterface
  private interface Look {
    void at(Part part) throws XMLStreamException, DocumentException;
  }

  private final ZipFile zip;
  private final Part sheet;
  private final List<String> texts;
  private final List<Boolean> dates;
  private final boolean since1904;
  private long row;

  private XlsxRows(
      ZipFile zip, Part sheet, List<String> texts, List<Boolean> dates, boolean since1904) {
    this.zip = zip;
    this.sheet = sheet;
    this.texts = texts;
    this.dates = dates;
    this.since1904 = since1904;
  }

  /** The names of the sheets that are shown. */
  static List<String> sheets(Path path) throws DocumentException {
    try (ZipFile zip = zip(path)) {
      return List.copyOf(Workbook.of(zip).sheets().keySet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins to read a sheet.
   *
   * @param name {@code null} for the first
   */
  static XlsxRows open(Path path, String name) throws DocumentException {
    ZipFile zip = zip(path);
    try {
      Workbook workbook = Workbook.of(zip);
      String wanted = name == null ? workbook.sheets().keySet().iterator().next() : name;
      String target = workbook.sheets().get(wanted);
      if (target == null) {
        throw DocumentException.wrong(
            "sheet", wanted, String.join(", ", workbook.sheets().keySet()));
      }
      List<String> texts = texts(zip);
      List<Boolean> dates = dates(zip);
      Part sheet = part(zip, target, MOST_UNPACKED);
      return new XlsxRows(zip, sheet, texts, dates, workbook.since1904());
    } catch (DocumentException | RuntimeException e) {
      close(zip);
      throw e;
    }
  }

  private static ZipFile zip(Path path) throws DocumentException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw DocumentException.malformed("document", "XLSX", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Part part(ZipFile zip, String name, long most) throws DocumentException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw DocumentException.missing(name);
    }
    try {
      return new Part(zip, entry, most);
    } catch (IOException | XMLStreamException | RuntimeException e) {
      throw DocumentException.malformed(name, "XLSX", String.valueOf(e.getMessage()));
    }
  }

  private static void each(ZipFile zip, String name, Look look) throws DocumentException {
    try (Part part = part(zip, name, MOST_SHARED)) {
      try {
        for (int event = part.next();
            event != XMLStreamConstants.END_DOCUMENT;
            event = part.next()) {
          if (event == XMLStreamConstants.START_ELEMENT) {
            look.at(part);
          }
        }
      } catch (XMLStreamException | RuntimeException e) {
        throw part.fault(e);
      }
    }
  }

  /**
   * What stands in a workbook.
   *
   * @param sheets the part of each sheet that is shown, by its name
   */
  private record Workbook(Map<String, String> sheets, boolean since1904) {
    static Workbook of(ZipFile zip) throws DocumentException {
      Map<String, String> targets = new HashMap<>();
      each(
          zip,
          "xl/_rels/workbook.xml.rels",
          part -> {
            String target = part.attribute("Target");
            if (part.at("Relationship") && target != null) {
              targets.put(part.attribute("Id"), target(target));
            }
            bound(targets.size());
          });
      Map<String, String> sheets = new LinkedHashMap<>();
      boolean[] since1904 = {false};
      each(
          zip,
          "xl/workbook.xml",
          part -> {
            if (part.at("workbookPr")) {
              since1904[0] = truth(part.attribute("date1904"));
            }
            String state = part.attribute("state");
            // The relation's id has the name of the sheet's own attribute in no other namespace.
            String target = part.at("sheet") ? targets.get(part.attribute("id")) : null;
            if (target != null && target.contains("worksheets/") && state(state)) {
              sheets.put(String.valueOf(part.attribute("name")), target);
            }
            bound(sheets.size());
          });
      if (sheets.isEmpty()) {
        throw DocumentException.missing("xl/workbook.xml/sheets");
      }
      return new Workbook(sheets, since1904[0]);
    }

    private static boolean state(String state) {
      return state == null || state.equals("visible");
    }

    private static void bound(int size) throws DocumentException {
      if (size > MOST_SHEETS) {
        throw DocumentException.tooMuch(
            "xl/workbook.xml", LocalText.of(MOST_SHEETS + " lembar", MOST_SHEETS + " sheets"));
      }
    }

    private static String target(String target) {
      return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }
  }

  private static boolean truth(String text) {
    return "1".equals(text) || "true".equals(text);
  }

  private static List<String> texts(ZipFile zip) throws DocumentException {
    List<String> texts = new ArrayList<>();
    if (zip.getEntry("xl/sharedStrings.xml") != null) {
      each(
          zip,
          "xl/sharedStrings.xml",
          part -> {
            if (part.at("si")) {
              texts.add(text(part, "si"));
            }
            if (texts.size() > MOST_TEXTS) {
              throw DocumentException.tooMuch(
                  part.name, LocalText.of(MOST_TEXTS + " teks", MOST_TEXTS + " texts"));
            }
          });
    }
    return texts;
  }

  /** The text in an element, its runs together and without the readings of Japanese. */
  private static String text(Part part, String element)
      throws XMLStreamException, DocumentException {
    StringBuilder text = new StringBuilder();
    boolean within = false;
    int phonetic = 0;
    while (true) {
      int event = part.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        within |= part.at("t");
        phonetic += part.at("rPh") ? 1 : 0;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (part.at(element)) {
          return text.toString();
        }
        within &= !part.at("t");
        phonetic -= part.at("rPh") ? 1 : 0;
      } else if (event == XMLStreamConstants.END_DOCUMENT) {
        return text.toString();
      } else if (within && phonetic == 0) {
        append(text, part);
      }
    }
  }

  private static void append(StringBuilder text, Part part) throws DocumentException {
    if (part.xml.hasText()) {
      text.append(part.xml.getText());
      if (text.length() > LONGEST_CELL) {
        throw DocumentException.tooMuch(
            part.name,
            LocalText.of(
                LONGEST_CELL + " karakter dalam satu sel", LONGEST_CELL + " characters in a cell"));
      }
    }
  }

  /** For each style of cells, whether it shows numbers as times. */
  private static List<Boolean> dates(ZipFile zip) throws DocumentException {
    List<Boolean> dates = new ArrayList<>();
    if (zip.getEntry("xl/styles.xml") == null) {
      return dates;
    }
    Map<String, String> formats = new HashMap<>();
    boolean[] within = {false};
    each(
        zip,
        "xl/styles.xml",
        part -> {
          if (part.at("numFmt")) {
            formats.put(part.attribute("numFmtId"), part.attribute("formatCode"));
          } else if (part.at("cellXfs") || part.at("cellStyles")) {
            within[0] = part.at("cellXfs");
          } else if (part.at("xf") && within[0]) {
            dates.add(date(part.attribute("numFmtId"), formats));
          }
          if (dates.size() > MOST_STYLES || formats.size() > MOST_STYLES) {
            throw DocumentException.tooMuch(
                part.name, LocalText.of(MOST_STYLES + " gaya", MOST_STYLES + " styles"));
          }
        });
    return dates;
  }

  /** Whether a number format is one of times (ISO/IEC 29500-1, 18.8.30). */
  private static boolean date(String id, Map<String, String> formats) {
    String code = formats.get(id);
    if (code != null) {
      String bare =
          QUOTED.matcher(code.length() > 200 ? code.substring(0, 200) : code).replaceAll("");
      return bare.matches("(?is).*[ydhs].*") && !bare.matches("(?is).*general.*");
    }
    return id != null && id.matches("1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]");
  }

  @Override
  public Row next() throws DocumentException {
    try {
      for (int event = sheet.next();
          event != XMLStreamConstants.END_DOCUMENT;
          event = sheet.next()) {
        if (event == XMLStreamConstants.START_ELEMENT && sheet.at("row")) {
          row = number(sheet.attribute("r"), row + 1);
          return new Row(row, cells());
        }
        if (event == XMLStreamConstants.END_ELEMENT && sheet.at("sheetData")) {
          return null;
        }
      }
      return null;
    } catch (XMLStreamException | RuntimeException e) {
      throw sheet.fault(e);
    }
  }

  private long number(String given, long otherwise) throws DocumentException {
    long number = given != null && given.matches("\\d{1,7}") ? Long.parseLong(given) : otherwise;
    if (number < otherwise || number > LAST_ROW) {
      throw DocumentException.wrong(
          sheet.name,
          "row " + number,
          LocalText.of(
              "baris dari " + otherwise + " sampai " + LAST_ROW,
              "a row from " + otherwise + " to " + LAST_ROW));
    }
    return number;
  }

  private List<Object> cells() throws XMLStreamException, DocumentException {
    List<Object> cells = new ArrayList<>();
    int column = -1;
    for (int event = sheet.next(); event != XMLStreamConstants.END_DOCUMENT; event = sheet.next()) {
      if (event == XMLStreamConstants.END_ELEMENT && sheet.at("row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && sheet.at("c")) {
        column = column(sheet.attribute("r"), column + 1);
        Object value = value(sheet.attribute("t"), sheet.attribute("s"));
        if (value != null && column >= CsvTable.MOST_COLUMNS) {
          throw DocumentException.tooMuch(
              "row " + row,
              LocalText.of(CsvTable.MOST_COLUMNS + " kolom", CsvTable.MOST_COLUMNS + " columns"));
        }
        while (value != null && cells.size() <= column) {
          cells.add(null);
        }
        if (value != null) {
          cells.set(column, value);
        }
      }
    }
    return cells;
  }

  /** The column of a reference such as {@code AB12}, from 0. */
  private static int column(String reference, int otherwise) {
    if (reference == null) {
      return otherwise;
    }
    int column = 0;
    for (int i = 0; i < reference.length() && i < 4; i++) {
      char c = Character.toUpperCase(reference.charAt(i));
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column == 0 ? otherwise : column - 1;
  }

  private Object value(String type, String style) throws XMLStreamException, DocumentException {
    StringBuilder value = new StringBuilder();
    boolean within = false;
    while (true) {
      int event = sheet.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (sheet.at("is")) {
          value.append(text(sheet, "is"));
        }
        within = sheet.at("v");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        within = false;
        if (sheet.at("c")) {
          return value.length() == 0 ? null : value(type, style, value.toString());
        }
      } else if (event == XMLStreamConstants.END_DOCUMENT) {
        return null;
      } else if (within) {
        append(value, sheet);
      }
    }
  }

  private Object value(String type, String style, String text) throws DocumentException {
    return switch (type == null ? "n" : type) {
      case "s" -> {
        int index = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
        if (index < 0 || index >= texts.size()) {
          throw DocumentException.wrong(
              "row " + row,
              text,
              LocalText.of("nomor teks bersama", "the number of a shared text"));
        }
        yield CsvTable.cell(texts.get(index));
      }
      case "b" -> truth(text.strip());
      // What a formula failed with, such as #N/A or #DIV/0!, is no value.
      case "e" -> null;
      case "n" -> number(text.strip(), dated(style));
      default -> CsvTable.cell(text);
    };
  }

  private boolean dated(String style) {
    int index = style != null && style.matches("\\d{1,6}") ? Integer.parseInt(style) : -1;
    return index >= 0 && index < dates.size() && dates.get(index);
  }

  private Object number(String text, boolean dated) {
    double number;
    try {
      if (text.matches("-?\\d{1,18}") && !dated) {
        return Long.valueOf(text);
      }
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return CsvTable.cell(text);
    }
    if (!Double.isFinite(number)) {
      return CsvTable.cell(text);
    }
    if (dated) {
      LocalDateTime time = ExcelTime.of(number, since1904);
      if (time != null) {
        return number < 1 ? time.toLocalTime().toString() : time;
      }
    }
    boolean whole = Math.abs(number) < 1e15 && number == Math.rint(number);
    return whole && new BigDecimal(text.length() > 60 ? "0" : text).scale() <= 0
        ? (Object) (long) number
        : (Object) number;
  }

  @Override
  public double read() {
    return Math.min(1, (double) sheet.bytes.count() / sheet.size);
  }

  @Override
  public void close() {
    sheet.close();
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
