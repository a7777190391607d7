package id.pcc.mapping.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.mapping.Column;
import id.pcc.mapping.MappedRows;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Rule;
import id.pcc.mapping.Sniffer;
import id.pcc.mapping.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileTablesFuzzTest {
  private static final int MOST_ROWS = 10_000;

  @FuzzTest(maxDuration = "5m")
  void a_table_is_read_or_refused(byte[] raw) {
    try {
      List<Map<String, Object>> rows = new CsvTable().read(raw);
      for (Map<String, Object> row : rows) {
        int columns = row.size() - (row.containsKey(CsvTable.SURPLUS) ? 1 : 0);
        int first = rows.get(0).size() - (rows.get(0).containsKey(CsvTable.SURPLUS) ? 1 : 0);
        assertEquals(first, columns);
      }
    } catch (DocumentException e) {
      assertTrue(!e.text().id().isEmpty());
    }
  }

  /** CSV and JSON, sniffed and mapped as guessed. */
  @FuzzTest(maxDuration = "5m")
  void a_file_becomes_records_or_is_refused(byte[] raw) throws IOException {
    Path file = Files.createTempFile("pcc-fuzz-", null);
    try {
      Files.write(file, raw);
      read(file);
    } finally {
      Files.delete(file);
    }
  }

  /** The input is the sheet of a workbook that is sound otherwise. */
  @FuzzTest(maxDuration = "5m")
  void a_sheet_becomes_records_or_is_refused(byte[] raw) throws IOException {
    Path file = Files.createTempFile("pcc-fuzz-", ".xlsx");
    try {
      new Workbook().sheet(new String(raw, StandardCharsets.UTF_8)).write(file);
      read(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void read(Path file) {
    try (Table table = TableFile.of(file).open(Reading.USUAL)) {
      List<Row> rows = new ArrayList<>();
      for (Row row = table.next(); row != null && rows.size() < MOST_ROWS; row = table.next()) {
        rows.add(row);
      }
      List<Column> columns = Sniffer.sniff(table.columns(), rows);
      assertEquals(table.columns().size(), columns.size());
      assertTrue(table.read() >= 0 && table.read() <= 1);
      List<Rule> rules = Suggestion.ofNew(columns);
      if (!rules.isEmpty()) {
        MappedRows mapped = new Mapping(rules).over(table.columns());
        rows.forEach(row -> assertTrue(mapped.record(row).size() <= rules.size()));
      }
    } catch (DocumentException e) {
      assertTrue(!e.text().id().isEmpty());
    }
  }
}
