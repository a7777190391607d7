package id.pcc.mapping;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.FieldType;
import id.pcc.mapping.format.NumberForm;
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
        value = Cell.unreadable(unread.value, unread.at(row));
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
              Fault.of(
                  "cell.surplus",
                  LocalText.of(
                      "baris {row}: sel lebih banyak daripada kolom",
                      "row {row}: there are more cells than columns"),
                  "row",
                  row.number())));
    }
    return record;
  }

  /** Where in a row a value stands: in one column, in two, or in none as a constant. */
  private record Place(String column, String second) {
    private LocalText text() {
      if (column == null) {
        return LocalText.of("konstanta", "constant");
      }
      return second == null
          ? LocalText.of("kolom \"{column}\"", "column \"{column}\"")
          : LocalText.of(
              "kolom \"{column}\" dan \"{second}\"", "columns \"{column}\" and \"{second}\"");
    }
  }

  private Object value(Reader reader, Row row) throws Unread {
    Rule rule = reader.rule();
    if (rule.constant() != null) {
      return read(rule, rule.constant(), null, new Place(null, null));
    }
    String column = rule.columns().get(0);
    Object first = present(rule, row.cell(reader.places()[0]));
    if (reader.places().length == 1) {
      return first == null ? null : read(rule, first, null, new Place(column, null));
    }
    Object second = present(rule, row.cell(reader.places()[1]));
    Place place = new Place(column, rule.columns().get(1));
    if (first == null && second == null) {
      return null;
    }
    if (first == null || second == null && rule.type() == FieldType.POINT) {
      throw new Unread(
          first == null ? second : first,
          place,
          "cell.half_missing",
          LocalText.of("salah satu dari keduanya tidak ada", "one of two is missing"));
    }
    return read(rule, first, second, place);
  }

  /** The cell, unless it says that nothing is there. */
  private static Object present(Rule rule, Object cell) {
    return cell == null || rule.missing().contains(Sniffer.text(cell)) ? null : cell;
  }

  private static Object read(Rule rule, Object cell, Object second, Place place) throws Unread {
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

  private static BigDecimal decimal(Rule rule, Object cell, String text, Place place)
      throws Unread {
    BigDecimal value;
    if (cell instanceof Number) {
      value = new BigDecimal(Sniffer.text(cell));
    } else {
      value = cell instanceof String ? rule.number().read(text) : null;
    }
    if (value == null) {
      throw rule.number() == NumberForm.COMMA
          ? expected(
              cell,
              "cell.number_comma",
              "bilangan dengan koma desimal",
              "a number with a decimal comma",
              place)
          : expected(
              cell,
              "cell.number_point",
              "bilangan dengan titik desimal",
              "a number with a decimal point",
              place);
    }
    return value;
  }

  private static Object whole(Rule rule, Object cell, String text, Place place) throws Unread {
    try {
      return decimal(rule, cell, text, place).longValueExact();
    } catch (ArithmeticException e) {
      throw expected(cell, "cell.whole", "bilangan bulat", "a whole number", place);
    }
  }

  private static Boolean truth(Object cell, String text, Place place) throws Unread {
    Boolean value = Truth.read(text);
    if (value == null) {
      throw expected(cell, "cell.truth", "ya atau tidak", "yes or no", place);
    }
    return value;
  }

  private static Instant time(Rule rule, Object cell, Object clock, Place place) throws Unread {
    String daytime = clock == null ? null : Sniffer.text(clock);
    Instant value;
    if (cell instanceof LocalDateTime local) {
      value = TimeForm.YEAR_FIRST.read(local.toString(), daytime, rule.zone());
    } else {
      value = rule.time().read(Sniffer.text(cell), daytime, rule.zone());
    }
    if (value == null) {
      LocalText form = said(rule.time());
      throw expected(
          clock == null ? cell : Sniffer.text(cell) + " " + daytime,
          "cell.time_" + rule.time().name().toLowerCase(Locale.ROOT),
          form.id(),
          form.en(),
          place);
    }
    return value;
  }

  private static LocalText said(TimeForm form) {
    return switch (form) {
      case YEAR_FIRST ->
          LocalText.of("waktu seperti 2026-11-24 06:30", "a time such as 2026-11-24 06:30");
      case DAY_FIRST ->
          LocalText.of("waktu seperti 24/11/2026 06:30", "a time such as 24/11/2026 06:30");
      case MONTH_FIRST ->
          LocalText.of("waktu seperti 11/24/2026 06:30", "a time such as 11/24/2026 06:30");
      case WORDS ->
          LocalText.of("waktu seperti 24 November 2026", "a time such as 24 November 2026");
      case EXCEL ->
          LocalText.of(
              "jumlah hari menurut hitungan lembar kerja",
              "a number of days, as spreadsheets count");
      case SECONDS -> LocalText.of("jumlah detik sejak 1970", "a number of seconds since 1970");
      case MILLISECONDS ->
          LocalText.of("jumlah milidetik sejak 1970", "a number of milliseconds since 1970");
      case YEAR -> LocalText.of("tahun", "a year");
    };
  }

  private static Object point(Rule rule, Object cell, Object second, Place place) throws Unread {
    if (second == null) {
      if (cell instanceof Map<?, ?>) {
        return cell;
      }
      throw expected(
          cell,
          "cell.point",
          "bujur dan lintang masing-masing di satu kolom",
          "a longitude and a latitude in a column each",
          place);
    }
    BigDecimal longitude = decimal(rule, cell, Sniffer.text(cell), place);
    BigDecimal latitude = decimal(rule, second, Sniffer.text(second), place);
    return Map.of(
        "type", "Point", "coordinates", List.of(longitude.doubleValue(), latitude.doubleValue()));
  }

  private static Unread expected(Object cell, String code, String id, String en, Place place) {
    return new Unread(
        cell,
        place,
        code,
        LocalText.of(
            "seharusnya " + id + ", yang datang {value}", en + " was expected, and {value} came"));
  }

  private static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object value;
    private final transient Place place;
    private final String code;
    private final transient LocalText what;

    Unread(Object value, Place place, String code, LocalText what) {
      super(code, null, false, false);
      this.value = value;
      this.place = place;
      this.code = code;
      this.what = what;
    }

    Fault at(Row row) {
      LocalText where = place.text();
      return Fault.of(
          code,
          LocalText.of(
              "baris {row}, " + where.id() + ": " + what.id(),
              "row {row}, " + where.en() + ": " + what.en()),
          "row",
          row.number(),
          "column",
          place.column(),
          "second",
          place.second(),
          "value",
          Sniffer.text(value));
    }
  }
}
