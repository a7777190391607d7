package id.pcc.storage.internal.json;

import id.pcc.api.LocalText;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of reference codes as it is kept and as clients see and send it. */
public final class ReferenceJson {
  private ReferenceJson() {}

  /** The table with its rows. */
  public static Map<String, Object> of(ReferenceTable table) {
    Map<String, Object> kept = head(table);
    kept.put("rows", table.rows().stream().map(ReferenceJson::of).toList());
    return kept;
  }

  /** The table without its rows. */
  public static Map<String, Object> head(ReferenceTable table) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("name", table.name());
    kept.put("title", DeclarationJson.text(table.title()));
    kept.put("source", table.source());
    kept.put("edition", table.edition());
    kept.put("system", table.system());
    kept.put("parents", table.parents());
    return kept;
  }

  private static Map<String, Object> of(Row row) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("code", row.code());
    kept.put("title", DeclarationJson.text(row.title()));
    kept.put("parent", row.parent());
    kept.put("codes", row.codes());
    return kept;
  }

  /**
   * The table of a document.
   *
   * @throws IllegalArgumentException naming the member that is wrong
   */
  public static ReferenceTable read(String name, Map<?, ?> document) {
    Object system = document.get("system");
    if (!(document.get("rows") instanceof List<?> rows)) {
      throw new IllegalArgumentException("rows: a list of rows was expected");
    }
    List<Row> read = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String where = "row " + (i + 1);
      if (!(rows.get(i) instanceof Map<?, ?> row)) {
        throw new IllegalArgumentException(where + ": an object was expected");
      }
      read.add(row(where + ": ", row));
    }
    return new ReferenceTable(
        name,
        title("title", document.get("title")),
        text("source", document.get("source")),
        text("edition", document.get("edition")),
        system == null ? "code" : text("system", system),
        text("parents", document.get("parents")),
        read);
  }

  private static Row row(String where, Map<?, ?> row) {
    Map<String, String> codes = new LinkedHashMap<>();
    if (row.get("codes") instanceof Map<?, ?> given) {
      given.forEach(
          (system, code) -> codes.put(String.valueOf(system), text(where + system, code)));
    } else if (row.get("codes") != null) {
      throw new IllegalArgumentException(where + "codes: an object was expected");
    }
    codes.values().removeIf(String::isEmpty);
    return new Row(
        text(where + "code", row.get("code")),
        title(where + "title", row.get("title")),
        text(where + "parent", row.get("parent")),
        codes);
  }

  private static LocalText title(String where, Object given) {
    if (!(given instanceof Map<?, ?> title)) {
      throw new IllegalArgumentException(where + ": an object with id and en was expected");
    }
    String id = text(where, title.get("id"));
    String en = text(where, title.get("en"));
    if (id.isEmpty()) {
      throw new IllegalArgumentException(where + ": the Indonesian title is missing");
    }
    return LocalText.of(id, en.isEmpty() ? id : en);
  }

  private static String text(String where, Object given) {
    if (given == null) {
      return "";
    }
    if (!(given instanceof String text)) {
      throw new IllegalArgumentException(where + ": a text was expected");
    }
    return text.strip();
  }
}
