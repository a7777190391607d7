package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.storage.Database.Dialect;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.domain.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a dataset lies in its table. */
final class TableLayout {
  /** The number of the delivery that wrote a row. */
  static final Column SEQ = new Column("pcc_seq", Column.Type.WHOLE, -1, 0);

  /** When the row was received. */
  static final Column RECEIVED = new Column("pcc_received", Column.Type.TIME, -1, 0);

  /** What a row holds, as a digest. */
  static final Column HASH = new Column("pcc_hash", Column.Type.WHOLE, -1, 0);

  private final Engine engine;
  private final DatasetId id;
  private final Dataset dataset;
  private final List<Column> columns = new ArrayList<>();
  private final List<Column> key = new ArrayList<>();
  private final List<Column> series = new ArrayList<>();
  private final Column time;

  TableLayout(Engine engine, DatasetId id, Dataset dataset) {
    this.engine = engine;
    this.id = id;
    this.dataset = dataset;
    for (int place = 0; place < dataset.fields().size(); place++) {
      columns.addAll(Column.of(dataset.fields().get(place), place));
    }
    dataset.key().forEach(part -> key.add(column(part)));
    dataset.seriesKey().forEach(part -> series.add(column(part)));
    time = dataset.time().map(field -> column(field.name())).orElse(null);
  }

  Engine engine() {
    return engine;
  }

  DatasetId id() {
    return id;
  }

  Dataset dataset() {
    return dataset;
  }

  /** The columns of the fields, in the order of declaration. */
  List<Column> columns() {
    return columns;
  }

  /** The columns of the key. */
  List<Column> key() {
    return key;
  }

  /** The columns of the key without the time. */
  List<Column> seriesKey() {
    return series;
  }

  /** The column of the time; {@code null} where there is none. */
  Column time() {
    return time;
  }

  /** Whether newest records are kept track of apart, because the history holds more. */
  boolean hasLatest() {
    return dataset.series();
  }

  /** The column of a field of one column. */
  Column column(String field) {
    return columns.stream()
        .filter(column -> column.name().equals(field))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no column " + field));
  }

  /** The columns of a field. */
  List<Column> columnsOf(Field field) {
    int place = dataset.fields().indexOf(field);
    return columns.stream().filter(column -> column.place() == place).toList();
  }

  /** The field of the geometry and its columns. */
  Optional<List<Column>> geometry() {
    return dataset.geometry().map(this::columnsOf);
  }

  String schema() {
    return engine.quoted(id.department());
  }

  String table() {
    return named(id.dataset());
  }

  String latest() {
    return named(id.dataset() + "_latest");
  }

  String view() {
    return named(id.dataset() + "_view");
  }

  /** The table of values by hour or day. */
  String rollup(Period period) {
    return named(id.dataset() + "_" + period.word());
  }

  /** The table of values by hour or day of all series together. */
  String overall(Period period) {
    return named(id.dataset() + "_" + period.word() + "_all");
  }

  /**
   * An index's name in the statement that makes it: PostgreSQL puts an index where its table is,
   * Derby wants to be told.
   */
  String newIndex(String purpose) {
    String name = engine.quoted("pcc_" + id.dataset() + "_" + purpose);
    return engine.dialect() == Dialect.DERBY ? schema() + "." + name : name;
  }

  private String named(String name) {
    return schema() + "." + engine.quoted(name);
  }

  /** A column's name in a statement. */
  String q(Column column) {
    return engine.quoted(column.name());
  }
}
