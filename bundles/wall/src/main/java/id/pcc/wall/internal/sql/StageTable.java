package id.pcc.wall.internal.sql;

import id.pcc.wall.Showing;
import id.pcc.wall.internal.domain.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** {@code WALL.STAGE}. */
public final class StageTable {
  /** Reads what is on a surface; versions are those that the scenes have now. */
  public Optional<Stage> read(Connection connection, String surface) throws SQLException {
    try (PreparedStatement read =
        connection.prepareStatement(
            "SELECT T.SCENE, S.VERSION, T.SHOWN_AT, T.ACTOR, T.BEFORE_SCENE, B.VERSION,"
                + " T.BEFORE_AT, T.BEFORE_ACTOR FROM WALL.STAGE T"
                + " JOIN WALL.SCENE S ON S.NAME = T.SCENE"
                + " LEFT JOIN WALL.SCENE B ON B.NAME = T.BEFORE_SCENE WHERE T.SURFACE = ?")) {
      read.setString(1, surface);
      try (ResultSet rows = read.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Stage(
                    showing(surface, rows, 1),
                    rows.getString(5) == null ? null : showing(surface, rows, 5)))
            : Optional.empty();
      }
    }
  }

  /** Writes what is on a surface. */
  public void write(Connection connection, Stage stage) throws SQLException {
    if (!put(
        connection,
        "UPDATE WALL.STAGE SET SCENE = ?, SHOWN_AT = ?, ACTOR = ?, BEFORE_SCENE = ?, BEFORE_AT ="
            + " ?, BEFORE_ACTOR = ? WHERE SURFACE = ?",
        stage)) {
      put(
          connection,
          "INSERT INTO WALL.STAGE (SCENE, SHOWN_AT, ACTOR, BEFORE_SCENE, BEFORE_AT, BEFORE_ACTOR,"
              + " SURFACE) VALUES (?, ?, ?, ?, ?, ?, ?)",
          stage);
    }
  }

  private static boolean put(Connection connection, String sql, Stage stage) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setString(1, stage.last().scene());
      put.setLong(2, stage.last().at().toEpochMilli());
      put.setString(3, stage.last().actor());
      Showing before = stage.before();
      if (before == null) {
        put.setNull(4, Types.VARCHAR);
        put.setNull(5, Types.BIGINT);
        put.setNull(6, Types.VARCHAR);
      } else {
        put.setString(4, before.scene());
        put.setLong(5, before.at().toEpochMilli());
        put.setString(6, before.actor());
      }
      put.setString(7, stage.last().surface());
      return put.executeUpdate() == 1;
    }
  }

  private static Showing showing(String surface, ResultSet rows, int first) throws SQLException {
    return new Showing(
        surface,
        rows.getString(first),
        rows.getInt(first + 1),
        Instant.ofEpochMilli(rows.getLong(first + 2)),
        rows.getString(first + 3));
  }
}
