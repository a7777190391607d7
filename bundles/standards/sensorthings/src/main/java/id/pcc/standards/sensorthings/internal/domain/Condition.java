package id.pcc.standards.sensorthings.internal.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A condition of {@code $filter} (OGC 18-088, clause 9.3.3.5), as far as it is served. */
public sealed interface Condition {
  /** Whether an entity, as JSON, meets it. */
  boolean test(Map<String, Object> entity);

  /** A value in a condition. */
  sealed interface Value {
    /** The value for an entity; {@code null} when it has none. */
    Object of(Map<String, Object> entity);
  }

  /** A number, a text, a truth value or a time. */
  record Literal(Object value) implements Value {
    @Override
    public Object of(Map<String, Object> entity) {
      return value;
    }
  }

  /** A property, such as {@code name} or {@code properties/dataset}. */
  record Property(String path) implements Value {
    @Override
    public Object of(Map<String, Object> entity) {
      Object value = entity;
      for (String name : path.split("/")) {
        value =
            value instanceof Map<?, ?> map ? map.get(name.equals("id") ? "@iot.id" : name) : null;
      }
      return value;
    }
  }

  /** A function of texts. */
  record Call(String name, List<Value> arguments) implements Value {
    @Override
    public Object of(Map<String, Object> entity) {
      String[] texts =
          arguments.stream().map(a -> String.valueOf(a.of(entity))).toArray(String[]::new);
      return switch (name) {
        case "startswith" -> texts[0].startsWith(texts[1]);
        case "endswith" -> texts[0].endsWith(texts[1]);
        case "substringof" -> texts[1].contains(texts[0]);
        case "tolower" -> texts[0].toLowerCase(Locale.ROOT);
        case "toupper" -> texts[0].toUpperCase(Locale.ROOT);
        case "length" -> (long) texts[0].length();
        case "trim" -> texts[0].strip();
        default -> throw new NotServed("$filter: the function " + name + " is not served");
      };
    }
  }

  /** All hold. */
  record And(List<Condition> all) implements Condition {
    @Override
    public boolean test(Map<String, Object> entity) {
      return all.stream().allMatch(condition -> condition.test(entity));
    }
  }

  /** One holds. */
  record Or(List<Condition> any) implements Condition {
    @Override
    public boolean test(Map<String, Object> entity) {
      return any.stream().anyMatch(condition -> condition.test(entity));
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(Map<String, Object> entity) {
      return !condition.test(entity);
    }
  }

  /** A value that is true by itself. */
  record True(Value value) implements Condition {
    @Override
    public boolean test(Map<String, Object> entity) {
      return Boolean.TRUE.equals(value.of(entity));
    }
  }

  /** Two values compared by {@code eq, ne, gt, ge, lt} or {@code le}. */
  record Compare(Value left, String by, Value right) implements Condition {
    @Override
    public boolean test(Map<String, Object> entity) {
      Object a = left.of(entity);
      Object b = right.of(entity);
      if (a == null || b == null) {
        return by.equals("ne") ? a != b : by.equals("eq") && a == b;
      }
      int order = order(a, b);
      return switch (by) {
        case "eq" -> order == 0;
        case "ne" -> order != 0;
        case "gt" -> order > 0;
        case "ge" -> order >= 0;
        case "lt" -> order < 0;
        default -> order <= 0;
      };
    }

    private static int order(Object a, Object b) {
      if (a instanceof Number x && b instanceof Number y) {
        return Double.compare(x.doubleValue(), y.doubleValue());
      }
      Instant s = time(a);
      Instant t = time(b);
      return s != null && t != null ? s.compareTo(t) : a.toString().compareTo(b.toString());
    }
  }

  /** A value as a time; {@code null} when it is none. */
  static Instant time(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(String.valueOf(value));
      // RFC 3339 knows years of four digits; farther away, milliseconds cannot be counted
      return time.getYear() < 0 || time.getYear() > 9999 ? null : time.toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
