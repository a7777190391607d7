package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads cells of tables as departments write them. What cannot be read stays as it came, so that
 * storage keeps the record aside and says why.
 */
public final class Cell {
  private static final Pattern OFFSET = Pattern.compile(".*\\d(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private static final String UNREADABLE = "_unreadable";

  private Cell() {}

  /**
   * Stands in a record for a value that its reader could not read: storage keeps the record in
   * quarantine for that reason, whatever the type of the field.
   *
   * @param value as it came
   * @param fault where it stands, what was expected and what came
   */
  public static Map<String, Object> unreadable(Object value, Fault fault) {
    Map<String, Object> cell = new HashMap<>();
    cell.put(UNREADABLE, fault.reason());
    cell.put("id", fault.text().id());
    cell.put("code", fault.code());
    cell.put("arguments", fault.arguments());
    cell.put("value", value == null ? null : value.toString());
    return cell;
  }

  /** Why a value could not be read; {@code null} when it is none of {@link #unreadable}. */
  public static Fault unreadable(Object value) {
    if (!(value instanceof Map<?, ?> map)
        || !(map.get(UNREADABLE) instanceof String reason)
        || reason.isBlank()) {
      return null;
    }
    Map<String, Object> arguments = new HashMap<>();
    if (map.get("arguments") instanceof Map<?, ?> given) {
      given.forEach((name, argument) -> arguments.put(String.valueOf(name), argument));
    }
    return new Fault(
        map.get("code") instanceof String code ? code : "",
        arguments,
        LocalText.of(map.get("id") instanceof String id && !id.isBlank() ? id : reason, reason));
  }

  /**
   * The first cell of these columns that holds something, as tables change their columns over the
   * years; {@code null} when none does.
   */
  public static String text(Map<String, ?> row, String... columns) {
    return Stream.of(columns)
        .map(row::get)
        .filter(cell -> cell != null && !cell.toString().isBlank())
        .map(cell -> cell.toString().trim())
        .findFirst()
        .orElse(null);
  }

  /**
   * Makes a record of each row.
   *
   * @param rows a list of maps, as a document from outside should hold
   * @throws IllegalArgumentException when it is something else
   */
  public static List<Map<String, Object>> records(
      Object rows, UnaryOperator<Map<String, Object>> record) {
    if (!(rows instanceof List<?> list)) {
      String found = rows == null ? "nothing" : rows.getClass().getSimpleName();
      throw new IllegalArgumentException("a list of records is expected, but there is " + found);
    }
    return list.stream().map(row -> record.apply(map(row))).toList();
  }

  private static Map<String, Object> map(Object row) {
    if (!(row instanceof Map<?, ?> found)) {
      throw new IllegalArgumentException("a record is expected, but there is " + row);
    }
    Map<String, Object> map = new HashMap<>();
    found.forEach((name, value) -> map.put(String.valueOf(name), value));
    return map;
  }

  /**
   * A number, in which {@code 1.250,5} and {@code 1250.5} are the same.
   *
   * @return a {@link Double}, the text when it is none, {@code null} for {@code null}
   */
  public static Object number(String text) {
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text.contains(",") ? text.replace(".", "").replace(',', '.') : text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /**
   * A GeoJSON point of the texts of its degrees, {@code null} when one is missing. A text that is
   * no number stays in it.
   */
  public static Map<String, Object> point(String longitude, String latitude) {
    return longitude == null || latitude == null
        ? null
        : Map.of("type", "Point", "coordinates", List.of(number(longitude), number(latitude)));
  }

  /**
   * A row with its two degrees put together as a GeoJSON point.
   *
   * @param point the field that is to hold it; the two columns are left out
   */
  public static Map<String, Object> placed(
      Map<String, ?> row, String point, String longitude, String latitude) {
    Map<String, Object> record = new HashMap<>(row);
    record.keySet().removeAll(List.of(longitude, latitude));
    record.put(point, point(text(row, longitude), text(row, latitude)));
    return record;
  }

  /**
   * A time of a date and an hour: {@code 2026-11-24T06:30:00+07:00}, {@code 24/11/2026} with {@code
   * 06.30}, and {@code 2014, 5, 10} with {@code 353}, which is 03:53 UTC.
   *
   * @param hour may be {@code null} when the date holds it
   * @param zone of times that do not say theirs
   * @return an {@link java.time.Instant}, the text when it is none, {@code null} for no date
   */
  public static Object time(String date, String hour, ZoneId zone) {
    if (date == null) {
      return null;
    }
    String text = hour == null ? date : date + " " + hour;
    try {
      if (OFFSET.matcher(text).matches()) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
      int[] found =
          DIGITS.matcher(text).results().map(m -> m.group()).mapToInt(Integer::parseInt).toArray();
      int[] n = Arrays.copyOf(found, 6);
      boolean yearFirst = n[0] > 31;
      boolean packed = hour != null && DIGITS.matcher(hour).matches() && hour.length() > 2;
      LocalDateTime local =
          LocalDateTime.of(
              yearFirst ? n[0] : n[2],
              n[1],
              yearFirst ? n[2] : n[0],
              packed ? n[3] / 100 : n[3],
              packed ? n[3] % 100 : n[4],
              packed ? 0 : n[5]);
      return local.atZone(packed ? ZoneOffset.UTC : zone).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      return text;
    }
  }
}
