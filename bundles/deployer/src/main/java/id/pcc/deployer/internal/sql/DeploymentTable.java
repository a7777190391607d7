package id.pcc.deployer.internal.sql;

import id.pcc.api.LocalText;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.Deployment.Result;
import id.pcc.storage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code DEPLOYER.DEPLOYMENT}. */
public final class DeploymentTable {
  private static final int LONGEST = 2_500;
  private static final String STANDING = "('DEPLOYED', 'SHIPPED', 'REMOVED')";

  private final Database database;

  /**
   * The table; made when it is missing.
   *
   * @throws id.pcc.storage.StoreException when the database is away
   */
  public DeploymentTable(Database database) {
    this.database = database;
    database.migrate("deployer", DeploymentTable.class.getClassLoader());
  }

  /** Adds a deployment, and gives it its number. */
  public Deployment add(Deployment deployment) {
    return database.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO DEPLOYER.DEPLOYMENT (DEPARTMENT, VERSION, SHA256, SOURCE, ACTOR,"
                      + " TRUST, BEGUN_AT, ENDED_AT, RESULT, REASON_ID, REASON_EN)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, cut(deployment.department(), 200));
            statement.setString(2, cut(deployment.version(), 200));
            statement.setString(3, deployment.sha256());
            statement.setString(4, cut(deployment.source(), 1_000));
            statement.setString(5, cut(deployment.actor(), 200));
            statement.setString(6, cut(deployment.trust(), 400));
            statement.setLong(7, deployment.begun().toEpochMilli());
            end(statement, 8, deployment);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return numbered(deployment, keys.getLong(1));
            }
          }
        });
  }

  private static Deployment numbered(Deployment d, long id) {
    return new Deployment(
        id,
        d.department(),
        d.version(),
        d.sha256(),
        d.source(),
        d.actor(),
        d.trust(),
        d.begun(),
        d.ended(),
        d.result(),
        d.reason());
  }

  private static void end(PreparedStatement statement, int first, Deployment deployment)
      throws SQLException {
    if (deployment.ended() == null) {
      statement.setNull(first, java.sql.Types.BIGINT);
    } else {
      statement.setLong(first, deployment.ended().toEpochMilli());
    }
    statement.setString(first + 1, deployment.result().name());
    LocalText reason = deployment.reason();
    statement.setString(first + 2, reason == null ? "" : cut(reason.id(), LONGEST));
    statement.setString(first + 3, reason == null ? "" : cut(reason.en(), LONGEST));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** Writes how a deployment ended. */
  public Deployment end(Deployment begun, Result result, LocalText reason, Instant at) {
    Deployment ended =
        new Deployment(
            begun.id(),
            begun.department(),
            begun.version(),
            begun.sha256(),
            begun.source(),
            begun.actor(),
            begun.trust(),
            begun.begun(),
            at,
            result,
            reason);
    return database.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE DEPLOYER.DEPLOYMENT SET ENDED_AT = ?, RESULT = ?, REASON_ID = ?,"
                      + " REASON_EN = ? WHERE ID = ?")) {
            end(statement, 1, ended);
            statement.setLong(5, ended.id());
            statement.executeUpdate();
          }
          return ended;
        });
  }

  /**
   * Says of all that are underway that they were interrupted; for the start.
   *
   * @return whose they were
   */
  public Set<String> interrupt(Instant at) {
    return database.transact(
        connection -> {
          Set<String> departments = new TreeSet<>();
          for (Deployment each : list(connection, "WHERE RESULT = 'UNDERWAY'", 10_000)) {
            departments.add(each.department());
          }
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE DEPLOYER.DEPLOYMENT SET ENDED_AT = ?, RESULT = 'INTERRUPTED',"
                      + " REASON_ID = ?, REASON_EN = ? WHERE RESULT = 'UNDERWAY'")) {
            statement.setLong(1, at.toEpochMilli());
            statement.setString(2, "pusat komando berhenti di tengah pemasangan");
            statement.setString(3, "the command center ended while it was deployed");
            statement.executeUpdate();
          }
          return departments;
        });
  }

  /** The deployment of that number. */
  public Optional<Deployment> find(long id) {
    return list("WHERE ID = ?", 1, id).stream().findFirst();
  }

  /** What should run of a department: deployed or shipped; or that it was removed. */
  public Optional<Deployment> standing(String department) {
    return list("WHERE DEPARTMENT = ? AND RESULT IN " + STANDING, 1, department).stream()
        .findFirst();
  }

  /** What should run of each department. */
  public List<Deployment> standing() {
    return list(
        "WHERE ID IN (SELECT MAX(ID) FROM DEPLOYER.DEPLOYMENT WHERE RESULT IN "
            + STANDING
            + " GROUP BY DEPARTMENT)",
        10_000);
  }

  /** The newest that came from a source. */
  public Optional<Deployment> from(String source) {
    return list("WHERE SOURCE = ?", 1, cut(source, 1_000)).stream().findFirst();
  }

  /** The newest, the newest first; of one department, or of all when it is empty. */
  public List<Deployment> newest(String department, int limit) {
    return department.isEmpty() ? list("", limit) : list("WHERE DEPARTMENT = ?", limit, department);
  }

  private List<Deployment> list(String where, int limit, Object... values) {
    return database.transact(connection -> list(connection, where, limit, values));
  }

  private static List<Deployment> list(
      Connection connection, String where, int limit, Object... values) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT ID, DEPARTMENT, VERSION, SHA256, SOURCE, ACTOR, TRUST, BEGUN_AT, ENDED_AT,"
                + " RESULT, REASON_ID, REASON_EN FROM DEPLOYER.DEPLOYMENT "
                + where
                + " ORDER BY ID DESC FETCH FIRST "
                + limit
                + " ROWS ONLY")) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<Deployment> all = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(deployment(row));
        }
      }
      return all;
    }
  }

  private static Deployment deployment(ResultSet row) throws SQLException {
    long ended = row.getLong(9);
    Instant endedAt = row.wasNull() ? null : Instant.ofEpochMilli(ended);
    String reason = row.getString(11);
    return new Deployment(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)),
        endedAt,
        Result.valueOf(row.getString(10)),
        reason.isBlank() ? null : LocalText.of(reason, row.getString(12)));
  }
}
