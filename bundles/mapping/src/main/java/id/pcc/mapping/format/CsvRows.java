package id.pcc.mapping.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Text with delimiters, in the notations that {@link CsvTable} knows, row by row. */
final class CsvRows implements RawRows {
  private static final int BUFFER = 64 << 10;

  private final long size;
  private final CountedStream bytes;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final long linesBefore;
  private long line = 1;

  CsvRows(Path path) throws DocumentException {
    try {
      size = Math.max(1, Files.size(path));
      Encoding encoding = Encoding.of(path);
      String sample = sample(path, encoding);
      var hint = CsvTable.EXCEL_HINT.matcher(sample);
      boolean hinted = hint.lookingAt();
      char delimiter = hinted ? hint.group(1).charAt(0) : CsvTable.sniff(sample);
      linesBefore = hinted ? 1 : 0;
      bytes = new CountedStream(Files.newInputStream(path), Long.MAX_VALUE, Long.MAX_VALUE);
      Reader text = encoding.reader(bytes);
      text.skip(hinted ? hint.end() : 0);
      reader = CsvTable.notation(delimiter).ofCsvRecord(text);
      records = reader.iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sample(Path path, Encoding encoding) throws IOException, DocumentException {
    char[] sample = new char[CsvTable.SAMPLE_CHARACTERS];
    try (Reader text = encoding.reader(Files.newInputStream(path))) {
      int length = 0;
      for (int n = 0; n >= 0 && length < sample.length; length += Math.max(0, n)) {
        n = text.read(sample, length, sample.length - length);
      }
      String read = new String(sample, 0, length);
      if (read.indexOf('\0') >= 0) {
        throw DocumentException.malformed("document", "CSV", "binary content");
      }
      return read;
    }
  }

  @Override
  public Row next() throws DocumentException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      line = record.getStartingLineNumber() + linesBefore;
      List<Object> cells = new ArrayList<>(record.getFieldCount());
      for (String field : record.getFields()) {
        cells.add(CsvTable.cell(field));
      }
      return new Row(line, cells);
    } catch (CsvParseException | UncheckedIOException e) {
      throw DocumentException.malformed("line " + line, "CSV", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public double read() {
    return Math.min(1, (double) bytes.count() / size);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a file writes characters, and how many bytes say so before the first. */
  private record Encoding(Charset charset, int mark) {
    static Encoding of(Path path) throws IOException {
      byte[] head;
      try (InputStream in = Files.newInputStream(path)) {
        head = in.readNBytes(3);
      }
      int first = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
      if (first == 0xFFFE || first == 0xFEFF) {
        return new Encoding(
            first == 0xFFFE ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 2);
      }
      boolean marked = first == 0xEFBB && head.length == 3 && (head[2] & 0xFF) == 0xBF;
      // Spreadsheets on Windows write their own code page, in which every byte means something.
      return unicode(path)
          ? new Encoding(StandardCharsets.UTF_8, marked ? 3 : 0)
          : new Encoding(Charset.forName("windows-1252"), 0);
    }

    private static boolean unicode(Path path) throws IOException {
      char[] ignored = new char[BUFFER];
      try (Reader text =
          new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder())) {
        while (text.read(ignored) >= 0) {
          // Only whether it can be read counts.
        }
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }

    Reader reader(InputStream in) throws IOException {
      in.skipNBytes(mark);
      return new BufferedReader(new InputStreamReader(in, charset), BUFFER);
    }
  }
}
