package id.pcc.storage.internal.rest;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters that select rows in quarantine; one that is not known is refused by its name. */
final class QuarantineQuery {
  /** What they are, for the document of the interface. */
  static final String IDS = "ids: numbers of rows, with commas between them";

  static final String FIELD =
      "field: the field at fault; empty for records that are at fault as a whole";
  static final String KIND = "kind: the kind of reason, as the groups have it";
  static final String TEXT = "text: a part of the reason or of the row as it came";
  static final String SOURCE = "source: a part of where it came from";
  static final String FROM = "from: that came at this time or later";
  static final String TO = "to: that came before this time";

  private static final int LONGEST = 500;
  private static final Set<String> KNOWN =
      Set.of("ids", "field", "kind", "text", "source", "from", "to", "limit", "cursor");

  private final DatasetId dataset;
  private final Map<String, List<String>> given;

  QuarantineQuery(DatasetId dataset, Map<String, List<String>> given) {
    this.dataset = dataset;
    this.given = given;
    for (String name : given.keySet()) {
      if (!KNOWN.contains(name)) {
        throw Problem.parameter(
            name, "is not known; known are " + String.join(", ", KNOWN.stream().sorted().toList()));
      }
    }
  }

  Selection selection() {
    // An empty field is that of a record that is at fault as a whole; of the others, no condition.
    return new Selection(
        dataset,
        ids(),
        text("field"),
        filled("kind"),
        filled("text"),
        filled("source"),
        time("from"),
        time("to"));
  }

  private List<Long> ids() {
    String text = filled("ids");
    List<Long> ids = new ArrayList<>();
    if (text != null) {
      for (String id : text.split(",")) {
        try {
          ids.add(Long.parseLong(id.strip()));
        } catch (NumberFormatException e) {
          throw Problem.parameter("ids", "numbers with commas between them were expected");
        }
      }
    }
    if (ids.size() > Selection.MOST_IDS) {
      throw Problem.parameter("ids", "at most " + Selection.MOST_IDS + " can be named");
    }
    return ids;
  }

  private String filled(String name) {
    String text = text(name);
    return text == null || text.isEmpty() ? null : text;
  }

  private String text(String name) {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Problem.parameter(name, "came " + values.size() + " times; send it once");
    }
    if (values.isEmpty()) {
      return null;
    }
    String value = values.get(0);
    if (value.length() > (name.equals("ids") ? 20 * Selection.MOST_IDS : LONGEST)) {
      throw Problem.parameter(name, "at most " + LONGEST + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.parameter(name, "holds the character NUL");
    }
    return value;
  }

  private Instant time(String name) {
    String text = filled(name);
    if (text == null) {
      return null;
    }
    try {
      // A plus sign that was not encoded arrives as a space.
      Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      time.toEpochMilli();
      return time;
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.parameter(
          name, "a time such as 2026-11-24T10:00:00+07:00 was expected, and \"" + text + "\" came");
    }
  }
}
