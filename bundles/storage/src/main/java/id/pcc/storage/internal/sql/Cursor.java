package id.pcc.storage.internal.sql;

import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Where a page ended: the values by which records are ordered, of its last record. Opaque to
 * clients, and of no use with another dataset or order.
 */
final class Cursor {
  private Cursor() {}

  static String of(TableLayout table, boolean descending, List<Object> values) {
    String text =
        Json.canonical(
            Map.of("d", table.id().toString(), "o", descending ? "desc" : "asc", "v", values));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException when it was not made for this order
   */
  static List<Object> values(
      String cursor, TableLayout table, boolean descending, List<Column> order) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      Map<String, Object> read = Json.readObject(new String(bytes, StandardCharsets.UTF_8));
      List<?> kept = (List<?>) read.get("v");
      if (!table.id().toString().equals(read.get("d"))
          || !(descending ? "desc" : "asc").equals(read.get("o"))
          || kept.size() != order.size()) {
        throw new IllegalArgumentException("it belongs to another query");
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < kept.size(); i++) {
        boolean text = order.get(i).type() == Column.Type.KEY;
        if (text && ((String) kept.get(i)).indexOf('\0') >= 0) {
          throw new IllegalArgumentException("no key holds the character NUL");
        }
        values.add(text ? kept.get(i) : (Object) ((Number) kept.get(i)).longValue());
      }
      return values;
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "parameter cursor: use the value of next from the page before, with the same parameters",
          e);
    }
  }
}
