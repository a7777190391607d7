package id.pcc.mapping;

import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.FieldType;
import id.pcc.mapping.format.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes records of rows. A value that cannot be read as its rule says stands in the record as
 * {@link Cell#unreadable}, so that storage keeps the record in quarantine and says which row, which
 * column and what was wrong: nothing is left out or guessed.
 */
public final class MappedRows {
  private static final int MOST_SHOWN = 60;

  private final List<String> columns;
  private final List<Reader> readers = new ArrayList<>();

  private record Reader(Rule rule, int[] places) {}

  MappedRows(Mapping mapping, List<String> columns) {
    this.columns = List.copyOf(columns);
    for (Rule rule : mapping.rules()) {
      int[] places =
          rule.columns().stream()
              .mapToInt(
                  name -> {
                    int place = columns.indexOf(name);
                    if (place < 0) {
                      throw new IllegalArgumentException(
                          "field " + rule.field() + ": there is no column \"" + name + "\"");
                    }
                    return place;
                  })
              .toArray();
      readers.add(new Reader(rule, places));
    }
  }

  /** The record of a row, for {@code Ingest}: fields without a value are left out. */
  public Map<String, Object> record(Row row) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Reader reader : readers) {
      Object value;
      try {
        value = value(reader, row);
      } catch (Unread unread) {
        value = Cell.unreadable(unread.value, "row " + row.number() + ", " + unread.getMessage());
      }
      if (value != null) {
        record.put(reader.rule().field(), value);
      }
    }
    if (row.cells().size() > columns.size()) {
      List<String> surplus =
          row.cells().subList(columns.size(), row.cells().size()).stream()
              .map(String::valueOf)
              .toList();
      record.put(
          readers.get(0).rule().field(),
          Cell.unreadable(
              String.join(" | ", surplus),
              "row " + row.number() + ": there are more cells than columns"));
    }
    return record;
  }

  private Object value(Reader reader, Row row) throws Unread {
    Rule rule = reader.rule();
    if (rule.constant() != null) {
      return read(rule, rule.constant(), null, "constant");
    }
    String column = rule.columns().get(0);
    Object first = present(rule, row.cell(reader.places()[0]));
    if (reader.places().length == 1) {
      return first == null ? null : read(rule, first, null, "column \"" + column + "\"");
    }
    Object second = present(rule, row.cell(reader.places()[1]));
    String place = "columns \"" + column + "\" and \"" + rule.columns().get(1) + "\"";
    if (first == null && second == null) {
      return null;
    }
    if (first == null || second == null && rule.type() == FieldType.POINT) {
      throw new Unread(first == null ? second : first, place + ": one of two is missing");
    }
    return read(rule, first, second, place);
  }

  /** The cell, unless it says that nothing is there. */
  private static Object present(Rule rule, Object cell) {
    return cell == null || rule.missing().contains(Sniffer.text(cell)) ? null : cell;
  }

  private static Object read(Rule rule, Object cell, Object second, String place) throws Unread {
    String text = Sniffer.text(cell);
    String translated = rule.codes().getOrDefault(text, text);
    return switch (rule.type()) {
      case TEXT, LONG_TEXT -> translated;
      case INTEGER -> whole(rule, cell, translated, place);
      case DECIMAL -> decimal(rule, cell, translated, place).doubleValue();
      case BOOLEAN -> truth(cell, translated, place);
      case TIME -> time(rule, cell, second, place);
      case POINT -> point(rule, cell, second, place);
      case GEOMETRY -> cell;
    };
  }

  private static BigDecimal decimal(Rule rule, Object cell, String text, String place)
      throws Unread {
    BigDecimal value;
    if (cell instanceof Number) {
      value = new BigDecimal(Sniffer.text(cell));
    } else {
      value = cell instanceof String ? rule.number().read(text) : null;
    }
    if (value == null) {
      String form = rule.number().name().toLowerCase(Locale.ROOT);
      throw expected(cell, "a number with a decimal " + form, place);
    }
    return value;
  }

  private static Object whole(Rule rule, Object cell, String text, String place) throws Unread {
    try {
      return decimal(rule, cell, text, place).longValueExact();
    } catch (ArithmeticException e) {
      throw expected(cell, "a whole number", place);
    }
  }

  private static Boolean truth(Object cell, String text, String place) throws Unread {
    Boolean value = Truth.read(text);
    if (value == null) {
      throw expected(cell, "yes or no", place);
    }
    return value;
  }

  private static Instant time(Rule rule, Object cell, Object clock, String place) throws Unread {
    String daytime = clock == null ? null : Sniffer.text(clock);
    Instant value;
    if (cell instanceof LocalDateTime local) {
      value = TimeForm.YEAR_FIRST.read(local.toString(), daytime, rule.zone());
    } else {
      value = rule.time().read(Sniffer.text(cell), daytime, rule.zone());
    }
    if (value == null) {
      throw expected(
          clock == null ? cell : Sniffer.text(cell) + " " + daytime, said(rule.time()), place);
    }
    return value;
  }

  private static String said(TimeForm form) {
    return switch (form) {
      case YEAR_FIRST -> "a time such as 2026-11-24 06:30";
      case DAY_FIRST -> "a time such as 24/11/2026 06:30";
      case MONTH_FIRST -> "a time such as 11/24/2026 06:30";
      case WORDS -> "a time such as 24 November 2026";
      case EXCEL -> "a number of days, as spreadsheets count";
      case SECONDS -> "a number of seconds since 1970";
      case MILLISECONDS -> "a number of milliseconds since 1970";
      case YEAR -> "a year";
    };
  }

  private static Object point(Rule rule, Object cell, Object second, String place) throws Unread {
    if (second == null) {
      if (cell instanceof Map<?, ?>) {
        return cell;
      }
      throw expected(cell, "a longitude and a latitude in a column each", place);
    }
    BigDecimal longitude = decimal(rule, cell, Sniffer.text(cell), place);
    BigDecimal latitude = decimal(rule, second, Sniffer.text(second), place);
    return Map.of(
        "type", "Point", "coordinates", List.of(longitude.doubleValue(), latitude.doubleValue()));
  }

  private static Unread expected(Object cell, String what, String place) {
    String text = Sniffer.text(cell);
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return new Unread(cell, place + ": " + what + " was expected, and \"" + shown + "\" came");
  }

  private static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object value;

    Unread(Object value, String message) {
      super(message, null, false, false);
      this.value = value;
    }
  }
}
