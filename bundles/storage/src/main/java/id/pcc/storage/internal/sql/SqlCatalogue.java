package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.domain.Evolution;
import id.pcc.storage.internal.json.DeclarationJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue, kept in the database and known by heart. */
public final class SqlCatalogue implements Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(SqlCatalogue.class);

  /** Schemas of the platform and of the database engines, which no department may have. */
  private static final Set<String> RESERVED =
      Set.of(
          "storage",
          "security",
          "notice",
          "wall",
          "city",
          "connect",
          "incident",
          "shift",
          "web",
          "api",
          "importer",
          "mapping",
          "console",
          "standards",
          "app",
          "nullid",
          "sqlj",
          "sys",
          "sysibm",
          "syscat",
          "sysfun",
          "sysproc",
          "sysstat",
          "syscs_diag",
          "syscs_util",
          "public",
          "information_schema");

  private final SqlDatabase database;
  private final Clock clock;
  private final Map<DatasetId, Known> known = new ConcurrentHashMap<>();

  /** A dataset with its table. */
  private record Known(Entry entry, List<Field> retired, TableLayout table) {}

  private final ApprovalTable approvals = new ApprovalTable();

  /** Reads what was declared before. */
  public SqlCatalogue(SqlDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.transact(
        connection -> {
          Map<DatasetId, Approval> approved = approvals.all(connection);
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT DEPARTMENT, NAME, DECLARATION, REFUSAL, VERSION FROM"
                          + " STORAGE.DATASET")) {
            while (rows.next()) {
              DatasetId id = new DatasetId(rows.getString(1), rows.getString(2));
              DeclarationJson kept = DeclarationJson.read(rows.getString(3));
              know(
                  new Entry(
                      id, kept.dataset(), rows.getString(4), rows.getInt(5), approved.get(id)),
                  kept.retired());
            }
          }
          Set<DatasetId> rolledUp = TableDefinition.rolledUp(connection);
          for (Known dataset : known.values()) {
            if (!rolledUp.contains(dataset.entry().id())) {
              // from before there were hourly and daily values
              new TableDefinition(dataset.table()).ensureRollups(connection);
            }
          }
          return null;
        });
  }

  private Entry know(Entry entry, List<Field> retired) {
    known.put(
        entry.id(),
        new Known(entry, retired, new TableLayout(database.engine(), entry.id(), entry.dataset())));
    return entry;
  }

  @Override
  public synchronized Entry declare(String department, Dataset dataset) {
    DatasetId id = new DatasetId(department, dataset.name());
    Known before = known.get(id);
    if (before == null) {
      return first(id, dataset);
    }
    if (before.entry().dataset().equals(dataset)) {
      return before.entry().refusal().isEmpty() ? before.entry() : remember(before, "");
    }
    Evolution evolution = Evolution.from(before.entry().dataset(), before.retired(), dataset);
    if (!evolution.refusal().isEmpty()) {
      LOG.warn("Refused the new declaration of {}: {}", id, evolution.refusal());
      return remember(before, evolution.refusal());
    }
    TableLayout table = new TableLayout(database.engine(), id, dataset);
    int version = before.entry().version() + 1;
    Entry next = new Entry(id, dataset, "", version, before.entry().approval());
    database.transact(
        connection -> {
          new TableDefinition(table).evolve(connection, evolution.added());
          keep(connection, next, evolution.retired());
          return null;
        });
    return know(next, evolution.retired());
  }

  /** Why a declaration would be refused; empty when it would not. */
  String refusal(DatasetId id, Dataset dataset) {
    Known before = known.get(id);
    if (before != null) {
      return Evolution.from(before.entry().dataset(), before.retired(), dataset).refusal();
    }
    if (RESERVED.contains(id.department()) || id.department().startsWith("pg_")) {
      return "a department cannot be named "
          + id.department()
          + ": the database has a schema of that name for itself";
    }
    if (id.dataset().equals("quarantine")) {
      return "a dataset cannot be named quarantine: its address is that of refused documents";
    }
    return Evolution.first(dataset).refusal();
  }

  private Entry first(DatasetId id, Dataset dataset) {
    String refusal = refusal(id, dataset);
    if (!refusal.isEmpty()) {
      LOG.warn("Refused the declaration of {}: {}", id, refusal);
      return new Entry(id, dataset, refusal, 1, null);
    }
    Entry entry = new Entry(id, dataset, "", 1, null);
    TableLayout table = new TableLayout(database.engine(), id, dataset);
    createSchema(table);
    database.transact(
        connection -> {
          new TableDefinition(table).create(connection);
          insert(connection, entry);
          try (PreparedStatement volume =
              connection.prepareStatement(
                  "INSERT INTO STORAGE.VOLUME (DEPARTMENT, NAME, RECORDS) VALUES (?, ?, 0)")) {
            volume.setString(1, id.department());
            volume.setString(2, id.dataset());
            volume.executeUpdate();
          }
          return null;
        });
    return know(entry, List.of());
  }

  private void createSchema(TableLayout table) {
    database.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + table.schema());
          } catch (SQLException e) {
            if (!database.engine().exists(e)) {
              throw e;
            }
            connection.rollback();
          }
          return null;
        });
  }

  /** The declaration stays, with why a newer one was refused. */
  private Entry remember(Known before, String refusal) {
    Entry old = before.entry();
    Entry entry = new Entry(old.id(), old.dataset(), refusal, old.version(), old.approval());
    database.transact(
        connection -> {
          keep(connection, entry, before.retired());
          return null;
        });
    return know(entry, before.retired());
  }

  private void keep(Connection connection, Entry entry, List<Field> retired) throws SQLException {
    String update =
        "UPDATE STORAGE.DATASET SET DECLARATION = ?, REFUSAL = ?, DECLARED = ?, VERSION = ? WHERE"
            + " DEPARTMENT = ? AND NAME = ?";
    write(connection, update, entry, retired);
  }

  private void insert(Connection connection, Entry entry) throws SQLException {
    String insert =
        "INSERT INTO STORAGE.DATASET (DECLARATION, REFUSAL, DECLARED, VERSION, DEPARTMENT, NAME)"
            + " VALUES (?, ?, ?, ?, ?, ?)";
    write(connection, insert, entry, List.of());
  }

  private void write(Connection connection, String sql, Entry entry, List<Field> retired)
      throws SQLException {
    String refusal = entry.refusal();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, new DeclarationJson(entry.dataset(), retired).text());
      statement.setString(2, refusal.length() > 2000 ? refusal.substring(0, 2000) : refusal);
      statement.setLong(3, clock.millis());
      statement.setInt(4, entry.version());
      statement.setString(5, entry.id().department());
      statement.setString(6, entry.id().dataset());
      statement.executeUpdate();
    }
  }

  @Override
  public synchronized Optional<Entry> approve(DatasetId id, int version, String by) {
    Known now = present(id);
    if (now.entry().version() != version) {
      return Optional.empty();
    }
    Approval approval =
        new Approval(version, now.entry().dataset(), by, Instant.ofEpochMilli(clock.millis()));
    database.transact(
        connection -> {
          approvals.put(connection, id, approval);
          return null;
        });
    return Optional.of(know(approved(now.entry(), approval), now.retired()));
  }

  @Override
  public synchronized Entry withdraw(DatasetId id) {
    Known now = present(id);
    database.transact(
        connection -> {
          approvals.remove(connection, id);
          return null;
        });
    return know(approved(now.entry(), null), now.retired());
  }

  private Known present(DatasetId id) {
    Known now = known.get(id);
    if (now == null) {
      throw new IllegalArgumentException("there is no dataset " + id);
    }
    return now;
  }

  private static Entry approved(Entry entry, Approval approval) {
    return new Entry(entry.id(), entry.dataset(), entry.refusal(), entry.version(), approval);
  }

  @Override
  public List<Entry> entries() {
    return known.values().stream()
        .map(Known::entry)
        .sorted(Comparator.comparing(entry -> entry.id().toString()))
        .toList();
  }

  @Override
  public Optional<Entry> entry(DatasetId id) {
    return Optional.ofNullable(known.get(id)).map(Known::entry);
  }

  /** The table of a dataset. */
  Optional<TableLayout> table(DatasetId id) {
    return Optional.ofNullable(known.get(id)).map(Known::table);
  }

  @Override
  public Volume volume(DatasetId id) {
    return database.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT RECORDS, NEWEST, (SELECT COUNT(*) FROM STORAGE.QUARANTINE Q WHERE"
                      + " Q.DEPARTMENT = V.DEPARTMENT AND Q.NAME = V.NAME) FROM STORAGE.VOLUME V"
                      + " WHERE V.DEPARTMENT = ? AND V.NAME = ?")) {
            statement.setString(1, id.department());
            statement.setString(2, id.dataset());
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return new Volume(0, 0, null);
              }
              long newest = row.getLong(2);
              Long known = row.wasNull() ? null : Long.valueOf(newest);
              return new Volume(row.getLong(1), row.getLong(3), known);
            }
          }
        });
  }
}
