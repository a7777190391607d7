package id.pcc.storage.internal.domain;

import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the rows of a table of reference codes. Codes are compared as they are written, because
 * without its dots the code of one system can be the code of another thing in another system; names
 * are compared by their letters only, because sources write them with and without blanks.
 */
public final class ReferenceIndex {
  private static final Pattern BETWEEN = Pattern.compile("[,;|]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final ReferenceTable table;
  private final Map<String, Map<String, Row>> bySystem = new LinkedHashMap<>();
  private final Map<String, List<Row>> byLetters = new HashMap<>();
  private final String prefix;

  /** An index of a table. */
  public ReferenceIndex(ReferenceTable table) {
    this.table = table;
    this.prefix = letters(table.name());
    for (Row row : table.rows()) {
      table
          .codes(row)
          .forEach(
              (system, code) ->
                  bySystem.computeIfAbsent(system, s -> new HashMap<>()).put(code, row));
      name(row, row.title().id());
      if (!letters(row.title().en()).equals(letters(row.title().id()))) {
        name(row, row.title().en());
      }
    }
  }

  private void name(Row row, String title) {
    String letters = letters(title);
    if (!letters.isEmpty()) {
      byLetters.merge(
          letters,
          List.of(row),
          (one, other) ->
              one.contains(row) ? one : Stream.concat(one.stream(), other.stream()).toList());
    }
  }

  /** The table. */
  public ReferenceTable table() {
    return table;
  }

  /** Whether the table has codes of that system. */
  public boolean knows(String system) {
    return bySystem.containsKey(system);
  }

  /** The row with a code of that system; empty when there is none. */
  public List<Row> of(String system, String code) {
    Row row = bySystem.getOrDefault(system, Map.of()).get(code.strip());
    return row == null ? List.of() : List.of(row);
  }

  /** The rows of a code of any system, or else of a name. */
  public List<Row> find(String codeOrName) {
    String text = codeOrName.strip();
    for (Map<String, Row> codes : bySystem.values()) {
      Row row = codes.get(text);
      if (row != null) {
        return List.of(row);
      }
    }
    String letters = letters(text);
    List<Row> named = byLetters.get(letters);
    if (named == null && letters.startsWith(prefix)) {
      named = byLetters.get(letters.substring(prefix.length()));
    }
    return named == null ? List.of() : named;
  }

  /**
   * Whether a value of a record stands for something in this table: a code of any system, a name,
   * or several of them. Several are parted by commas, semicolons or bars; codes also by blanks.
   */
  public boolean holds(String value) {
    if (value.isBlank() || !find(value).isEmpty()) {
      return true;
    }
    for (String part : BETWEEN.split(value, -1)) {
      if (find(part).isEmpty() && !onlyCodes(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean onlyCodes(String part) {
    String text = part.strip();
    if (text.isEmpty()) {
      return false;
    }
    for (String code : BLANKS.split(text)) {
      if (bySystem.values().stream().noneMatch(codes -> codes.containsKey(code))) {
        return false;
      }
    }
    return true;
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("[^\\p{L}]", "")
            .toLowerCase(Locale.ROOT);
      }
      if (Character.isLetter(c)) {
        letters.append(Character.toLowerCase(c));
      }
    }
    return letters.toString();
  }
}
