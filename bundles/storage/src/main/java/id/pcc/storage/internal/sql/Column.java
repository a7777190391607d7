package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Field;
import id.pcc.storage.internal.domain.Evolution;
import id.pcc.storage.internal.domain.Place;
import id.pcc.storage.internal.domain.Shape;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A column of a dataset's table.
 *
 * @param name its name, unquoted
 * @param type what it holds
 * @param place which field of the dataset it belongs to, in the order of declaration
 * @param part which part of the field's value it holds
 */
record Column(String name, Type type, int place, int part) {
  /** What columns hold. */
  enum Type {
    /** A text of bounded length. */
    TEXT(Types.VARCHAR, "text", String[]::new),
    /** A key text: short enough for an index. */
    KEY(Types.VARCHAR, "text", String[]::new),
    /** A text of any length. */
    LONG_TEXT(Types.CLOB, "text", String[]::new),
    /** A whole number. */
    WHOLE(Types.BIGINT, "int8", Long[]::new),
    /** A time in milliseconds UTC. */
    TIME(Types.BIGINT, "int8", Long[]::new),
    /** A number of double precision. */
    DOUBLE(Types.DOUBLE, "float8", Double[]::new),
    /** True or false. */
    TRUTH(Types.BOOLEAN, "bool", Boolean[]::new);

    final int sqlType;
    final String arrayType;
    private final IntFunction<Object[]> array;

    Type(int sqlType, String arrayType, IntFunction<Object[]> array) {
      this.sqlType = sqlType;
      this.arrayType = arrayType;
      this.array = array;
    }

    /** An array for as many values of this type. */
    Object[] array(int length) {
      return array.apply(length);
    }
  }

  /** The columns of a field. */
  static List<Column> of(Field field, int place) {
    List<String> names = Evolution.columns(field);
    List<Column> columns = new ArrayList<>();
    for (int part = 0; part < names.size(); part++) {
      columns.add(new Column(names.get(part), type(field, part), place, part));
    }
    return columns;
  }

  private static Type type(Field field, int part) {
    return switch (field.type()) {
      case TEXT -> field.optional() ? Type.TEXT : Type.KEY;
      case LONG_TEXT -> Type.LONG_TEXT;
      case INTEGER -> Type.WHOLE;
      case TIME -> Type.TIME;
      case DECIMAL, POINT -> Type.DOUBLE;
      case BOOLEAN -> Type.TRUTH;
      case GEOMETRY -> part == 0 ? Type.LONG_TEXT : Type.DOUBLE;
    };
  }

  /** This column's part of a record. */
  Object of(Object[] values) {
    Object value = values[place];
    if (value instanceof Place spot) {
      return part == 0 ? (Object) spot.longitude() : (Object) spot.latitude();
    }
    if (value instanceof Shape shape) {
      return switch (part) {
        case 0 -> shape.text();
        case 1 -> shape.west();
        case 2 -> shape.south();
        case 3 -> shape.east();
        default -> shape.north();
      };
    }
    return value;
  }

  /** Binds a value of this column. */
  static void bind(PreparedStatement statement, int index, Object value, int sqlType)
      throws SQLException {
    if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof Long whole) {
      statement.setLong(index, whole);
    } else if (value instanceof Double number) {
      statement.setDouble(index, number);
    } else if (value instanceof Boolean truth) {
      statement.setBoolean(index, truth);
    } else {
      statement.setNull(index, sqlType);
    }
  }
}
