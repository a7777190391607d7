package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.internal.domain.CheckedRecord;
import id.pcc.storage.internal.domain.Place;
import id.pcc.storage.internal.domain.Shape;
import id.pcc.storage.internal.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns rows into records as everyone sees them. */
final class RowMap {
  private final TableLayout table;
  private final List<Column> columns;

  RowMap(TableLayout table) {
    this.table = table;
    columns = new ArrayList<>(table.columns());
    columns.add(TableLayout.SEQ);
    columns.add(TableLayout.RECEIVED);
  }

  /** What to select, from a table under an alias. */
  String selection(String alias) {
    return columns.stream().map(c -> alias + "." + table.q(c)).collect(Collectors.joining(", "));
  }

  /** The record of a row. */
  Map<String, Object> of(ResultSet row) throws SQLException {
    Map<String, Object> record = new LinkedHashMap<>();
    int index = 1;
    for (Field field : table.dataset().fields()) {
      record.put(field.name(), value(field, row, index));
      index += table.columnsOf(field).size();
    }
    record.put("_seq", row.getLong(index++));
    record.put("_received", Instant.ofEpochMilli(row.getLong(index)));
    return record;
  }

  private static Object value(Field field, ResultSet row, int index) throws SQLException {
    Object value =
        switch (field.type()) {
          case TEXT, LONG_TEXT -> row.getString(index);
          case INTEGER -> row.getLong(index);
          case DECIMAL -> row.getDouble(index);
          case BOOLEAN -> row.getBoolean(index);
          case TIME -> Instant.ofEpochMilli(row.getLong(index));
          case POINT -> place(row, index);
          case GEOMETRY -> shape(row.getString(index));
        };
    return field.type() != FieldType.POINT && row.wasNull() ? null : value;
  }

  private static Object place(ResultSet row, int index) throws SQLException {
    double longitude = row.getDouble(index);
    return row.wasNull() ? null : new Place(longitude, row.getDouble(index + 1)).geoJson();
  }

  private static Object shape(String text) {
    return text == null ? null : Json.readObject(text);
  }

  /** The record that was just written. */
  Map<String, Object> of(CheckedRecord written, long seq, long received) {
    Map<String, Object> record = raw(table, written);
    record.put("_seq", seq);
    record.put("_received", Instant.ofEpochMilli(received));
    return record;
  }

  /** A record by the names of its fields. */
  static Map<String, Object> raw(TableLayout table, CheckedRecord checked) {
    return raw(table.dataset(), checked);
  }

  /** A record by the names of its fields. */
  static Map<String, Object> raw(Dataset dataset, CheckedRecord checked) {
    Map<String, Object> record = new LinkedHashMap<>();
    int place = 0;
    for (Field field : dataset.fields()) {
      Object value = checked.values()[place++];
      if (value instanceof Place spot) {
        value = spot.geoJson();
      } else if (value instanceof Shape shape) {
        value = shape(shape.text());
      } else if (field.type() == FieldType.TIME && value != null) {
        value = Instant.ofEpochMilli((Long) value);
      }
      record.put(field.name(), value);
    }
    return record;
  }
}
