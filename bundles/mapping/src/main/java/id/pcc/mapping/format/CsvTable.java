package id.pcc.mapping.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import id.pcc.api.LocalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads tables as offices write them: comma, semicolon or tab; UTF-8 with or without a mark, UTF-16
 * with one, else Windows-1252; columns named by a heading in any spelling; cells that say in words
 * or dashes that nothing is there. Every cell is a text or {@code null}; numbers are written with a
 * decimal point (see {@link Decimals}).
 */
public final class CsvTable {
  /** Cells beyond the heading stand under this name, so that they show instead of vanishing. */
  public static final String SURPLUS = "_surplus";

  private static final int MOST_ROWS = 1_000_000;
  static final int MOST_COLUMNS = 500;
  private static final int SAMPLE_ROWS = 20;
  static final int SAMPLE_CHARACTERS = 64 << 10;
  // The comma last: where another one divides as well, the commas are those of decimals.
  private static final char[] DELIMITERS = {';', '\t', '|', ','};
  private static final Pattern MISSING =
      Pattern.compile(
          "[-–—]*|#?n/a|null|nan|tidak ada data", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  static final Pattern EXCEL_HINT = Pattern.compile("sep=([\\p{Punct}\\t&&[^\"#]])\\r?\\n");

  /** The rows under the heading. */
  public List<Map<String, Object>> read(byte[] raw) throws DocumentException {
    String text = text(raw);
    var hint = EXCEL_HINT.matcher(text);
    char delimiter;
    if (hint.lookingAt()) {
      delimiter = hint.group(1).charAt(0);
      text = text.substring(hint.end());
    } else {
      delimiter = sniff(text);
    }
    return table(text, delimiter);
  }

  private static List<Map<String, Object>> table(String text, char delimiter)
      throws DocumentException {
    List<String> heading = null;
    List<String[]> rows = new ArrayList<>();
    List<List<String>> surplus = new ArrayList<>();
    long line = 1;
    try (CsvReader<CsvRecord> reader = reader(text, delimiter)) {
      for (CsvRecord record : reader) {
        line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (heading == null) {
          heading = heading(line, cells);
          continue;
        }
        if (rows.size() == MOST_ROWS) {
          throw DocumentException.tooMuch(
              "line " + line, LocalText.of(MOST_ROWS + " baris", MOST_ROWS + " rows"));
        }
        String[] row = new String[heading.size()];
        for (int i = 0; i < row.length && i < cells.size(); i++) {
          row[i] = cell(cells.get(i));
        }
        rows.add(row);
        surplus.add(cells.size() > row.length ? surplus(cells, row.length) : List.of());
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw DocumentException.malformed("line " + line, "CSV", String.valueOf(e.getMessage()));
    }
    if (heading == null) {
      throw DocumentException.missing("line 1");
    }
    new Decimals(delimiter).rewrite(rows, heading.size());
    return maps(heading, rows, surplus);
  }

  private static List<Map<String, Object>> maps(
      List<String> heading, List<String[]> rows, List<List<String>> surplus) {
    List<Map<String, Object>> maps = new ArrayList<>(rows.size());
    for (int r = 0; r < rows.size(); r++) {
      String[] row = rows.get(r);
      if (Arrays.stream(row).allMatch(c -> c == null) && surplus.get(r).isEmpty()) {
        continue; // An empty line at the end of a sheet.
      }
      Map<String, Object> map = new LinkedHashMap<>();
      for (int c = 0; c < row.length; c++) {
        map.put(heading.get(c), row[c]);
      }
      if (!surplus.get(r).isEmpty()) {
        map.put(SURPLUS, String.join(" | ", surplus.get(r)));
      }
      maps.add(map);
    }
    return maps;
  }

  private static List<String> surplus(List<String> cells, int columns) {
    return cells.subList(columns, cells.size()).stream().filter(c -> cell(c) != null).toList();
  }

  static CsvReader<CsvRecord> reader(String text, char delimiter) {
    return notation(delimiter).ofCsvRecord(text);
  }

  /** How forgiving tables are read. */
  static CsvReader.CsvReaderBuilder notation(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(true)
        .ignoreDifferentFieldCount(true)
        .acceptCharsAfterQuotes(true);
  }

  private static List<String> heading(long line, List<String> cells) throws DocumentException {
    if (cells.size() > MOST_COLUMNS) {
      throw DocumentException.tooMuch(
          "line " + line, LocalText.of(MOST_COLUMNS + " kolom", MOST_COLUMNS + " columns"));
    }
    List<String> heading = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String cell : cells) {
      String name = column(cell, heading.size() + 1);
      String free = name;
      for (int i = 2; !taken.add(free); i++) {
        free = name + "_" + i;
      }
      heading.add(free);
    }
    return heading;
  }

  /** Lower-case letters, digits and single underscores, such as {@code pm2_5} for "PM2,5". */
  public static String column(String cell, int number) {
    String name =
        Normalizer.normalize(cell, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    return name.isEmpty() ? "column_" + number : name;
  }

  /** What a cell says; {@code null} when it says that nothing is there. */
  static String cell(String raw) {
    String text = raw.replace('\u00A0', ' ').strip();
    return MISSING.matcher(text).matches() ? null : text;
  }

  /** The delimiter under which most of the first rows have as many cells as the heading. */
  static char sniff(String text) {
    String sample = text.substring(0, Math.min(text.length(), SAMPLE_CHARACTERS));
    char best = ',';
    int bestScore = 0;
    for (char delimiter : DELIMITERS) {
      int score = score(sample, delimiter);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
    return best;
  }

  private static int score(String sample, char delimiter) {
    int columns = 0;
    int alike = 0;
    int seen = 0;
    try (CsvReader<CsvRecord> reader = reader(sample, delimiter)) {
      for (CsvRecord record : reader) {
        columns = seen == 0 ? record.getFieldCount() : columns;
        alike += record.getFieldCount() == columns ? 1 : 0;
        if (++seen == SAMPLE_ROWS) {
          break;
        }
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      return 0;
    }
    return columns < 2 ? 0 : alike * 1_000 + Math.min(columns, 999);
  }

  private static String text(byte[] raw) throws DocumentException {
    Charset charset = StandardCharsets.UTF_8;
    int mark = 0;
    if (startsWith(raw, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
    } else if (startsWith(raw, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    } else if (startsWith(raw, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw, mark, raw.length - mark);
    String text;
    try {
      text = charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      // Spreadsheets on Windows write their own code page, in which every byte means something.
      text = new String(raw, mark, raw.length - mark, Charset.forName("windows-1252"));
    }
    if (text.indexOf('\0') >= 0) {
      throw DocumentException.malformed("document", "CSV", "binary content");
    }
    return text;
  }

  private static boolean startsWith(byte[] raw, int... mark) {
    if (raw.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((raw[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
