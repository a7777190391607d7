package id.pcc.connect.internal.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.pcc.api.LocalText;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import id.pcc.storage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The departments that were connected once. */
public final class DepartmentTable {
  private static final int LONGEST = 30_000;

  /** What has no columns of its own, as JSON. */
  private record Declaration(List<String> datasets, List<MapLayer> layers, List<Widget> widgets) {
    static final Declaration NONE = new Declaration(List.of(), List.of(), List.of());
  }

  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final Database database;
  private final Clock clock;

  /**
   * @throws id.pcc.storage.StoreException when the database is away
   */
  public DepartmentTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.migrate("departments", DepartmentTable.class.getClassLoader());
  }

  /** Keeps a department as it is now. */
  public void remember(Remembered department) {
    String declaration = declaration(department);
    database.transact(
        connection -> {
          if (write(
                  connection,
                  "UPDATE DEPARTMENTS.DEPARTMENT SET TITLE_ID = ?, TITLE_EN = ?, BUNDLE = ?,"
                      + " VERSION = ?, DECLARATION = ?, SEEN = ? WHERE NAME = ?",
                  department,
                  declaration)
              == 0) {
            write(
                connection,
                "INSERT INTO DEPARTMENTS.DEPARTMENT (TITLE_ID, TITLE_EN, BUNDLE, VERSION,"
                    + " DECLARATION, SEEN, NAME) VALUES (?, ?, ?, ?, ?, ?, ?)",
                department,
                declaration);
          }
          return null;
        });
  }

  private int write(Connection connection, String sql, Remembered department, String declaration)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, department.title().id());
      statement.setString(2, department.title().en());
      statement.setString(3, department.bundle());
      statement.setString(4, department.version());
      statement.setString(5, declaration);
      statement.setLong(6, clock.millis());
      statement.setString(7, department.name());
      return statement.executeUpdate();
    }
  }

  private String declaration(Remembered department) {
    try {
      String text =
          json.writeValueAsString(
              new Declaration(department.datasets(), department.layers(), department.widgets()));
      // A map layer that was forgotten comes back with its bundle; a failing insert would not.
      return text.length() <= LONGEST
          ? text
          : json.writeValueAsString(new Declaration(department.datasets(), List.of(), List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the declaration of " + department.name(), e);
    }
  }

  /** Everything that is kept, by name. */
  public List<Remembered> all() {
    return database.transact(
        connection -> {
          List<Remembered> all = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT NAME, TITLE_ID, TITLE_EN, BUNDLE, VERSION, DECLARATION"
                          + " FROM DEPARTMENTS.DEPARTMENT ORDER BY NAME");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              Declaration declaration = declaration(rows.getString(6));
              all.add(
                  new Remembered(
                      rows.getString(1),
                      LocalText.of(rows.getString(2), rows.getString(3)),
                      rows.getString(4),
                      rows.getString(5),
                      declaration.datasets(),
                      declaration.layers(),
                      declaration.widgets()));
            }
          }
          return all;
        });
  }

  private Declaration declaration(String text) {
    try {
      return json.readValue(text, Declaration.class);
    } catch (JsonProcessingException e) {
      // Written by another version: the department comes with a declaration of its own.
      return Declaration.NONE;
    }
  }
}
