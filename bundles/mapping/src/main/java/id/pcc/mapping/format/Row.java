package id.pcc.mapping.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A row of a table.
 *
 * @param number where it stands in its source: the line, the row of the sheet, or the place in the
 *     list; from 1
 * @param cells one for each column, then what stands beyond the columns; each a {@link String}, a
 *     {@link Long}, a {@link Double}, a {@link Boolean}, a {@link java.time.LocalDateTime}, a map
 *     (a GeoJSON geometry), or {@code null} where nothing is
 */
public record Row(long number, List<Object> cells) {
  public Row {
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  /** The cell of a column; {@code null} where the row is shorter. */
  public Object cell(int column) {
    return column >= 0 && column < cells.size() ? cells.get(column) : null;
  }

  /** Roughly how many bytes of memory it takes. */
  public long weight() {
    return weight(cells);
  }

  private static long weight(Object value) {
    if (value instanceof String text) {
      return 48L + text.length();
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(Row::weight).sum() + 64L * (map.size() + 1);
    }
    return value instanceof List<?> list ? list.stream().mapToLong(Row::weight).sum() + 48 : 24;
  }

  /** Whether nothing is in it. */
  public boolean blank() {
    return cells.stream().allMatch(cell -> cell == null);
  }
}
