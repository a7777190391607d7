package id.pcc.connect.internal.connector;

import id.pcc.mapping.MappedRows;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.format.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a mapping over rows that know their columns by name. A column that a row lacks is empty. */
public final class MappedMaps {
  private MappedMaps() {}

  /** The records of rows, in their order. */
  public static List<Map<String, Object>> records(Mapping mapping, List<Map<String, Object>> rows) {
    List<String> columns =
        mapping.rules().stream().flatMap(rule -> rule.columns().stream()).distinct().toList();
    MappedRows mapped = mapping.over(columns);
    List<Map<String, Object>> records = new ArrayList<>(rows.size());
    for (Row row : rows(columns, rows)) {
      records.add(mapped.record(row));
    }
    return records;
  }

  /** Rows of these columns. */
  public static List<Row> rows(List<String> columns, List<Map<String, Object>> rows) {
    List<Row> all = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      all.add(new Row(all.size() + 1L, columns.stream().map(name -> cell(row.get(name))).toList()));
    }
    return all;
  }

  private static Object cell(Object value) {
    return value instanceof String text && text.isBlank() ? null : value;
  }
}
