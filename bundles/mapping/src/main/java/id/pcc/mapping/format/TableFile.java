package id.pcc.mapping.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file that holds a table; what it is, is seen from what it holds and not from its name. */
public final class TableFile {
  /** The notations that are read. */
  public enum Format {
    /** Text with delimiters. */
    CSV,
    /** A workbook (ISO/IEC 29500). */
    XLSX,
    /** JSON, NDJSON or GeoJSON. */
    JSON
  }

  private static final int HEAD = 4_096;

  private final Path path;
  private final Format format;

  private TableFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The table in a file.
   *
   * @throws DocumentException when it is none that can be read
   */
  public static TableFile of(Path path) throws DocumentException {
    return new TableFile(path, format(head(path)));
  }

  private static byte[] head(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Format format(byte[] head) throws DocumentException {
    if (head.length == 0) {
      throw DocumentException.missing("document");
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\u0003\u0004")) {
      return Format.XLSX;
    }
    if (text.startsWith("\u00D0\u00CF\u0011\u00E0")) {
      throw DocumentException.at(
          "document",
          "document.old_workbook",
          "buku kerja Excel lama (.xls) atau berkata sandi; simpan sebagai .xlsx tanpa kata sandi",
          "an old Excel workbook (.xls) or one with a password; save it as .xlsx without one");
    }
    String bare = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    String start = bare.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("%pdf") || start.startsWith("<")) {
      throw DocumentException.at(
          "document",
          "document.no_table",
          "bukan tabel CSV, XLSX, JSON, atau GeoJSON",
          "is no table in CSV, XLSX, JSON or GeoJSON");
    }
    return start.startsWith("{") || start.startsWith("[") || JsonRows.assigned(bare) > 0
        ? Format.JSON
        : Format.CSV;
  }

  /** What it is. */
  public Format format() {
    return format;
  }

  /** The names of the sheets of a workbook that are shown; empty for any other file. */
  public List<String> sheets() throws DocumentException {
    return format == Format.XLSX ? XlsxRows.sheets(path) : List.of();
  }

  /**
   * Begins to read.
   *
   * @throws DocumentException when it cannot be read as that
   */
  public Table open(Reading reading) throws DocumentException {
    return switch (format) {
      case CSV -> new HeadedTable(new CsvRows(path), reading.heading());
      case XLSX -> new HeadedTable(XlsxRows.open(path, reading.sheet()), reading.heading());
      case JSON -> new JsonRows(path);
    };
  }
}
