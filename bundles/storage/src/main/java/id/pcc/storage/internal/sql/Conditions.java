package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.internal.domain.FieldValue;
import id.pcc.storage.internal.domain.GeoJson;
import id.pcc.storage.internal.domain.Refusal;
import id.pcc.storage.internal.json.Json;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a query and their values, all of which must hold. */
final class Conditions {
  private static final FieldValue VALUES = new FieldValue(new GeoJson(Json::read));

  private final TableLayout table;
  private final String alias;
  private final List<String> texts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  Conditions(TableLayout table, String alias) {
    this.table = table;
    this.alias = alias;
  }

  /** A condition as SQL. */
  void add(String text, Object... with) {
    texts.add(text);
    values.addAll(List.of(with));
  }

  void filters(List<Filter> filters) {
    for (Filter filter : filters) {
      Field field =
          table
              .dataset()
              .field(filter.field())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "parameter "
                              + filter.field()
                              + ": "
                              + table.id()
                              + " has no such field; its fields are "
                              + String.join(
                                  ", ",
                                  table.dataset().fields().stream().map(Field::name).toList())));
      boolean ordered = filter.comparison() != Comparison.EQ;
      FieldType type = field.type();
      if (type == FieldType.LONG_TEXT
          || type == FieldType.POINT
          || type == FieldType.GEOMETRY
          || ordered && type == FieldType.BOOLEAN) {
        throw new IllegalArgumentException(
            "parameter "
                + filter.field()
                + ": a "
                + type
                + " cannot be compared so"
                + (type == FieldType.POINT || type == FieldType.GEOMETRY ? "; use bbox" : ""));
      }
      String column = name(table.column(field.name()));
      if (filter.comparison() == Comparison.HAS) {
        if (type != FieldType.TEXT) {
          throw new IllegalArgumentException(
              "parameter " + filter.field() + ": only a text consists of words");
        }
        add("(' ' || " + column + " || ' ') LIKE ? ESCAPE '!'", word(filter, field));
      } else {
        add(column + operator(filter.comparison()) + "?", of(filter, field));
      }
    }
  }

  private static Object of(Filter filter, Field field) {
    try {
      // a filter may name any text: a code that is not in the list simply finds nothing
      Field open =
          new Field(
              field.name(),
              field.type(),
              field.role(),
              field.unit(),
              field.description(),
              List.of());
      return VALUES.of(open, filter.value());
    } catch (Refusal e) {
      throw new IllegalArgumentException("parameter " + filter.field() + ": " + e.detail(), e);
    }
  }

  private static String word(Filter filter, Field field) {
    return "% " + of(filter, field).toString().strip().replaceAll("[!%_]", "!$0") + " %";
  }

  private static String operator(Comparison comparison) {
    return switch (comparison) {
      case EQ -> " = ";
      case GT -> " > ";
      case GTE -> " >= ";
      case LT -> " < ";
      case LTE -> " <= ";
      case HAS -> throw new IllegalArgumentException("words are not compared by an operator");
    };
  }

  void between(Instant from, Instant to) {
    if (from == null && to == null) {
      return;
    }
    if (table.time() == null) {
      throw new IllegalArgumentException(
          "parameter " + (from == null ? "to" : "from") + ": " + table.id() + " has no time");
    }
    if (from != null) {
      add(name(table.time()) + " >= ?", from.toEpochMilli());
    }
    if (to != null) {
      add(name(table.time()) + " < ?", to.toEpochMilli());
    }
  }

  /** Within or touching a box; west may lie east of east, across the 180th meridian. */
  void within(double[] bbox) {
    if (bbox == null) {
      return;
    }
    List<Column> place =
        table
            .geometry()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "parameter bbox: " + table.id() + " has no place"));
    boolean point = place.size() == 2;
    String west = name(place.get(point ? 0 : 1));
    String south = name(place.get(point ? 1 : 2));
    String east = name(place.get(point ? 0 : 3));
    String north = name(place.get(point ? 1 : 4));
    add(north + " >= ?", bbox[1]);
    add(south + " <= ?", bbox[3]);
    String join = bbox[0] <= bbox[2] ? " AND " : " OR ";
    add("(" + east + " >= ?" + join + west + " <= ?)", bbox[0], bbox[2]);
  }

  String name(Column column) {
    return alias + "." + table.q(column);
  }

  /** The WHERE clause; empty when there is no condition. */
  String where() {
    return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
  }

  /** Binds the values from a place on; returns the next place. */
  int bind(PreparedStatement statement, int from) throws SQLException {
    int index = from;
    for (Object value : values) {
      Column.bind(statement, index++, value, 0);
    }
    return index;
  }
}
