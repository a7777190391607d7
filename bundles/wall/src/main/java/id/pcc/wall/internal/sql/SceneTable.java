package id.pcc.wall.internal.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.api.LocalText;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneWidget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code WALL.SCENE} and {@code WALL.SCENE_WIDGET}. */
public final class SceneTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};
  private static final String COLUMNS = "SELECT NAME, TITLE_ID, TITLE_EN, SURFACE, VERSION";

  /** A scene and who edited it last. */
  public record Kept(Scene scene, String editedBy) {}

  /** Reads all scenes, by name. */
  public List<Scene> all(Connection connection) throws SQLException {
    List<Scene> bare = new ArrayList<>();
    try (PreparedStatement read =
            connection.prepareStatement(COLUMNS + " FROM WALL.SCENE ORDER BY NAME");
        ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        bare.add(scene(rows));
      }
    }
    List<Scene> scenes = new ArrayList<>();
    for (Scene scene : bare) {
      scenes.add(withWidgets(connection, scene));
    }
    return scenes;
  }

  /** Reads one scene. */
  public Optional<Kept> one(Connection connection, String name) throws SQLException {
    Scene bare;
    String editedBy;
    try (PreparedStatement read =
        connection.prepareStatement(COLUMNS + ", EDITED_BY FROM WALL.SCENE WHERE NAME = ?")) {
      read.setString(1, name);
      try (ResultSet rows = read.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        bare = scene(rows);
        editedBy = rows.getString(6);
      }
    }
    return Optional.of(new Kept(withWidgets(connection, bare), editedBy));
  }

  /**
   * Writes a scene.
   *
   * @return whether the version kept was the one before; when not, nothing is written
   */
  public boolean write(Connection connection, Scene scene, String actor, long now)
      throws SQLException {
    if (!(scene.version() == 1
        ? insert(connection, scene, actor, now)
        : update(connection, scene, actor, now))) {
      return false;
    }
    try (PreparedStatement clear =
        connection.prepareStatement("DELETE FROM WALL.SCENE_WIDGET WHERE SCENE = ?")) {
      clear.setString(1, scene.name());
      clear.executeUpdate();
    }
    try (PreparedStatement add =
        connection.prepareStatement(
            "INSERT INTO WALL.SCENE_WIDGET (SCENE, POSITION, ID, TYPE, X, Y, W, H, Z, SETTINGS)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int position = 0;
      for (SceneWidget widget : scene.widgets()) {
        add.setString(1, scene.name());
        add.setInt(2, position++);
        add.setString(3, widget.id());
        add.setString(4, widget.type());
        add.setInt(5, widget.x());
        add.setInt(6, widget.y());
        add.setInt(7, widget.w());
        add.setInt(8, widget.h());
        add.setInt(9, widget.z());
        add.setString(10, text(widget));
        add.addBatch();
      }
      add.executeBatch();
    }
    return true;
  }

  /** A widget's settings as they are kept. */
  public static String text(SceneWidget widget) {
    try {
      return JSON.writeValueAsString(widget.settings());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the settings of widget " + widget.id() + " are not JSON", e);
    }
  }

  private static boolean insert(Connection connection, Scene scene, String actor, long now)
      throws SQLException {
    try (PreparedStatement there =
        connection.prepareStatement("SELECT 1 FROM WALL.SCENE WHERE NAME = ?")) {
      there.setString(1, scene.name());
      try (ResultSet rows = there.executeQuery()) {
        if (rows.next()) {
          return false;
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO WALL.SCENE (TITLE_ID, TITLE_EN, SURFACE, EDITED_BY, EDITED_AT, VERSION,"
                + " NAME) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, scene, actor, now);
      return insert.executeUpdate() == 1;
    }
  }

  private static boolean update(Connection connection, Scene scene, String actor, long now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE WALL.SCENE SET TITLE_ID = ?, TITLE_EN = ?, SURFACE = ?, EDITED_BY = ?,"
                + " EDITED_AT = ?, VERSION = ? WHERE NAME = ? AND VERSION = ?")) {
      bind(update, scene, actor, now);
      update.setInt(8, scene.version() - 1);
      return update.executeUpdate() == 1;
    }
  }

  private static void bind(PreparedStatement statement, Scene scene, String actor, long now)
      throws SQLException {
    statement.setString(1, scene.title().id());
    statement.setString(2, scene.title().en());
    statement.setString(3, scene.surface());
    statement.setString(4, actor);
    statement.setLong(5, now);
    statement.setInt(6, scene.version());
    statement.setString(7, scene.name());
  }

  private static Scene scene(ResultSet rows) throws SQLException {
    return new Scene(
        rows.getString(1),
        LocalText.of(rows.getString(2), rows.getString(3)),
        rows.getString(4),
        rows.getInt(5),
        List.of());
  }

  private static Scene withWidgets(Connection connection, Scene scene) throws SQLException {
    List<SceneWidget> widgets = new ArrayList<>();
    try (PreparedStatement read =
        connection.prepareStatement(
            "SELECT ID, TYPE, X, Y, W, H, Z, SETTINGS FROM WALL.SCENE_WIDGET WHERE SCENE = ?"
                + " ORDER BY POSITION")) {
      read.setString(1, scene.name());
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          widgets.add(
              new SceneWidget(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getInt(3),
                  rows.getInt(4),
                  rows.getInt(5),
                  rows.getInt(6),
                  rows.getInt(7),
                  settings(rows.getString(8))));
        }
      }
    }
    return new Scene(scene.name(), scene.title(), scene.surface(), scene.version(), widgets);
  }

  private static Map<String, Object> settings(String text) throws SQLException {
    try {
      return JSON.readValue(text, SETTINGS);
    } catch (JsonProcessingException e) {
      throw new SQLException("WALL.SCENE_WIDGET.SETTINGS does not hold JSON", e);
    }
  }
}
