package id.pcc.storage.internal.sql;

import id.pcc.storage.Database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Apache Derby 10.16. */
final class DerbyEngine implements Engine {
  private static final Set<String> EXISTS = Set.of("X0Y32", "X0Y68", "42X14", "42Z93");

  @Override
  public Dialect dialect() {
    return Dialect.DERBY;
  }

  @Override
  public String quoted(String name) {
    return '"' + name.toUpperCase(Locale.ROOT) + '"';
  }

  @Override
  public String type(Column.Type type) {
    return switch (type) {
      case TEXT -> "VARCHAR(1000)";
      case KEY -> "VARCHAR(200)";
      case LONG_TEXT -> "CLOB(1M)";
      case WHOLE, TIME -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case TRUTH -> "BOOLEAN";
    };
  }

  @Override
  public String timestamp(String column) {
    // in three steps, because TIMESTAMPADD counts in 32 bits; the +7 hours are Pontianak's
    String local = "(" + column + " + 25200000)";
    String minutes = "CAST(" + local + " / 60000 AS INTEGER)";
    String seconds = "CAST(MOD(" + local + ", 60000) / 1000 AS INTEGER)";
    String nanos = "CAST(MOD(" + local + ", 1000) AS INTEGER) * 1000000";
    String text = "TIMESTAMP('1970-01-01 00:00:00')";
    text = "{fn TIMESTAMPADD(SQL_TSI_MINUTE, " + minutes + ", " + text + ")}";
    text = "{fn TIMESTAMPADD(SQL_TSI_SECOND, " + seconds + ", " + text + ")}";
    return "{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, " + nanos + ", " + text + ")}";
  }

  @Override
  public boolean readsBackwards() {
    return false;
  }

  @Override
  public boolean exists(SQLException e) {
    return EXISTS.contains(String.valueOf(e.getSQLState()));
  }

  @Override
  public boolean away(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    // 45000 and XJ0: shut down; XS, XB: the store refuses, for instance because the disk is full
    return state.startsWith("08")
        || state.startsWith("45")
        || state.startsWith("XJ0")
        || state.startsWith("XSDG")
        || state.startsWith("XSL")
        || state.startsWith("XBM");
  }

  @Override
  public RowWriter rows(TableLayout table) {
    return new DerbyRowWriter(table);
  }

  @Override
  public void moveLatest(Connection connection, TableLayout table, List<Object[]> pointers)
      throws SQLException {
    String time = table.q(table.time());
    String match =
        table.seriesKey().stream()
            .map(c -> table.q(c) + " = ?")
            .collect(Collectors.joining(" AND "));
    List<Object[]> fresh = new ArrayList<>();
    String update =
        "UPDATE " + table.latest() + " SET " + time + " = ? WHERE " + and(match) + time + " < ?";
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      for (Object[] pointer : pointers) {
        int last = pointer.length - 1;
        int index = 1;
        statement.setLong(index++, (Long) pointer[last]);
        for (int i = 0; i < last; i++) {
          Column.bind(statement, index++, pointer[i], table.seriesKey().get(i).type().sqlType);
        }
        statement.setLong(index, (Long) pointer[last]);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) {
          fresh.add(pointers.get(i));
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    String insert =
        "INSERT INTO "
            + table.latest()
            + " ("
            + names(table)
            + ") SELECT "
            + casts(table)
            + " FROM SYSIBM.SYSDUMMY1 WHERE NOT EXISTS (SELECT 1 FROM "
            + table.latest()
            + (match.isEmpty() ? "" : " WHERE " + match)
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Object[] pointer : fresh) {
        int index = 1;
        for (Object value : pointer) {
          Column.bind(statement, index++, value, 0);
        }
        for (int i = 0; i < pointer.length - 1; i++) {
          Column.bind(statement, index++, pointer[i], 0);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String names(TableLayout table) {
    List<String> names = new ArrayList<>();
    table.seriesKey().forEach(c -> names.add(table.q(c)));
    names.add(table.q(table.time()));
    return String.join(", ", names);
  }

  private String casts(TableLayout table) {
    List<String> casts = new ArrayList<>();
    table.seriesKey().forEach(c -> casts.add("CAST(? AS " + type(c.type()) + ")"));
    casts.add("CAST(? AS BIGINT)");
    return String.join(", ", casts);
  }

  private static String and(String match) {
    return match.isEmpty() ? "" : match + " AND ";
  }
}
