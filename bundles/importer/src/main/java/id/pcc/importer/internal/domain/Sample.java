package id.pcc.importer.internal.domain;

import id.pcc.mapping.Column;
import id.pcc.mapping.format.Row;
import java.util.List;

/**
 * What a file seems to hold.
 *
 * @param format its notation, such as {@code CSV}
 * @param sheets the sheets of a workbook
 * @param columns what its columns seem to hold
 * @param rows its first rows
 * @param looked how many rows were looked at
 * @param whole whether that was all of them
 */
public record Sample(
    String format,
    List<String> sheets,
    List<Column> columns,
    List<Row> rows,
    int looked,
    boolean whole) {}
