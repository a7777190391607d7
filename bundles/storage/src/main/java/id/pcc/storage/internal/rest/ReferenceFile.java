package id.pcc.storage.internal.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of reference codes as CSV, defused like records: {@code code,title_id,title_en,parent},
 * then a column for each other system.
 */
final class ReferenceFile {
  private ReferenceFile() {}

  static String write(ReferenceTable table) {
    List<String> others = new ArrayList<>(table.systems());
    others.remove(table.system());
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    List<String> heading = new ArrayList<>(List.of("code", "title_id", "title_en", "parent"));
    heading.addAll(others);
    csv.writeRecord(heading);
    for (Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.code());
      cells.add(row.title().id());
      cells.add(row.title().en());
      cells.add(row.parent());
      others.forEach(system -> cells.add(row.codes().getOrDefault(system, "")));
      csv.writeRecord(cells.stream().map(RecordFile.Table::cell).toList());
    }
    return text.toString();
  }
}
