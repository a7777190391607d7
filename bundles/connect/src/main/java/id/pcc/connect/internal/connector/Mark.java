package id.pcc.connect.internal.connector;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** A value of a column as it is kept between two questions: its type, a colon, its text. */
final class Mark {
  private Mark() {}

  /** What a column holds in the present row; as before where it holds nothing. */
  static String of(ResultSet rows, String column, String before) throws SQLException {
    int i = rows.findColumn(column);
    Object value = rows.getObject(i);
    if (value == null) {
      return before;
    }
    if (value instanceof Number) {
      return "number:" + new BigDecimal(value.toString()).toPlainString();
    }
    if (value instanceof Timestamp time) {
      return zoned(rows, i) ? "zoned:" + plain(rows, i) : "time:" + time.toLocalDateTime();
    }
    if (value instanceof OffsetDateTime time) {
      return "zoned:" + time;
    }
    return value instanceof Date date ? "date:" + date.toLocalDate() : "text:" + value;
  }

  /** The value for a statement. */
  static Object value(String mark) {
    String text = mark.substring(mark.indexOf(':') + 1);
    return switch (mark.substring(0, mark.indexOf(':'))) {
      case "number" -> new BigDecimal(text);
      case "zoned" -> OffsetDateTime.parse(text);
      case "time" -> Timestamp.valueOf(LocalDateTime.parse(text));
      case "date" -> Date.valueOf(LocalDate.parse(text));
      default -> text;
    };
  }

  /** A cell as rows have it: a number, a truth value or a text, times as ISO 8601. */
  static Object plain(ResultSet rows, int i) throws SQLException {
    Object value = rows.getObject(i);
    if (value instanceof Timestamp time) {
      return zoned(rows, i)
          ? rows.getObject(i, OffsetDateTime.class).toString()
          : time.toLocalDateTime().toString();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static boolean zoned(ResultSet rows, int i) throws SQLException {
    return rows.getMetaData().getColumnTypeName(i).matches("(?i).*(tz|with time zone|offset).*");
  }
}
