package id.pcc.storage.internal.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table as it is kept outside the database: rows as JSON objects, columns in the order of their
 * names, so that the same content is the same text whichever database it came from.
 *
 * @param schema its schema, as the database spells it
 * @param name its name, as the database spells it
 */
record Shelf(String schema, String name, List<Slot> slots) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int FETCH = 1_000;

  /** What a column holds, the same words on both databases. */
  enum Kind {
    TEXT,
    INTEGER,
    BIGINT,
    DOUBLE,
    BOOLEAN
  }

  /**
   * A column.
   *
   * @param name as the database spells it
   * @param size longest text
   * @param identity whether the database numbers it
   */
  record Slot(String name, Kind kind, int size, boolean identity) {
    String key() {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a table holds, whatever the order of its rows.
   *
   * @param digest the sum of the rows' hashes
   */
  record Content(long rows, String digest) {}

  /** Adds up rows. */
  static final class Sum {
    private static final BigInteger ROUND = BigInteger.ONE.shiftLeft(128);
    private final MessageDigest digest;
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    Sum() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    void add(String line) {
      byte[] hash = digest.digest(line.getBytes(StandardCharsets.UTF_8));
      sum = sum.add(new BigInteger(1, hash, 0, 16)).mod(ROUND);
      rows++;
    }

    Content content() {
      byte[] bytes = new byte[16];
      byte[] number = sum.toByteArray();
      int length = Math.min(16, number.length);
      System.arraycopy(number, number.length - length, bytes, 16 - length, length);
      return new Content(rows, HexFormat.of().formatHex(bytes));
    }
  }

  /** Hears the rows of a table. */
  @FunctionalInterface
  interface Reader<X extends Exception> {
    void row(String line) throws X;
  }

  /** The name that both databases agree on. */
  String key() {
    return (schema + "." + name).toLowerCase(Locale.ROOT);
  }

  String sql() {
    return '"' + schema + "\".\"" + name + '"';
  }

  /** The tables of the slices and departments that the database holds. */
  static List<Shelf> all(Connection connection) throws SQLException {
    return all(connection, List.of());
  }

  /** The same, with schemas that the catalogue does not name yet. */
  static List<Shelf> all(Connection connection, Collection<String> more) throws SQLException {
    TreeSet<String> owners = new TreeSet<>(more);
    owners.add("storage");
    for (String sql :
        List.of(
            "SELECT DISTINCT SLICE FROM STORAGE.SCHEMA_VERSION",
            "SELECT DISTINCT DEPARTMENT FROM STORAGE.DATASET")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          owners.add(rows.getString(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    Map<String, Shelf> shelves = new TreeMap<>();
    List<String[]> names = new ArrayList<>();
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String schema = tables.getString("TABLE_SCHEM");
        if (owners.contains(schema.toLowerCase(Locale.ROOT))) {
          names.add(new String[] {schema, tables.getString("TABLE_NAME")});
        }
      }
    }
    for (String[] name : names) {
      Shelf shelf = new Shelf(name[0], name[1], slots(connection, name[0], name[1]));
      shelves.put(shelf.key(), shelf);
    }
    return List.copyOf(shelves.values());
  }

  private static List<Slot> slots(Connection connection, String schema, String table)
      throws SQLException {
    Map<String, Slot> slots = new TreeMap<>();
    try (ResultSet columns =
        connection.getMetaData().getColumns(connection.getCatalog(), schema, table, "%")) {
      while (columns.next()) {
        // an underscore in a name stands for any letter here
        if (!columns.getString("TABLE_NAME").equals(table)
            || !columns.getString("TABLE_SCHEM").equals(schema)) {
          continue;
        }
        Slot slot =
            new Slot(
                columns.getString("COLUMN_NAME"),
                kind(columns.getInt("DATA_TYPE"), schema + "." + table),
                columns.getInt("COLUMN_SIZE"),
                "YES".equals(columns.getString("IS_AUTOINCREMENT")));
        slots.put(slot.key(), slot);
      }
    }
    return List.copyOf(slots.values());
  }

  private static Kind kind(int type, String where) throws SQLException {
    return switch (type) {
      case Types.VARCHAR, Types.CLOB, Types.CHAR, Types.LONGVARCHAR -> Kind.TEXT;
      case Types.INTEGER, Types.SMALLINT -> Kind.INTEGER;
      case Types.BIGINT -> Kind.BIGINT;
      case Types.DOUBLE, Types.REAL, Types.FLOAT -> Kind.DOUBLE;
      case Types.BOOLEAN, Types.BIT -> Kind.BOOLEAN;
      default -> throw new SQLException("a column of " + where + " has a type that is not kept");
    };
  }

  /** Tells every row, in bounded memory. */
  <X extends Exception> Content read(Connection connection, Reader<X> reader)
      throws SQLException, X {
    Sum sum = new Sum();
    String columns =
        slots.stream().map(slot -> '"' + slot.name() + '"').collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + sql())) {
        while (rows.next()) {
          String line = line(rows);
          sum.add(line);
          reader.row(line);
        }
      }
    }
    return sum.content();
  }

  private String line(ResultSet rows) throws SQLException {
    Map<String, Object> row = new TreeMap<>();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Object value =
          switch (slot.kind()) {
            case TEXT -> rows.getString(i + 1);
            case INTEGER, BIGINT -> rows.getLong(i + 1);
            case DOUBLE -> rows.getDouble(i + 1);
            case BOOLEAN -> rows.getBoolean(i + 1);
          };
      if (!rows.wasNull()) {
        row.put(slot.key(), value);
      }
    }
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new SQLException("a row of " + key() + " cannot be written", e);
    }
  }

  /** Prepares to add rows. */
  PreparedStatement insert(Connection connection) throws SQLException {
    String columns =
        slots.stream().map(slot -> '"' + slot.name() + '"').collect(Collectors.joining(", "));
    String marks = slots.stream().map(slot -> "?").collect(Collectors.joining(", "));
    return connection.prepareStatement(
        "INSERT INTO " + sql() + " (" + columns + ") VALUES (" + marks + ")");
  }

  /** Sets a row's values. */
  void bind(PreparedStatement insert, String line) throws SQLException {
    Map<?, ?> row;
    try {
      row = JSON.readValue(line, Map.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("a row of " + key() + " cannot be read", e);
    }
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Object value = row.get(slot.key());
      switch (slot.kind()) {
        case TEXT -> insert.setString(i + 1, (String) value);
        case INTEGER, BIGINT -> {
          if (value == null) {
            insert.setNull(i + 1, slot.kind() == Kind.BIGINT ? Types.BIGINT : Types.INTEGER);
          } else {
            insert.setLong(i + 1, ((Number) value).longValue());
          }
        }
        case DOUBLE -> {
          if (value == null) {
            insert.setNull(i + 1, Types.DOUBLE);
          } else {
            insert.setDouble(i + 1, ((Number) value).doubleValue());
          }
        }
        case BOOLEAN -> {
          if (value == null) {
            insert.setNull(i + 1, Types.BOOLEAN);
          } else {
            insert.setBoolean(i + 1, (Boolean) value);
          }
        }
      }
    }
  }
}
