package id.pcc.storage.internal.rest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import id.pcc.storage.internal.domain.RecordCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code text/csv}: a heading of field names, then one record a row; separated by comma,
 * semicolon or tab, whichever the heading has most. An empty cell is no value.
 */
final class CsvRows implements Rows.Reader {
  private static final int MOST_COLUMNS = 500;
  private static final int LONGEST_HEADING = 64 << 10;
  private static final int SHOWN = 100_000;
  private static final String DELIMITERS = ",;\t";

  private final Charset charset;

  /**
   * @param charset what the sender says; {@code null} for UTF-8, else Windows-1252
   */
  CsvRows(Charset charset) {
    this.charset = charset;
  }

  @Override
  public Rows.Unread read(Body body, Rows rows) throws IOException {
    Charset used = charset == null ? guess(body) : charset;
    try (Reader reader = reader(body, used)) {
      return read(reader, rows);
    } catch (CharacterCodingException e) {
      return Rows.Unread.of(
          0,
          "document.characters",
          "karakternya bukan {charset}",
          "the characters are not {charset}",
          "charset",
          used.name());
    }
  }

  private static Rows.Unread read(Reader reader, Rows rows) throws IOException {
    char delimiter = sniff(reader);
    List<String> heading = null;
    long line = 1;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .ignoreDifferentFieldCount(true)
            .acceptCharsAfterQuotes(true)
            .ofCsvRecord(reader)) {
      for (CsvRecord record : csv) {
        line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (heading == null) {
          heading = cells.stream().map(String::strip).toList();
          Rows.Unread unread = unread(heading);
          if (unread != Rows.Unread.NOTHING) {
            return unread;
          }
        } else {
          row(heading, cells, delimiter, rows);
        }
      }
    } catch (CsvParseException e) {
      return Rows.Unread.of(
          0,
          "document.row_long",
          "sesudah baris {line} ada baris yang terlalu panjang: tanda kutip yang tidak ditutup?",
          "after line {line} a row is too long: a quotation mark that is not closed?",
          "line",
          line);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return heading == null
        ? Rows.Unread.of(
            0,
            "document.heading_missing",
            "baris 1: seharusnya judul kolom dengan nama-nama kolom",
            "line 1: expected a heading with the names of the fields")
        : Rows.Unread.NOTHING;
  }

  private static Rows.Unread unread(List<String> heading) {
    if (heading.size() > MOST_COLUMNS) {
      return Rows.Unread.of(
          0,
          "document.columns",
          "baris 1: sebuah tabel paling banyak {most} kolom, yang datang {columns}",
          "line 1: a table has at most {most} columns, got {columns}",
          "most",
          MOST_COLUMNS,
          "columns",
          heading.size());
    }
    Set<String> seen = new HashSet<>();
    for (String name : heading) {
      if (!seen.add(name)) {
        return Rows.Unread.of(
            0,
            "document.column_twice",
            "baris 1: dua kolom bernama {value}",
            "line 1: two columns are named {value}",
            "value",
            name);
      }
    }
    return Rows.Unread.NOTHING;
  }

  private static void row(List<String> heading, List<String> cells, char delimiter, Rows rows) {
    long bytes = 200;
    Map<String, Object> record = new LinkedHashMap<>();
    boolean something = false;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      bytes += 60 + 2L * cell.length();
      something |= !cell.isBlank();
      if (i < heading.size()) {
        record.put(heading.get(i), cell.isEmpty() ? null : cell);
      }
    }
    if (cells.size() != heading.size()) {
      String text = String.join(String.valueOf(delimiter), cells);
      rows.row(
          Map.of(RecordCheck.UNREADABLE, text.length() > SHOWN ? text.substring(0, SHOWN) : text),
          bytes);
    } else if (something) {
      rows.row(JsonValues.record(record), bytes);
    }
  }

  private static char sniff(Reader reader) throws IOException {
    reader.mark(LONGEST_HEADING + 1);
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < LONGEST_HEADING; i++) {
      int c = reader.read();
      boolean end = c == '\n' || c == '\r';
      if (c < 0 || end && begun && !quoted) {
        break;
      }
      begun |= !end;
      quoted ^= c == '"';
      int which = DELIMITERS.indexOf(c);
      if (which >= 0 && !quoted) {
        counts[which]++;
      }
    }
    reader.reset();
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }

  private static Reader reader(Body body, Charset charset) throws IOException {
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                body.open(),
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            32 << 10);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  /** Spreadsheets on Windows write their own code page, which is never valid UTF-8 by chance. */
  private static Charset guess(Body body) throws IOException {
    byte[] mark = body.from(0, 2);
    if (mark.length == 2 && (mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (mark.length == 2 && (mark[0] & 0xFF) == 0xFE && (mark[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    char[] buffer = new char[32 << 10];
    try (InputStream in = body.open();
        Reader reader =
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      while (reader.read(buffer) >= 0) {
        // Only whether it can be read matters here.
      }
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("windows-1252");
    }
  }
}
