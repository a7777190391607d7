package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.CsvTable;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.Reading;
import id.pcc.mapping.format.Row;
import id.pcc.mapping.format.Table;
import id.pcc.mapping.format.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the first sheet of a workbook: the rows under its heading, by the names of the columns as
 * {@link CsvTable} writes them. A date is a text, as its zone is not said.
 */
public final class WorkbookTable {
  private static final int MOST_ROWS = 100_000;

  /** The rows under the heading. */
  public List<Map<String, Object>> read(byte[] raw) throws DocumentException {
    Path file = null;
    try {
      // A workbook is a ZIP file, whose directory stands at its end.
      file = Files.createTempFile("pcc-", ".xlsx");
      Files.write(file, raw);
      TableFile workbook = TableFile.of(file);
      if (workbook.format() != TableFile.Format.XLSX) {
        throw DocumentException.malformed("document", "XLSX", workbook.format().name());
      }
      try (Table table = workbook.open(Reading.USUAL)) {
        return rows(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      file.toFile().deleteOnExit();
    }
  }

  private static List<Map<String, Object>> rows(Table table) throws DocumentException {
    List<String> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String title : table.columns()) {
      String name = CsvTable.column(title, columns.size() + 1);
      String free = name;
      for (int i = 2; !taken.add(free); i++) {
        free = name + "_" + i;
      }
      columns.add(free);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Row row = table.next(); row != null; row = table.next()) {
      if (rows.size() == MOST_ROWS) {
        throw DocumentException.tooMuch(
            "row " + row.number(), LocalText.of(MOST_ROWS + " baris", MOST_ROWS + " rows"));
      }
      Map<String, Object> record = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        Object cell = row.cell(i);
        record.put(columns.get(i), cell instanceof LocalDateTime time ? time.toString() : cell);
      }
      rows.add(record);
    }
    return rows;
  }
}
