package id.pcc.connect.internal.connector;

import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.FieldType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which fields of a dataset are filled from which columns. What cannot be read stays as it came:
 * storage keeps it aside and says why.
 *
 * @param rules one for each field that is filled
 */
public record FieldMap(List<FieldRule> rules) {
  private static final long SECONDS_UNTIL = 100_000_000_000L;

  /**
   * How a field is filled.
   *
   * @param columns one; for a {@code TIME} also that of the time of day, for a {@code POINT} the
   *     longitude and the latitude; none for a constant
   * @param constant what every record has; {@code null} when it is read from a column
   * @param codes what values become, such as {@code B} that becomes {@code baik}; others stay
   */
  public record FieldRule(
      String field,
      FieldType type,
      List<String> columns,
      String constant,
      Map<String, String> codes) {
    public FieldRule {
      columns = List.copyOf(columns);
      codes = Map.copyOf(codes);
      Objects.requireNonNull(type, "type");
      int most = type == FieldType.TIME || type == FieldType.POINT ? 2 : 1;
      if (columns.isEmpty() == (constant == null) || columns.size() > most) {
        throw new IllegalArgumentException(
            "field " + field + ": a constant, or 1 to " + most + " columns, are expected");
      }
    }
  }

  public FieldMap {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no field is filled");
    }
    if (rules.stream().map(FieldRule::field).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("a field is filled twice");
    }
  }

  /** The record of a row: fields without a value are left out. */
  Map<String, Object> record(Map<String, Object> row, ZoneId zone) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (FieldRule rule : rules) {
      Object value = rule.constant() != null ? rule.constant() : value(rule, row, zone);
      if (value != null) {
        record.put(rule.field(), value);
      }
    }
    return record;
  }

  private static Object value(FieldRule rule, Map<String, Object> row, ZoneId zone) {
    Object first = present(row.get(rule.columns().get(0)));
    Object second = rule.columns().size() > 1 ? present(row.get(rule.columns().get(1))) : null;
    return switch (rule.type()) {
      case TIME -> time(first, second, zone);
      case POINT ->
          rule.columns().size() > 1
              ? first == null && second == null ? null : Cell.point(text(first), text(second))
              : first;
      case DECIMAL, INTEGER -> first instanceof String text ? Cell.number(text) : first;
      case TEXT, LONG_TEXT ->
          first == null ? null : rule.codes().getOrDefault(text(first), text(first));
      default -> first;
    };
  }

  private static Object present(Object value) {
    return value instanceof String text && text.isBlank() ? null : value;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString().strip();
  }

  private static Object time(Object date, Object clock, ZoneId zone) {
    if (date instanceof Number number && clock == null) {
      long value = number.longValue();
      return Math.abs(value) < SECONDS_UNTIL
          ? Instant.ofEpochSecond(value)
          : Instant.ofEpochMilli(value);
    }
    return date instanceof Instant ? date : Cell.time(text(date), text(clock), zone);
  }
}
