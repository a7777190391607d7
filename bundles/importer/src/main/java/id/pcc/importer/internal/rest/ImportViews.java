package id.pcc.importer.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Fault;
import id.pcc.importer.internal.ImportDesk.Preview;
import id.pcc.importer.internal.ImportDesk.TriedRow;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.Load;
import id.pcc.importer.internal.domain.Sample;
import id.pcc.mapping.Column;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Rule;
import id.pcc.mapping.format.Row;
import id.pcc.storage.Trial.Tried;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Imports as the interface shows them. */
final class ImportViews {
  private static final int LONGEST_CELL = 200;

  private ImportViews() {}

  /**
   * A file in a list.
   *
   * @param load {@code null} while nothing was loaded
   */
  public record FileView(
      String id, String name, long size, String by, Instant received, LoadView load) {}

  /** All files, and how large a file may be. */
  public record FilesView(List<FileView> items, String next, long largestBytes) {}

  /**
   * How far a file was loaded.
   *
   * @param faults why records were refused, the first ones, in English
   * @param reasons the same in both languages
   */
  public record LoadView(
      String department,
      String dataset,
      String state,
      String trouble,
      double read,
      long rows,
      long accepted,
      long unchanged,
      long quarantined,
      long queued,
      List<String> faults,
      List<LocalText> reasons,
      String by,
      Instant begun,
      Instant ended) {}

  /** A column, and whether it could be the key. */
  public record ColumnView(
      String name,
      String field,
      String kind,
      double confidence,
      String number,
      String time,
      String unit,
      List<String> examples,
      List<String> misfits,
      List<String> codes,
      int values,
      int missing,
      boolean unique,
      boolean key) {}

  /** A row as it stands in the file. */
  public record RowView(long number, List<String> cells) {}

  /**
   * A file and what it seems to hold.
   *
   * @param looked how many rows were looked at
   * @param whole whether those are all
   * @param rules what could be made of it as a new dataset
   * @param mapping how it was loaded last; {@code null} when it was not
   */
  public record ImportView(
      FileView file,
      String format,
      List<String> sheets,
      String sheet,
      Long heading,
      int looked,
      boolean whole,
      List<ColumnView> columns,
      List<RowView> rows,
      List<Rule> rules,
      Mapping mapping) {}

  /**
   * A row and what would become of it.
   *
   * @param reason why it would be refused, in English; empty when it would be stored
   * @param code of the fault; empty when there is none
   * @param arguments what the sentence names
   * @param text the reason in both languages; {@code null} when it would be stored
   */
  public record TriedView(
      long row,
      Map<String, Object> record,
      String field,
      String reason,
      String code,
      Map<String, Object> arguments,
      LocalText text) {}

  /** What would become of the first rows. */
  public record PreviewView(
      List<TriedView> rows, int looked, int accepted, int refused, int repeated, boolean whole) {}

  static FileView file(Import of) {
    return new FileView(
        of.id(),
        of.name(),
        of.size(),
        of.by(),
        Instant.ofEpochMilli(of.received()),
        of.load() == null ? null : load(of.load()));
  }

  private static LoadView load(Load load) {
    return new LoadView(
        load.department(),
        load.dataset(),
        load.state().name(),
        load.trouble(),
        load.read(),
        load.rows(),
        load.accepted(),
        load.unchanged(),
        load.quarantined(),
        load.queued(),
        load.faults(),
        load.reasons(),
        load.by(),
        Instant.ofEpochMilli(load.begun()),
        load.ended() == null ? null : Instant.ofEpochMilli(load.ended()));
  }

  static ImportView whole(Import of, Sample sample, List<Rule> rules) {
    return new ImportView(
        file(of),
        sample.format(),
        sample.sheets(),
        of.reading().sheet(),
        of.reading().heading(),
        sample.looked(),
        sample.whole(),
        sample.columns().stream().map(ImportViews::column).toList(),
        sample.rows().stream().map(ImportViews::row).toList(),
        rules,
        of.load() == null ? null : of.load().mapping());
  }

  private static ColumnView column(Column column) {
    return new ColumnView(
        column.name(),
        column.field(),
        column.kind().name(),
        column.confidence(),
        column.number() == null ? null : column.number().name(),
        column.time() == null ? null : column.time().name(),
        column.unit(),
        column.examples(),
        column.misfits(),
        column.codes(),
        column.values(),
        column.missing(),
        column.unique(),
        column.key());
  }

  private static RowView row(Row row) {
    List<String> cells = new ArrayList<>();
    for (Object cell : row.cells()) {
      cells.add(cell == null ? null : shortened(cell.toString()));
    }
    return new RowView(row.number(), cells);
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text;
  }

  static PreviewView preview(Preview preview) {
    return new PreviewView(
        preview.rows().stream().map(ImportViews::tried).toList(),
        preview.looked(),
        preview.looked() - preview.refused(),
        preview.refused(),
        preview.repeated(),
        preview.whole());
  }

  private static TriedView tried(TriedRow row) {
    Map<String, Object> record = new LinkedHashMap<>();
    row.tried().record().forEach((name, value) -> record.put(name, shown(value)));
    Tried tried = row.tried();
    Fault fault = tried.fault();
    return fault == null
        ? new TriedView(row.row(), record, tried.field(), "", "", Map.of(), null)
        : new TriedView(
            row.row(),
            record,
            tried.field(),
            fault.reason(),
            fault.code(),
            fault.arguments(),
            fault.text());
  }

  /** A value that could not be read is shown as it came. */
  private static Object shown(Object value) {
    if (Cell.unreadable(value) != null) {
      return shortened(String.valueOf(((Map<?, ?>) value).get("value")));
    }
    if (value instanceof Map<?, ?> map && !"Point".equals(map.get("type"))) {
      return shortened(map.toString());
    }
    return value instanceof String text ? shortened(text) : value;
  }
}
