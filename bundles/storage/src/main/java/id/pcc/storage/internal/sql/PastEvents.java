package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.LiveFeed.Past;
import id.pcc.storage.internal.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events that are kept so that a listener who was away can go on. */
final class PastEvents {
  private static final String DATASET = "dataset:";
  private static final int DELETED_AT_ONCE = 1_000;

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;

  PastEvents(SqlDatabase database, SqlCatalogue catalogue) {
    this.database = database;
    this.catalogue = catalogue;
  }

  private record Row(long seq, String topic, String kind, long at, Long delivery, String body) {}

  Past find(Collection<String> topics, long after, long upTo, int limit) {
    return database.transact(
        connection -> {
          if (after > upTo || after < forgotten(connection)) {
            return new Past(List.of(), after > upTo ? upTo : after, false);
          }
          List<Row> rows = rows(connection, topics, after, upTo, limit);
          List<Event> events = new ArrayList<>();
          for (Row row : rows) {
            Map<String, Object> data = data(connection, row);
            if (data != null) {
              events.add(new Event(row.seq(), row.topic(), row.kind(), row.at(), data));
            }
          }
          long reached = rows.size() < limit ? upTo : rows.get(rows.size() - 1).seq();
          return new Past(events, reached, true);
        });
  }

  private static long forgotten(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT SEQ FROM STORAGE.LIVE_FORGOTTEN")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Row> rows(
      Connection connection, Collection<String> topics, long after, long upTo, int limit)
      throws SQLException {
    List<String> conditions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String topic : topics) {
      if (topic.equals(DATASET + "*")) {
        conditions.add("TOPIC LIKE 'dataset:%'");
      } else {
        conditions.add("TOPIC = ?");
        values.add(topic);
      }
    }
    if (conditions.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT SEQ, TOPIC, KIND, HAPPENED, DELIVERY, BODY FROM STORAGE.LIVE_EVENT WHERE SEQ >"
                + " ? AND SEQ <= ? AND ("
                + String.join(" OR ", conditions)
                + ") ORDER BY SEQ FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      statement.setLong(1, after);
      statement.setLong(2, upTo);
      for (int i = 0; i < values.size(); i++) {
        statement.setString(3 + i, values.get(i));
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          long number = found.getLong(5);
          Long delivery = found.wasNull() ? null : Long.valueOf(number);
          rows.add(
              new Row(
                  found.getLong(1),
                  found.getString(2),
                  found.getString(3),
                  found.getLong(4),
                  delivery,
                  found.getString(6)));
        }
      }
    }
    return rows;
  }

  /** What to tell; {@code null} when later events tell it all. */
  private Map<String, Object> data(Connection connection, Row row) throws SQLException {
    if (row.delivery() == null) {
      return row.body() == null ? Map.of() : Json.readObject(row.body());
    }
    TableLayout table =
        catalogue.table(DatasetId.parse(row.topic().substring(DATASET.length()))).orElse(null);
    List<Map<String, Object>> records =
        table == null ? List.of() : records(connection, table, row.delivery());
    return records.isEmpty() ? null : told(records);
  }

  private static List<Map<String, Object>> records(
      Connection connection, TableLayout table, long delivery) throws SQLException {
    RowMap map = new RowMap(table);
    List<Map<String, Object>> records = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + map.selection("h")
                + " FROM "
                + table.table()
                + " h WHERE h."
                + table.q(TableLayout.SEQ)
                + " = ?")) {
      statement.setLong(1, delivery);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          records.add(map.of(rows));
        }
      }
    }
    return records;
  }

  static Map<String, Object> told(List<Map<String, Object>> records) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("records", records);
    return data;
  }

  /** Forgets what has a number up to a bound, and what is settled and happened before a time. */
  void prune(long before, long upTo, long position) {
    int deleted;
    do {
      deleted = database.transact(connection -> prune(connection, before, upTo, position));
    } while (deleted == DELETED_AT_ONCE);
  }

  private static int prune(Connection connection, long before, long upTo, long position)
      throws SQLException {
    long newestDelivery = 0;
    List<Long> old = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT SEQ, DELIVERY FROM STORAGE.LIVE_EVENT WHERE SEQ <= ? OR HAPPENED < ? AND SEQ"
                + " <= ? ORDER BY SEQ FETCH FIRST "
                + DELETED_AT_ONCE
                + " ROWS ONLY")) {
      statement.setLong(1, upTo);
      statement.setLong(2, before);
      statement.setLong(3, position);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          old.add(rows.getLong(1));
          newestDelivery = Math.max(newestDelivery, rows.getLong(2));
        }
      }
    }
    if (old.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE STORAGE.LIVE_FORGOTTEN SET SEQ = CASE WHEN SEQ < ? THEN ? ELSE SEQ END,"
                + " DELIVERY = CASE WHEN DELIVERY < ? THEN ? ELSE DELIVERY END")) {
      statement.setLong(1, old.get(old.size() - 1));
      statement.setLong(2, old.get(old.size() - 1));
      statement.setLong(3, newestDelivery);
      statement.setLong(4, newestDelivery);
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM STORAGE.LIVE_EVENT WHERE SEQ = ?")) {
      for (Long seq : old) {
        statement.setLong(1, seq);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    return old.size();
  }
}
